/** A total read in a document, noted to be compared: it enters no calculation. */
import { h, replace } from "../shared/dom";
import type { Compared, TotalAsked } from "../shared/types";
import { comparison, MEASURE_LABELS } from "./comparing.fr";

const OLDEST = 1990;
const words = comparison.total;

export interface TotalForm {
  element: HTMLElement;
  /** Fills the list of territories, once. */
  propose(territories: Compared["territoires"]): void;
}

/** Builds the form; `onSubmit` says whether the total was taken. */
export function buildTotalForm(onSubmit: (asked: TotalAsked) => Promise<boolean>): TotalForm {
  const source = h("input", { id: "total-source", class: "field-input", type: "text", maxlength: 200, required: true });
  const measure = h(
    "select",
    { id: "total-mesure", class: "field-input" },
    ...Object.entries(MEASURE_LABELS).map(([value, label]) => h("option", { value }, label)),
  );
  const territory = h("select", { id: "total-territoire", class: "field-input", required: true });
  const newest = new Date().getFullYear() + 1;
  const year = h("input", {
    id: "total-annee",
    class: "field-input",
    type: "number",
    min: OLDEST,
    max: newest,
    required: true,
  });
  const value = h("input", {
    id: "total-valeur",
    class: "field-input",
    type: "number",
    min: 0,
    step: "any",
    required: true,
  });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const taken = await onSubmit({
      source: source.value.trim(),
      mesure: measure.value as TotalAsked["mesure"],
      code: territory.value,
      millesime: Number(year.value),
      valeur: Number(value.value),
    });
    if (taken) value.value = "";
  };
  const fields: [string, HTMLElement][] = [
    [words.source, source],
    [words.measure, measure],
    [words.territory, territory],
    [words.year, year],
    [words.value, value],
  ];
  const form = h(
    "form",
    { class: "correction", on: { submit: (event: SubmitEvent) => void submit(event) } },
    ...fields.map(([label, field]) => h("div", {}, h("label", { for: field.id }, label), field)),
    h("button", { type: "submit", class: "button" }, words.submit),
  );
  return {
    element: h(
      "details",
      { class: "card" },
      h("summary", {}, words.title),
      h("p", { class: "soft" }, words.help),
      form,
    ),
    propose(territories) {
      if (territory.options.length === 0) {
        replace(territory, ...territories.map(({ code, nom }) => h("option", { value: code }, nom)));
      }
    },
  };
}
