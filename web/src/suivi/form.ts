/** Pieces of the form of entry: a labelled field each, reachable in the order in which one thinks of them. */
import { h } from "../shared/dom";

export interface Option {
  value: string;
  label: string;
  /** Heading under which it is listed. */
  group?: string;
}

/** A list to choose from; typing the first letters finds. */
export function buildSelect(name: string, label: string, options: readonly Option[], onChange = () => {}) {
  const id = `saisie-${name}`;
  const select = h("select", { id, class: "field-input", name, on: { change: onChange } });
  const groups = new Map<string, HTMLElement>();
  for (const { value, label: text, group } of options) {
    const option = h("option", { value }, text);
    if (!group) {
      select.append(option);
      continue;
    }
    const found = groups.get(group) ?? h("optgroup", { label: group });
    if (!groups.has(group)) select.append(found);
    groups.set(group, found);
    found.append(option);
  }
  return { select, element: h("div", { class: "field" }, h("label", { class: "field-name", for: id }, label), select) };
}

/** Yes or no. */
export function buildCheck(name: string, label: string, onChange = () => {}) {
  const input = h("input", { type: "checkbox", name, on: { change: onChange } });
  return { input, element: h("label", { class: "check" }, input, h("span", {}, label)) };
}

/** One among a few, in a row. */
export function buildRadios(name: string, legend: string, options: readonly Option[]) {
  const inputs = options.map(({ value }) => h("input", { type: "radio", name, value, required: true }));
  const rows = options.map(({ label }, index) =>
    h("label", { class: "segment" }, inputs[index] as HTMLInputElement, h("span", {}, label)),
  );
  const element = h(
    "fieldset",
    { class: "segments" },
    h("legend", {}, legend),
    h("div", { class: "segments-row" }, ...rows),
  );
  return {
    element,
    get: () => inputs.find((input) => input.checked)?.value ?? null,
    set(value: string | null) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}
