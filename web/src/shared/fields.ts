/** A labelled field, and the line that says what is wrong with it. */
import { type Attributes, h } from "./dom";

export interface LabelledField {
  element: HTMLElement;
  input: HTMLInputElement;
}

/** Builds a field; `help` is read with it. */
export function buildField(id: string, label: string, attributes: Attributes, help = ""): LabelledField {
  const input: HTMLInputElement = h("input", {
    id,
    name: id,
    class: "field-input",
    required: true,
    "aria-describedby": help ? `${id}-aide` : null,
    ...attributes,
  });
  const element = h(
    "div",
    { class: "labelled-field" },
    h("label", { for: id, class: "field-label" }, label),
    input,
    help ? h("p", { class: "field-help", id: `${id}-aide` }, help) : null,
  );
  return { element, input };
}

/** Whom a password belongs to, for password managers alone: they file it under this name. */
export function buildOwner(email: string): HTMLInputElement {
  return h("input", {
    type: "text",
    class: "visually-hidden",
    name: "username",
    autocomplete: "username",
    value: email,
    tabindex: -1,
    readonly: true,
    "aria-hidden": "true",
  });
}

/** What a password manager fills or proposes. */
export function buildPassword(id: string, label: string, kind: "current" | "new", help = ""): LabelledField {
  return buildField(id, label, { type: "password", autocomplete: `${kind}-password`, spellcheck: "false" }, help);
}
