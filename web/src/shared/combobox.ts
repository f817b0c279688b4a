/** A search field with suggestions, by mouse and by keyboard (ARIA combobox with a list). */
import { h, replace } from "./dom";

export interface Suggestion<T> {
  /** First line. */
  label: string;
  /** Second line, quieter. */
  detail: string;
  value: T;
}

export interface ComboboxOptions<T> {
  id: string;
  label: string;
  placeholder: string;
  /** What to say when nothing matches. */
  nothing: string;
  search(query: string): readonly Suggestion<T>[];
  onChoose(value: T): void;
}

/** Builds the field and its list. */
export function createCombobox<T>(options: ComboboxOptions<T>): HTMLElement {
  let found: readonly Suggestion<T>[] = [];
  let active = -1;
  const listId = `${options.id}-liste`;
  const input = h("input", {
    id: options.id,
    class: "field-input",
    type: "search",
    role: "combobox",
    placeholder: options.placeholder,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": options.label,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
  });
  const list = h("ul", {
    id: listId,
    class: "suggestions",
    role: "listbox",
    "aria-label": options.label,
    hidden: true,
  });
  const note = h("p", { class: "suggestions-note", role: "status" });

  const optionId = (position: number) => `${options.id}-${position}`;

  function open(): void {
    found = input.value.trim() ? options.search(input.value) : [];
    active = -1;
    replace(
      list,
      ...found.map((suggestion, position) => buildOption(suggestion, optionId(position), () => choose(position))),
    );
    note.textContent = input.value.trim() && found.length === 0 ? options.nothing : "";
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark();
  }

  function close(): void {
    list.hidden = true;
    note.textContent = "";
    active = -1;
    input.setAttribute("aria-expanded", "false");
    mark();
  }

  function mark(): void {
    for (const [position, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(position === active));
      if (position === active) option.scrollIntoView({ block: "nearest" });
    }
    if (active >= 0) input.setAttribute("aria-activedescendant", optionId(active));
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(position: number): void {
    const suggestion = found[position];
    if (!suggestion) return;
    input.value = suggestion.label;
    close();
    options.onChoose(suggestion.value);
  }

  function move(step: number): void {
    if (list.hidden) open();
    if (found.length === 0) return;
    active = (active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length;
    mark();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && found.length > 0 && !list.hidden) choose(Math.max(active, 0));
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", open);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", () => close());
  return h("div", { class: "combobox" }, input, list, note);
}

function buildOption<T>(suggestion: Suggestion<T>, id: string, onChoose: () => void): HTMLElement {
  return h(
    "li",
    {
      id,
      role: "option",
      "aria-selected": "false",
      // Pressing would take the focus from the field and close the list before the click is over.
      on: { mousedown: (event) => event.preventDefault(), click: onChoose },
    },
    h("span", { class: "suggestion-label" }, suggestion.label),
    h("span", { class: "suggestion-detail" }, suggestion.detail),
  );
}
