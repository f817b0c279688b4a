/** One tooltip for all the residences: it follows the mouse and the keyboard from one to the next. */
import L from "leaflet";
import { h } from "../shared/dom";
import { PANES } from "../shared/map";
import { type PlacedRow, radiusOf } from "./circles";
import { describeSignal, listRowBounds } from "./texts.fr";

/** Makes the tooltip; `read` says what stands behind a code. */
export function createTip(
  map: L.Map,
  read: (code: string) => { row: PlacedRow; figure: string } | null,
): { destroy(): void } {
  const tooltip = L.tooltip({ direction: "top" });
  const pane = map.getPane(PANES.points);

  function show(event: Event): void {
    const code = event.target instanceof SVGElement ? event.target.dataset.code : undefined;
    const found = code ? read(code) : null;
    if (!found) return;
    tooltip.options.offset = L.point(0, -radiusOf(found.row, map.getZoom()));
    tooltip.setLatLng(found.row.position).setContent(buildContent(found.row, found.figure)).openOn(map);
  }

  const hide = () => tooltip.close();
  const listeners = [
    ["pointerover", show],
    ["focusin", show],
    ["pointerout", hide],
    ["focusout", hide],
  ] as const;
  for (const [type, listener] of listeners) pane?.addEventListener(type, listener);
  return {
    destroy() {
      for (const [type, listener] of listeners) pane?.removeEventListener(type, listener);
      tooltip.close();
    },
  };
}

function buildContent(row: PlacedRow, figure: string): HTMLElement {
  const signal = row.signal ? ` · ${describeSignal(row).toLowerCase()}` : "";
  const bounds = listRowBounds(row).flatMap((said) => [h("br"), said]);
  return h("span", {}, h("strong", {}, row.nom), ` ${figure}${signal}`, ...bounds);
}
