/** Choices beside the others: the trails of the years, the intervals, and a second map. */
import { h } from "../shared/dom";
import type { Store } from "../shared/store";
import { SECONDS, type SecondName, type ViewState } from "./state";
import { labelColouring, texts } from "./texts.fr";

export interface Extras {
  element: HTMLElement;
  update(state: ViewState): void;
}

/** Builds the choices; a level without intervals says so. */
export function createExtras(store: Store<ViewState>, withIntervals: boolean): Extras {
  const intervals = h("input", {
    type: "checkbox",
    disabled: !withIntervals,
    on: { change: () => store.set({ intervalles: intervals.checked ? "montres" : "masques" }) },
  }) as HTMLInputElement;
  const trails = h("input", {
    type: "checkbox",
    on: { change: () => store.set({ trajectoires: trails.checked }) },
  }) as HTMLInputElement;
  const second = h(
    "select",
    { id: "seconde", class: "field-input", on: { change: () => store.set({ seconde: second.value as SecondName }) } },
    ...SECONDS.map((name) => h("option", { value: name }, labelSecond(name))),
  ) as HTMLSelectElement;
  return {
    element: h(
      "div",
      { class: "extras" },
      h("label", { class: "extra" }, trails, h("span", {}, texts.trails)),
      h(
        "label",
        { class: "extra", title: withIntervals ? null : texts.noIntervals },
        intervals,
        h("span", {}, texts.intervals),
      ),
      h("div", { class: "extra" }, h("label", { for: "seconde" }, texts.second.label), second),
    ),
    update(state) {
      trails.checked = state.trajectoires;
      intervals.checked = withIntervals && state.intervalles === "montres";
      trails.disabled = state.seconde !== "aucune";
      second.value = state.seconde;
    },
  };
}

function labelSecond(name: SecondName): string {
  return name === "aucune" || name === "avant" ? texts.second.names[name] : labelColouring(name);
}
