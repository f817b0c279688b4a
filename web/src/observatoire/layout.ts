/** The places of the page: panel on the left, map and table in the middle, sheet on the right. */
import { h } from "../shared/dom";
import { texts } from "./texts.fr";

export interface Layout {
  panel: HTMLElement;
  stage: HTMLElement;
  tools: HTMLElement;
  map: HTMLElement;
  /** One line of reserved height, so that nothing moves when it speaks. */
  notice: HTMLElement;
  /** Where the figures come from, on paper. */
  source: HTMLElement;
  table: HTMLElement;
  side: HTMLElement;
}

/** Builds the empty page inside `container`. */
export function buildLayout(container: HTMLElement): Layout {
  const map = h("div", { id: "carte", class: "map" });
  const notice = h("p", { class: "map-notice", role: "status" });
  const tools = h("div", { class: "stage-tools" });
  const mapFrame = h("div", { class: "map-frame" }, map, tools, notice);
  const table = h("div", { class: "table-place", hidden: true });
  const panel = h("div", { class: "panel" });
  const source = h("p", { class: "paper-source" });
  const stage = h("div", { class: "stage" }, mapFrame, source, table);
  const side = h("aside", { class: "side", "aria-label": texts.sheet.label });
  container.replaceChildren(h("h1", { class: "visually-hidden" }, texts.title), panel, stage, side);
  return { panel, stage, tools, map, notice, source, table, side };
}
