/** Choices beside the others: how the years are read, their trails, the intervals, and a second map. */
import { h } from "../shared/dom";
import type { Store } from "../shared/store";
import { READINGS, type Reading, SECONDS, type SecondName, type ViewState } from "./state";
import { labelColouring, labelReading, texts } from "./texts.fr";

export interface Extras {
  element: HTMLElement;
  update(state: ViewState): void;
}

/** Builds the choices; a level without intervals says so. `base` is the year of the reference that does not move. */
export function createExtras(store: Store<ViewState>, withIntervals: boolean, base: number): Extras {
  const reading = h(
    "select",
    { id: "annees", class: "field-input", on: { change: () => store.set({ annees: reading.value as Reading }) } },
    ...READINGS.map((name) => h("option", { value: name }, labelReading(name, base))),
  ) as HTMLSelectElement;
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
      h("div", { class: "extra" }, h("label", { for: "annees" }, texts.reading.label), reading),
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
      reading.value = state.annees;
      // The intervals are those of the position.
      intervals.disabled = !withIntervals || state.annees === "evolution";
      intervals.checked = !intervals.disabled && state.intervalles === "montres";
      trails.disabled = state.seconde !== "aucune";
      reading.disabled = trails.disabled;
      second.value = state.seconde;
    },
  };
}

function labelSecond(name: SecondName): string {
  return name === "aucune" || name === "avant" ? texts.second.names[name] : labelColouring(name);
}
