/** The communes under sectors and residences. */
import L from "leaflet";
import { type MapHandle, PANES } from "../shared/map";
import { createOutline } from "../shared/shapes";
import type { Outline } from "../shared/types";

/** Draws the outlines below everything; returns the way to take them off. */
export function drawGround(handle: MapHandle, outlines: readonly Outline[]): () => void {
  const renderer = handle.renderer(PANES.base);
  const shapes = outlines.map((outline) =>
    createOutline(outline, { className: "ground", renderer, interactive: false }),
  );
  const group = L.layerGroup(shapes).addTo(handle.map);
  return () => group.remove();
}
