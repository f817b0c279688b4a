/** Outlines and their names, as Leaflet layers. */
import L from "leaflet";
import { h } from "./dom";
import { findBounds, findLabelPoint, type LatLng } from "./geometry";
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
  return createName(findLabelPoint(outline, avoid), name, className);
}

/** A name at the top of an outline, for those that lie over another that has its own. */
export function createTopLabel(outline: Outline, name: string, className: string): L.Marker {
  const [[, west], [north, east]] = findBounds([outline]) ?? [
    [0, 0],
    [0, 0],
  ];
  return createName([north, (west + east) / 2], name, className);
}

function createName(position: LatLng, name: string, className: string): L.Marker {
  return L.marker(position, {
    icon: L.divIcon({ className: `map-label ${className}`, html: h("span", {}, name), iconSize: [0, 0] }),
    pane: PANES.labels,
    interactive: false,
    keyboard: false,
  });
}
