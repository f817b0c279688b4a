/** Small plane geometry over GeoJSON outlines, in degrees: enough to place names and to frame a territory. */
import type { Outline, Position } from "./types";

/** Latitude, longitude: the order of Leaflet, not of GeoJSON. */
export type LatLng = [lat: number, lng: number];
/** South-west and north-east corners. */
export type Bounds = [LatLng, LatLng];

type Ring = Position[];
type Edge = [x1: number, y1: number, x2: number, y2: number];

const GRID = 28;
/** A name is some five times wider than high: what stands beside it is in its way from farther. */
const WIDENESS = 0.3;

/** A GeoJSON position in the order of Leaflet. */
export function toLatLng([lng = 0, lat = 0]: Position): LatLng {
  return [lat, lng];
}

/** The frame of several outlines; `null` when there is none. */
export function findBounds(outlines: readonly (Outline | null)[]): Bounds | null {
  const corners = outlines
    .filter((outline) => outline !== null)
    .flatMap((outline) => listPolygons(outline).flatMap((polygon) => (polygon[0] ?? []).map(toLatLng)));
  return frameOf(corners);
}

/** The smallest frame around points; `null` when there is none. */
export function frameOf(points: readonly LatLng[]): Bounds | null {
  if (points.length === 0) return null;
  const lats = points.map(([lat]) => lat);
  const lngs = points.map(([, lng]) => lng);
  return [
    [Math.min(...lats), Math.min(...lngs)],
    [Math.max(...lats), Math.max(...lngs)],
  ];
}

/** Where to write the name of an outline: in its largest part, far from its edges and from the points to `avoid`. */
export function findLabelPoint(outline: Outline, avoid: readonly LatLng[] = []): LatLng {
  const polygons = listPolygons(outline);
  const largest = polygons.reduce((best, polygon) => (measure(polygon) > measure(best) ? polygon : best));
  const bounds = findBounds([{ type: "Polygon", coordinates: largest }]);
  if (!bounds) return [0, 0];
  const [[south, west], [north, east]] = bounds;
  const edges = listEdges(largest);
  // A degree of longitude is shorter than one of latitude: distances are compared on the ground.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const near = avoid.filter(([lat, lng]) => lat >= south && lat <= north && lng >= west && lng <= east);
  let best: LatLng = [(south + north) / 2, (west + east) / 2];
  let farthest = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < GRID * GRID; cell++) {
    const lat = south + ((north - south) * (Math.floor(cell / GRID) + 0.5)) / GRID;
    const lng = west + ((east - west) * ((cell % GRID) + 0.5)) / GRID;
    const clearance = measureClearance(edges, lng, lat, squeeze);
    const gaps = near.map(([y, x]) => Math.hypot((x - lng) * squeeze * WIDENESS, y - lat) * 1.5);
    const room = Math.min(clearance, ...gaps);
    if (room > farthest) {
      farthest = room;
      best = [lat, lng];
    }
  }
  return best;
}

function listPolygons(outline: Outline): Ring[][] {
  return outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
}

/** Area of the outer ring, in squared degrees. */
function measure(polygon: Ring[]): number {
  return Math.abs(listEdges(polygon.slice(0, 1)).reduce((sum, [x1, y1, x2, y2]) => sum + x1 * y2 - x2 * y1, 0)) / 2;
}

/** Distance to the nearest edge, negative outside. */
function measureClearance(edges: readonly Edge[], x: number, y: number, squeeze: number): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [x1, y1, x2, y2] of edges) {
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

function listEdges(rings: readonly Ring[]): Edge[] {
  return rings.flatMap((ring) =>
    ring.slice(1).map((end, index): Edge => {
      const [y1, x1] = toLatLng(ring[index] ?? end);
      const [y2, x2] = toLatLng(end);
      return [x1, y1, x2, y2];
    }),
  );
}
