/** What a map shows, written in its corner: with two maps side by side, nobody should have to guess. */
import L from "leaflet";
import { h } from "../shared/dom";

/** Puts an empty caption on a map; `null` takes the words away. */
export function addCaption(map: L.Map): (words: string | null) => void {
  const element = h("p", { class: "map-caption", hidden: true });
  const control = new L.Control({ position: "bottomleft" });
  control.onAdd = () => element;
  control.addTo(map);
  return (words) => {
    element.textContent = words ?? "";
    element.hidden = words === null;
  };
}
