/** The street base map, when the observatory has one and when it answers. */
import L from "leaflet";
import { PANES } from "./map";
import type { BaseMap } from "./types";

/** A host that drops packets never fires an error: without a tile after this delay, the page does without. */
const PATIENCE_MS = 4000;

/**
 * Adds the tiles under the drawing; call it once the outlines are drawn. `onUnavailable` is told once, after which nothing
 * more is asked of the tile host.
 */
export function addBaseMap(map: L.Map, baseMap: BaseMap, onUnavailable: () => void): () => void {
  const layer = L.tileLayer(baseMap.url, { pane: PANES.base, maxZoom: 19, attribution: baseMap.attribution });
  let settled = false;
  const settle = (available: boolean) => {
    if (settled) return;
    settled = true;
    window.clearTimeout(timer);
    map.getContainer().classList.toggle("with-base-map", available);
    if (available) return;
    layer.remove();
    onUnavailable();
  };
  const timer = window.setTimeout(() => settle(false), PATIENCE_MS);
  layer.on("tileload", () => settle(true));
  layer.on("tileerror", () => settle(false));
  layer.addTo(map);
  return () => {
    settled = true;
    window.clearTimeout(timer);
    layer.remove();
  };
}
