/** The looks of a residence on the map: size, colour or pattern, ring of the signal. */
import L from "leaflet";
import type { LatLng } from "../shared/geometry";
import { isWithheld, patternFill } from "../shared/hatch";
import { findClass, type MapClass, OUTLINE } from "../shared/palette";
import type { IndexValue } from "../shared/types";
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
): L.CircleMarker {
  const radius = radiusOf(row, zoom, part);
  return L.circleMarker(row.position, { renderer, radius, className, interactive: false });
}

/**
 * Changes the size of a circle without drawing it: at the end of a zoom Leaflet draws every circle again anyway, and
 * `setRadius` would draw them all once more.
 */
export function sizeMark(mark: L.CircleMarker, radius: number): void {
  mark.options.radius = radius;
  Object.assign(mark, { _radius: radius });
}

/** A class has a colour, the rest a pattern; what was not transmitted is dashed as well. */
export function chooseStyle(value: IndexValue, classes: readonly MapClass[]): L.PathOptions {
  const pattern = isWithheld(value.status) ? patternFill(value.status) : "none";
  return {
    fillColor: value.value === null ? pattern : findClass(classes, value.value).colour,
    fillOpacity: 1,
    color: OUTLINE,
    weight: 1.2,
    dashArray: value.status === "non_transmis" ? "3 2.5" : "",
  };
}
