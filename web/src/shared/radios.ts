/** A choice among a few words, as a row of buttons that the arrows of the keyboard go through. */
import { h } from "./dom";

export interface Radios<T> {
  element: HTMLElement;
  update(value: T): void;
}

/** Builds the row; `name` is its own in the page. */
export function createSegments<T extends string>(options: {
  name: string;
  legend: string;
  values: readonly T[];
  label(value: T): string;
  onChoose(value: T): void;
}): Radios<T> {
  const inputs = options.values.map((value) => {
    const attributes = { type: "radio", name: options.name, value, on: { change: () => options.onChoose(value) } };
    const input = h("input", attributes);
    return { value, input, row: h("label", { class: "segment" }, input, h("span", {}, options.label(value))) };
  });
  return {
    element: h(
      "fieldset",
      { class: "segments" },
      h("legend", {}, options.legend),
      h("div", { class: "segments-row" }, ...inputs.map(({ row }) => row)),
    ),
    update(value) {
      for (const candidate of inputs) candidate.input.checked = candidate.value === value;
    },
  };
}
