/**
 * How thousands of circles are drawn at once. Leaflet would write the outline of each again after a zoom, seen or not, and a
 * `pattern` in its fill costs the browser four times the rest of the drawing: hatching is here a part of the outline.
 */
import L from "leaflet";
import type { Withheld } from "../shared/hatch";

/** The look of a circle, and what fills it when it has no value. */
export interface CircleStyle extends L.PathOptions {
  hatch?: Withheld | null;
}

interface Drawn {
  _point: L.Point;
  _path: SVGPathElement;
}

/** A circle that is projected once, then only scaled. */
export class Circle extends L.CircleMarker {
  declare options: L.CircleMarkerOptions & CircleStyle;
  private world: L.Point | undefined;
  /** The outline as it was last written. */
  written = "";

  /** Leaflet calls it at the end of a zoom. */
  _project(): void {
    const zoom = this._map.getZoom();
    this.world ??= this._map.project(this.getLatLng(), 0);
    const point = this.world.multiplyBy(this._map.getZoomScale(zoom, 0)).subtract(this._map.getPixelOrigin());
    Object.assign(this, { _point: point.round() });
  }
}

/** Draws the circles of a pane. */
export class CircleRenderer extends L.SVG {
  declare _bounds: L.Bounds;

  /** Leaflet calls it for each circle after a move or a zoom. */
  _updateCircle(circle: Circle & Drawn): void {
    const outline = this.traceSeen(circle._point, circle.getRadius(), circle.options.hatch);
    if (outline === circle.written) return;
    circle.written = outline;
    circle._path.setAttribute("d", outline);
  }

  private traceSeen({ x, y }: L.Point, radius: number, hatch: Withheld | null | undefined): string {
    const { min, max } = this._bounds;
    if (!min || !max) return OUT_OF_SIGHT;
    const out = x + radius < min.x || x - radius > max.x || y + radius < min.y || y - radius > max.y;
    return out ? OUT_OF_SIGHT : `M${x},${y}${recallTrace(radius, hatch ?? null)}`;
  }
}

const OUT_OF_SIGHT = "M0 0";
const GAP = 4.4;
const DOT = 0.6;
const traces = new Map<string, string>();

/** Thousands of circles have a few dozen outlines, said from their middle. */
function recallTrace(radius: number, hatch: Withheld | null): string {
  const size = round(radius);
  const key = `${size} ${hatch}`;
  const known = traces.get(key);
  if (known !== undefined) return known;
  const trace = traceCircle(0, 0, size) + (hatch ? traceHatch(size, hatch) : "");
  traces.set(key, trace);
  return trace;
}

/** Diagonals for the secret, dots for what was not transmitted, a grid for what is kept to others, as in the legend. */
function traceHatch(radius: number, hatch: Withheld): string {
  switch (hatch) {
    case "secret":
      return listChords(radius, (offset, half) => {
        const [across, along] = [offset * Math.SQRT1_2, half * Math.SQRT1_2];
        return traceLine(across - along, across + along, 2 * along, -2 * along);
      });
    case "reserve":
      return listChords(
        radius,
        (offset, half) => traceLine(-half, offset, 2 * half, 0) + traceLine(offset, -half, 0, 2 * half),
      );
    case "non_transmis":
      return listChords(radius - 1, (offset, half) =>
        listOffsets(half)
          .map((along) => traceCircle(along, offset, DOT))
          .join(""),
      );
    case "sans_objet":
      return "";
    default:
      return hatch satisfies never;
  }
}

/** A circle around a point said from where the pen is; the pen comes back. */
function traceCircle(x: number, y: number, radius: number): string {
  const [across, arc] = [round(2 * radius), `a${radius},${radius} 0 1,0 `];
  return `m${round(x - radius)},${round(y)}${arc}${across},0${arc}${-across},0m${round(radius - x)},${round(-y)}`;
}

function traceLine(x: number, y: number, dx: number, dy: number): string {
  return `m${round(x)},${round(y)}l${round(dx)},${round(dy)}m${round(-x - dx)},${round(-y - dy)}`;
}

function listChords(radius: number, trace: (offset: number, half: number) => string): string {
  return listOffsets(radius)
    .map((offset) => trace(offset, Math.sqrt(radius * radius - offset * offset)))
    .join("");
}

/** On both sides of the middle, a gap apart. */
function listOffsets(reach: number): number[] {
  const offsets: number[] = [];
  for (let offset = GAP / 2; offset < reach; offset += GAP) offsets.push(-offset, offset);
  return offsets;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
