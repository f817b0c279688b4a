/** Why two sources differ: a dialog, what was said before under the eyes. */
import { h } from "../shared/dom";
import { explain } from "../shared/form";
import { formatDate } from "../shared/format";
import type { ComparedQuantity } from "../shared/types";
import { MEASURE_LABELS, comparison as words } from "./comparing.fr";
import { writeQuantity } from "./quantities";
import { fill, texts } from "./texts.fr";

const LONGEST = 1000;

/** Opens the dialog; `onSubmit` sends what was typed, and a failure stays in the dialog. */
export function openExplanation(line: ComparedQuantity, onSubmit: (note: string) => Promise<void>): void {
  const note = h("textarea", {
    id: "explication",
    class: "field-input",
    rows: 4,
    maxlength: LONGEST,
    required: true,
    "aria-describedby": "explication-aide",
  });
  const error = h("p", { class: "field-error", role: "alert" });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await onSubmit(note.value.trim());
      dialog.close();
    } catch (failure) {
      error.textContent = explain(failure);
    }
  };
  const dialog: HTMLDialogElement = h(
    "dialog",
    { class: "confirmation card", "aria-labelledby": "explication-titre" },
    h(
      "h2",
      { id: "explication-titre" },
      fill(words.explainTitle, {
        measure: MEASURE_LABELS[line.mesure] ?? line.mesure,
        year: line.millesime,
        name: line.territoire,
      }),
    ),
    h(
      "ul",
      {},
      ...line.sources.map(({ source, valeur }) => h("li", {}, `${source} : ${writeQuantity(valeur, line.mesure)}`)),
    ),
    ...line.explications.map((said) =>
      h("p", { class: "soft" }, `${said.note} (${said.auteur}, ${formatDate(said.ecrite_le)})`),
    ),
    h(
      "form",
      { class: "explanation", on: { submit: (event: SubmitEvent) => void submit(event) } },
      h("label", { for: "explication" }, words.explainLabel),
      note,
      h("p", { class: "field-help", id: "explication-aide" }, words.explainHelp),
      error,
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, texts.confirm.cancel),
        h("button", { type: "submit", class: "button primary" }, words.keep),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
