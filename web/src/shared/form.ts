/** A form in a dialog: closed lists, dates, a short text; what the server refuses is said beside it. */
import { Problem } from "./api";
import { h, replace } from "./dom";
import { typeset } from "./format";
import { texts } from "./texts.fr";

export interface Field {
  name: string;
  label: string;
  /** A date is of the past or of the day; a day may be to come. */
  kind: "choice" | "several" | "date" | "day" | "text";
  /** Words and labels of a closed list. */
  words?: Readonly<Record<string, string>>;
  /** Of a closed list that another field narrows: the value of that field that each word goes with. */
  within?: { field: string; values: Readonly<Record<string, string>> };
  help?: string;
  value?: string;
}

export interface FormOptions {
  title: string;
  lead?: string;
  fields: readonly Field[];
  submit: string;
  /** Id of what has the focus next, when what opened the form is gone. */
  next?: string;
  /** Sends what was entered; a failure stays in the dialog. */
  onSubmit(entry: Record<string, string | string[]>): Promise<void>;
}

export const LONGEST_TEXT = 200;

/** Opens the dialog; it closes when what was entered is kept. The focus goes back where it was, drawn again or not. */
export function openForm(options: FormOptions): void {
  const opener = document.activeElement;
  const errors = h("div", { class: "field-error", role: "alert" });
  const form = h(
    "form",
    { class: "entry-form", novalidate: true },
    ...options.fields.map(buildField),
    errors,
    h(
      "div",
      { class: "dialog-foot" },
      h("button", { type: "button", class: "button plain", on: { click: () => dialog.close() } }, texts.close),
      h("button", { type: "submit", class: "button primary" }, options.submit),
    ),
  );
  const dialog: HTMLDialogElement = h(
    "dialog",
    { class: "card entry-dialog", "aria-labelledby": "saisie-titre" },
    h("h2", { id: "saisie-titre" }, options.title),
    options.lead ? h("p", { class: "soft" }, options.lead) : null,
    form,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void keep();
  });
  form.addEventListener("change", () => narrowLists(form, options.fields));
  narrowLists(form, options.fields);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();

  async function keep(): Promise<void> {
    replace(errors);
    try {
      await options.onSubmit(readEntry(form, options.fields));
      dialog.close();
      if (opener && (opener === document.body || !opener.isConnected)) findAgain(opener, options.next)?.focus();
    } catch (error) {
      const reasons = error instanceof Problem && error.reasons.length > 0 ? error.reasons : [explain(error)];
      replace(errors, h("ul", {}, ...reasons.map((reason) => h("li", {}, typeset(reason)))));
    }
  }
}

/** What took the place of an element once the page was drawn again: the same id, or a button of the same words. */
function findAgain(gone: Element, next?: string): HTMLElement | null {
  const named = document.getElementById(gone.id) ?? (next ? document.getElementById(next) : null);
  if (named) return named;
  const buttons = [...document.querySelectorAll<HTMLElement>("main button")];
  return buttons.find(({ textContent }) => textContent === gone.textContent) ?? null;
}

/** The day, as a form writes it. */
export function today(): string {
  return new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
}

/** Why the server said no, or that it cannot be reached. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return error.detail || error.title;
  return texts.unreachable.detail;
}

function buildField(field: Field): HTMLElement {
  const id = `saisie-${field.name}`;
  if (field.kind === "several") return buildSeveral(field);
  const help = field.help ? h("p", { class: "field-help", id: `${id}-aide` }, field.help) : null;
  const shared = { id, name: field.name, class: "field-input", "aria-describedby": help ? `${id}-aide` : null };
  const control =
    field.kind === "choice"
      ? h(
          "select",
          shared,
          ...Object.entries(field.words ?? {}).map(([word, label]) =>
            h("option", { value: word, selected: word === field.value }, label),
          ),
        )
      : field.kind === "date" || field.kind === "day"
        ? h("input", {
            ...shared,
            type: "date",
            max: field.kind === "date" ? today() : null,
            value: field.value ?? today(),
          })
        : h("textarea", { ...shared, rows: 3, maxlength: LONGEST_TEXT });
  return h("div", { class: "entry-field" }, h("label", { for: id, class: "field-label" }, field.label), control, help);
}

function buildSeveral(field: Field): HTMLElement {
  return h(
    "fieldset",
    { class: "entry-field" },
    h("legend", { class: "field-label" }, field.label),
    ...Object.entries(field.words ?? {}).map(([word, label]) =>
      h(
        "label",
        { class: "check" },
        h("input", { type: "checkbox", name: field.name, value: word, id: `saisie-${field.name}-${word}` }),
        h("span", {}, label),
      ),
    ),
  );
}

/** What does not go with the value chosen elsewhere is neither offered nor sent. */
function narrowLists(form: HTMLFormElement, fields: readonly Field[]): void {
  for (const { name, within } of fields) {
    if (!within) continue;
    const chosen = new FormData(form).get(within.field);
    for (const input of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
      input.disabled = within.values[input.value] !== chosen;
      const label = input.closest("label");
      if (label) label.hidden = input.disabled;
    }
  }
}

function readEntry(form: HTMLFormElement, fields: readonly Field[]): Record<string, string | string[]> {
  const data = new FormData(form);
  return Object.fromEntries(
    fields.map(({ name, kind }) => [
      name,
      kind === "several" ? data.getAll(name).map(String) : String(data.get(name) ?? "").trim(),
    ]),
  );
}
