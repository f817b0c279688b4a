/** The looks of a residence on the map: size, colour or pattern, ring of the signal. */
import type L from "leaflet";
import type { LatLng } from "../shared/geometry";
import { isWithheld, type Withheld } from "../shared/hatch";
import { findClass, type MapClass, OUTLINE } from "../shared/palette";
import type { IndexValue } from "../shared/types";
import { Circle, type CircleStyle } from "./drawing";
import type { Row } from "./rows";

export type PlacedRow = Row & { position: LatLng };

/** How far the ring of a signal, that of a vigilance and the halo of the selected residence stand from the circle, in pixels. */
const GAPS = { circle: 0, ring: 3, vigilance: 6, halo: 10 } as const;

export function isPlaced(row: Row): row is PlacedRow {
  return row.position !== null;
}

/** The area is proportional to the dwellings, down to a size that can still be pointed at; smaller from afar. */
export function radiusOf(row: { logements: number | null }, zoom: number, part: keyof typeof GAPS = "circle"): number {
  const distance = Math.max(0.55, Math.min(1.15, 0.55 + (zoom - 11) * 0.13));
  return Math.max(4.5, 1.75 * Math.sqrt(row.logements ?? 0) * distance) + GAPS[part];
}

/** A circle without a value yet; the mouse meets it by the CSS, Leaflet itself listens to the map only. */
export function createMark(
  row: PlacedRow,
  part: keyof typeof GAPS,
  className: string,
  renderer: L.Renderer,
  zoom: number,
): Circle {
  const radius = radiusOf(row, zoom, part);
  return new Circle(row.position, { renderer, radius, className, interactive: false });
}

/**
 * Changes the size of a circle without drawing it: at the end of a zoom Leaflet draws every circle again anyway, and
 * `setRadius` would draw them all once more.
 */
export function sizeMark(mark: L.CircleMarker, radius: number): void {
  mark.options.radius = radius;
  Object.assign(mark, { _radius: radius });
}

/** The look of an index: the colour of its class, or what withholds it. */
export function chooseStyle({ value, status }: IndexValue, classes: readonly MapClass[]): CircleStyle {
  return drawStyle(value === null ? undefined : findClass(classes, value).colour, isWithheld(status) ? status : null);
}

/** A colour, or a hatching where there is none; what was not transmitted is dashed as well. */
export function drawStyle(colour: string | undefined, withheld: Withheld | null): CircleStyle {
  const hatch = colour === undefined ? withheld : null;
  const dashArray = hatch === "non_transmis" ? "3 2.5" : "";
  return { fillColor: colour ?? "#ffffff", fillOpacity: 1, color: OUTLINE, weight: 1.2, dashArray, hatch };
}
