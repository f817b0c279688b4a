/** Names of outlines on a map, the most important first; those that would cover another wait for a nearer zoom. */
import L from "leaflet";
import { estimateWidth, keepApart } from "./labels";
import { createLabel, createTopLabel } from "./shapes";
import type { Outline } from "./types";

export interface OutlineName {
  outline: Outline;
  text: string;
}

const SIZE = 15;
const AIR = 2;

/**
 * Writes the names, in their order of importance; returns the way to take them off. Names go inside the outlines, or `above`
 * those that are too small to hold one and far from each other.
 */
export function drawNames(
  map: L.Map,
  names: readonly OutlineName[],
  className: string,
  place: "inside" | "above" = "inside",
): () => void {
  const create = place === "inside" ? createLabel : createTopLabel;
  const classes = place === "inside" ? className : `${className} above`;
  const rise = place === "inside" ? 0 : SIZE * 0.75;
  const markers = names.map(({ outline, text }) => ({ text, marker: create(outline, text, classes) }));
  const group = L.layerGroup(markers.map(({ marker }) => marker)).addTo(map);

  function thin(): void {
    const boxes = markers.map(({ text, marker }) => {
      const { x, y: foot } = map.latLngToLayerPoint(marker.getLatLng());
      const y = foot - rise;
      const half = estimateWidth(text, SIZE) / 2 + AIR;
      return { left: x - half, right: x + half, top: y - SIZE * 0.6 - AIR, bottom: y + SIZE * 0.6 + AIR };
    });
    for (const [position, kept] of keepApart(boxes).entries()) {
      markers[position]?.marker.getElement()?.classList.toggle("crowded", !kept);
    }
  }

  map.on("zoomend", thin);
  thin();
  return () => {
    map.off("zoomend", thin);
    group.remove();
  };
}
