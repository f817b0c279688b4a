/** Which index is shown, and whether the table stands beside the map. */
import { h } from "../shared/dom";
import { INDEX_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, type IndexName } from "../shared/types";
import { VIEWS, type ViewState } from "./state";
import { texts } from "./texts.fr";

export interface Chooser<T> {
  element: HTMLElement;
  update(value: T): void;
}

/** Radio buttons, one an index. */
export function createIndexChooser(onChoose: (index: IndexName) => void): Chooser<IndexName> {
  return createRadios(
    "indice",
    texts.indexChoice,
    "index-choice",
    INDEX_NAMES,
    (index) => INDEX_LABELS[index],
    onChoose,
  );
}

/** Map alone, or map and table. */
export function createViewChooser(onChoose: (view: ViewState["vue"]) => void): Chooser<ViewState["vue"]> {
  return createRadios("vue", texts.views.label, "view-choice", VIEWS, (view) => texts.views[view], onChoose);
}

function createRadios<T extends string>(
  name: string,
  legend: string,
  className: string,
  values: readonly T[],
  label: (value: T) => string,
  onChoose: (value: T) => void,
): Chooser<T> {
  const inputs = values.map((value) => {
    const input = h("input", { type: "radio", name, value, on: { change: () => onChoose(value) } });
    return { value, input, row: h("label", { class: "radio" }, input, h("span", {}, label(value))) };
  });
  const title = h("legend", { class: "eyebrow" }, legend);
  return {
    element: h("fieldset", { class: className }, title, ...inputs.map(({ row }) => row)),
    update(value) {
      for (const candidate of inputs) candidate.input.checked = candidate.value === value;
    },
  };
}
