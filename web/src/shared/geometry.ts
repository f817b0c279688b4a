/** Small plane geometry over GeoJSON outlines, in degrees: enough to place names and to frame a territory. */
import type { Outline, Position } from "./types";

/** South-west and north-east corners, as Leaflet takes them. */
export type Bounds = [[number, number], [number, number]];

type Ring = Position[];

const GRID = 24;

/** The frame of several outlines; `null` when there is none. */
export function findBounds(outlines: readonly Outline[]): Bounds | null {
  const positions = outlines.flatMap((outline) => listPolygons(outline).flatMap((polygon) => polygon[0] ?? []));
  if (positions.length === 0) return null;
  const lngs = positions.map(([lng]) => lng);
  const lats = positions.map(([, lat]) => lat);
  return [
    [Math.min(...lats), Math.min(...lngs)],
    [Math.max(...lats), Math.max(...lngs)],
  ];
}

/** Where to write the name of an outline: the point of its largest part that lies farthest from any edge. */
export function findLabelPoint(outline: Outline): [lat: number, lng: number] {
  const polygons = listPolygons(outline);
  const largest = polygons.reduce((best, polygon) => (measure(polygon[0]) > measure(best[0]) ? polygon : best));
  const bounds = findBounds([{ type: "Polygon", coordinates: largest }]);
  if (!bounds) return [0, 0];
  const [[south, west], [north, east]] = bounds;
  // A degree of longitude is shorter than one of latitude: distances are compared on the ground.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  let best: [number, number] = [(south + north) / 2, (west + east) / 2];
  let farthest = Number.NEGATIVE_INFINITY;
  for (let row = 1; row < GRID; row++) {
    for (let column = 1; column < GRID; column++) {
      const lat = south + ((north - south) * row) / GRID;
      const lng = west + ((east - west) * column) / GRID;
      const distance = measureClearance(largest, lng, lat, squeeze);
      if (distance > farthest) {
        farthest = distance;
        best = [lat, lng];
      }
    }
  }
  return best;
}

function listPolygons(outline: Outline): Ring[][] {
  return outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
}

/** Area of a ring, in squared degrees. */
function measure(ring: Ring = []): number {
  return Math.abs(edges(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0)) / 2;
}

/** Distance to the nearest edge, negative outside. */
function measureClearance(rings: Ring[], x: number, y: number, squeeze: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [[x1, y1], [x2, y2]] of rings.flatMap(edges)) {
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    nearest = Math.min(nearest, distanceToSegment((x - x1) * squeeze, y - y1, (x2 - x1) * squeeze, y2 - y1));
  }
  return inside ? nearest : -nearest;
}

/** Distance from (px, py) to the segment from the origin to (dx, dy). */
function distanceToSegment(px: number, py: number, dx: number, dy: number): number {
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return Math.hypot(px - along * dx, py - along * dy);
}

function edges(ring: Ring): [Position, Position][] {
  return ring.slice(1).flatMap((end, index) => {
    const start = ring[index];
    return start ? [[start, end] as [Position, Position]] : [];
  });
}
