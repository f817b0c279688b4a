/** Names of outlines that the edge of the map would cut: they slide along until they are whole. */
import type L from "leaflet";

const AIR = 4;

/** Keeps the names of a class whole; returns the way to stop. A name whose outline is out of sight stays out of sight. */
export function keepNamesWhole(map: L.Map, className: string): () => void {
  const frame = map.getContainer();
  const slide = () => {
    const names = [...frame.querySelectorAll<HTMLElement>(`.${className} > span`)];
    for (const name of names) name.style.marginLeft = "0";
    const { left, right } = frame.getBoundingClientRect();
    const slides = names.map((name) => findSlide(name.getBoundingClientRect(), left + AIR, right - AIR));
    for (const [rank, name] of names.entries()) name.style.marginLeft = `${slides[rank]}px`;
  };
  map.on("moveend zoomend resize", slide);
  slide();
  return () => {
    map.off("moveend zoomend resize", slide);
  };
}

/** How far a name goes right (or left, below zero); nowhere when its middle is beyond an edge. */
export function findSlide(name: { left: number; right: number }, left: number, right: number): number {
  const middle = (name.left + name.right) / 2;
  if (middle < left || middle > right) return 0;
  return Math.max(0, left - name.left) + Math.min(0, right - name.right);
}
