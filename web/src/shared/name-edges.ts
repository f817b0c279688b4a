/** Names of outlines that the edge of the map would cut: they slide along until they are whole. */
import type L from "leaflet";
import { estimateWidth } from "./labels";

const AIR = 4;
const SIZE = 15;

/** Keeps names whole; returns the way to stop. A name whose place is out of sight stays out of sight. */
export function keepNamesWhole(map: L.Map, names: readonly { text: string; marker: L.Marker }[]): () => void {
  // Widths are estimated: to measure them would make the browser lay out every residence at each move.
  const slide = () => {
    const { x: width } = map.getSize();
    for (const { text, marker } of names) {
      const { x } = map.latLngToContainerPoint(marker.getLatLng());
      const half = estimateWidth(text, SIZE) / 2;
      const span = marker.getElement()?.firstElementChild;
      const by = findSlide({ left: x - half, right: x + half }, AIR, width - AIR);
      if (span instanceof HTMLElement) span.style.marginLeft = `${Math.round(by)}px`;
    }
  };
  map.on("moveend resize", slide);
  slide();
  return () => {
    map.off("moveend resize", slide);
  };
}

/** How far a name goes right (or left, below zero); nowhere when its middle is beyond an edge. */
export function findSlide(name: { left: number; right: number }, left: number, right: number): number {
  const middle = (name.left + name.right) / 2;
  if (middle < left || middle > right) return 0;
  return Math.max(0, left - name.left) + Math.min(0, right - name.right);
}
