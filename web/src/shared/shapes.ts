/** Outlines and their names, as Leaflet layers. */
import L from "leaflet";
import { h } from "./dom";
import { findLabelPoint, type LatLng } from "./geometry";
import { PANES } from "./map";
import type { Outline } from "./types";

/** The outline of a territory as a polygon. */
export function createOutline(outline: Outline, options: L.PolylineOptions): L.Polygon {
  const depth = outline.type === "Polygon" ? 1 : 2;
  return L.polygon(L.GeoJSON.coordsToLatLngs(outline.coordinates, depth), options);
}

/** A name inside an outline, away from the points to `avoid`; `className` says how it looks and from which zoom. */
export function createLabel(
  outline: Outline,
  name: string,
  className: string,
  avoid: readonly LatLng[] = [],
): L.Marker {
  return L.marker(findLabelPoint(outline, avoid), {
    icon: L.divIcon({ className: `map-label ${className}`, html: h("span", {}, name), iconSize: [0, 0] }),
    pane: PANES.labels,
    interactive: false,
    keyboard: false,
  });
}
