/** « Le calcul, pas à pas »: from the counts to the class, as far as the reader's role goes; it prints with the sheet. */
import { h } from "../../shared/dom";
import type { ResidenceSheet } from "../../shared/types";
import { buildWorked } from "../../shared/worked";
import type { Edition } from "../edition";
import { texts } from "../texts.fr";

/** The section, closed until it is asked for. */
export function buildCalculation(sheet: ResidenceSheet, edition: Edition): HTMLElement {
  const { indices, components } = sheet;
  const { method, publication } = edition;
  const steps = buildWorked({ indices, components, method, reference: publication.reference.nom });
  const print = () => window.print();
  return h(
    "section",
    { class: "sheet-calculation", "aria-label": texts.calculation.title },
    h(
      "details",
      { class: "solidity-details" },
      h("summary", {}, texts.calculation.title),
      h("p", { class: "soft" }, texts.calculation.lead),
      ...steps,
      h("button", { type: "button", class: "link-button", on: { click: print } }, texts.calculation.print),
    ),
  );
}
