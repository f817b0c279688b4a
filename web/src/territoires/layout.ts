/** The places of the page: choices on top, plot and map side by side, the chosen territory, the table. */
import { h } from "../shared/dom";

export interface Layout {
  title: HTMLElement;
  lead: HTMLElement;
  choices: HTMLElement;
  narrowing: HTMLElement;
  /** The second map, in the place of the plot. */
  second: HTMLElement;
  workshop: HTMLElement;
  portrait: HTMLElement;
  legend: HTMLElement;
  plot: HTMLElement;
  absent: HTMLElement;
  map: HTMLElement;
  mapTools: HTMLElement;
  /** One line of reserved height, so that nothing moves when it speaks. */
  notice: HTMLElement;
  selection: HTMLElement;
  table: HTMLElement;
}

/** Builds the empty page inside `container`. */
export function buildLayout(container: HTMLElement): Layout {
  const title = h("h1");
  const lead = h("p", { class: "soft" });
  const choices = h("div", { class: "choices" });
  const narrowing = h("div", { class: "narrowing-side" });
  const second = h("div", { class: "map second-map", hidden: true });
  const workshop = h("div", { class: "workshop-side" });
  const portrait = h("div", { class: "portrait-side" });
  const legend = h("div", { class: "key-place" });
  const plot = h("div", { class: "plot-place" });
  const absent = h("div", { class: "absent-place" });
  const map = h("div", { id: "carte", class: "map" });
  const mapTools = h("div", { class: "map-tools" });
  const notice = h("p", { class: "map-notice", role: "status" });
  const selection = h("div", { class: "selection-place" });
  const table = h("div", { class: "table-place" });
  container.replaceChildren(
    h("div", { class: "heading" }, h("div", { class: "heading-words" }, title, lead), choices, narrowing),
    h("div", { class: "plot-side" }, second, plot, legend, absent),
    h("div", { class: "map-side" }, map, mapTools, notice),
    selection,
    portrait,
    table,
    workshop,
  );
  return {
    title,
    lead,
    choices,
    narrowing,
    second,
    workshop,
    portrait,
    legend,
    plot,
    absent,
    map,
    mapTools,
    notice,
    selection,
    table,
  };
}
