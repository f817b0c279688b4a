/** The looks of a residence on the map: size, colour or pattern, ring of the signal, words of its tooltip. */
import L from "leaflet";
import { h } from "../shared/dom";
import type { LatLng } from "../shared/geometry";
import { isWithheld, patternFill } from "../shared/hatch";
import { findClass, type MapClass, OUTLINE } from "../shared/palette";
import type { IndexValue } from "../shared/types";
import type { Row } from "./rows";
import { labelValue, texts } from "./texts.fr";

export type PlacedRow = Row & { position: LatLng };

/** How far the ring of a signal and the halo of the selected residence stand from the circle, in pixels. */
const RING_GAP = 3;
const HALO_GAP = 7;

export function isPlaced(row: Row): row is PlacedRow {
  return row.position !== null;
}

/** The area is proportional to the dwellings, down to a size that can still be pointed at; smaller from afar. */
export function radiusOf(row: { logements: number | null }, zoom: number): number {
  const distance = Math.max(0.55, Math.min(1.15, 0.55 + (zoom - 11) * 0.13));
  return Math.max(4.5, 1.75 * Math.sqrt(row.logements ?? 0) * distance);
}

/** The circle of a value: a class has a colour, the rest a pattern; what was not transmitted is dashed. */
export function drawCircle(
  row: PlacedRow,
  value: IndexValue,
  classes: readonly MapClass[],
  renderer: L.Renderer,
  zoom: number,
): L.CircleMarker {
  const pattern = isWithheld(value.status) ? patternFill(value.status) : "none";
  const fillColor = value.value === null ? pattern : findClass(classes, value.value).colour;
  const circle = L.circleMarker(row.position, {
    renderer,
    radius: radiusOf(row, zoom),
    className: `residence status-${value.status}`,
    fillColor,
    fillOpacity: 1,
    color: OUTLINE,
    weight: 1.2,
    bubblingMouseEvents: false,
    ...(value.status === "non_transmis" ? { dashArray: "3 2.5" } : {}),
  });
  return circle.bindTooltip(buildTooltip(row, value), { direction: "top", offset: [0, -radiusOf(row, zoom)] });
}

/** The ring of a residence to examine. */
export function drawRing(row: PlacedRow, renderer: L.Renderer, zoom: number): L.CircleMarker {
  return drawAround(row, "ring", RING_GAP, renderer, zoom);
}

/** The halo of the selected residence. */
export function drawHalo(row: PlacedRow, renderer: L.Renderer, zoom: number): L.CircleMarker {
  return drawAround(row, "halo", HALO_GAP, renderer, zoom);
}

function drawAround(row: PlacedRow, className: string, gap: number, renderer: L.Renderer, zoom: number) {
  const radius = radiusOf(row, zoom) + gap;
  return L.circleMarker(row.position, { renderer, radius, className, interactive: false });
}

function buildTooltip(row: Row, value: IndexValue): HTMLElement {
  const signal = row.signal ? ` · ${texts.sheet.signal.toLowerCase()}` : "";
  return h("span", {}, h("strong", {}, row.nom), ` ${labelValue(value)}${signal}`);
}
