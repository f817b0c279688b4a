/** How much: the index of the residence, its class, its status in words. */
import { h } from "../../shared/dom";
import { formatIndex, formatPercent, lowerFirst, typeset } from "../../shared/format";
import { isWithheld } from "../../shared/hatch";
import { explainStatus, INDEX_LABELS, STATUS_LABELS } from "../../shared/texts.fr";
import type { IndexName, IndexValue } from "../../shared/types";
import { designationTexts } from "../designation-texts.fr";
import type { Edition } from "../edition";
import type { Row } from "../rows";
import { labelClass, labelValue, texts } from "../texts.fr";
import { drawScale } from "./scale";

/** The number and its words; `onLimits` opens what it does not say, `onTry` goes to the trial of a designation. */
export function buildMagnitude(
  row: Row,
  index: IndexName,
  edition: Edition,
  { onLimits, onTry }: { onLimits(): void; onTry(): void },
): HTMLElement {
  const link = (words: string, onClick: () => void) =>
    h("button", { type: "button", class: "link-button", on: { click: onClick } }, words);
  const value = row.indices[index];
  return h(
    "section",
    { class: "sheet-magnitude", "aria-label": INDEX_LABELS[index] },
    value.value === null ? buildWithheld(value, edition) : buildNumber(value, value.value, index, edition),
    h("p", { class: "others" }, ...describeOthers(row, index)),
    h(
      "p",
      { class: "sheet-links" },
      link(row.signal ? texts.sheet.limits : texts.sheet.limitsIndex, onLimits),
      link(designationTexts.jump, onTry),
    ),
  );
}

function buildNumber(value: IndexValue, number: number, index: IndexName, edition: Edition): HTMLElement {
  const reference = edition.publication.reference.nom;
  return h(
    "div",
    {},
    h(
      "div",
      { class: "number-line" },
      h("p", { class: "big-number" }, formatIndex(number)),
      h(
        "div",
        {},
        h("p", { class: "class-name" }, labelClass(value)),
        h("p", { class: "soft" }, typeset(`${INDEX_LABELS[index]}, base 100 = ${reference}`)),
        h("p", { class: "soft" }, describeSolidity(value, edition)),
      ),
    ),
    drawScale(number, edition.classes),
  );
}

function buildWithheld(value: IndexValue, edition: Edition): HTMLElement {
  return h(
    "div",
    { class: `withheld ${isWithheld(value.status) ? value.status : ""}` },
    h("p", { class: "class-name" }, sentenceCase(value.class ? labelClass(value) : STATUS_LABELS[value.status])),
    h("p", { class: "soft" }, explainStatus(value.status, edition.secrecy)),
  );
}

/** « Toutes les composantes sont connues », or what is missing and the coverage. */
function describeSolidity(value: IndexValue, edition: Edition): string {
  if (value.status !== "partiel") return explainStatus(value.status, edition.secrecy);
  const missing = value.missing.map((code) => nameComponent(code, edition));
  const parts = [
    missing.length > 0 ? `sans ${missing.join(", ")}` : null,
    value.coverage !== null && value.coverage < 1 ? `${formatPercent(value.coverage, 0)} des logements couverts` : null,
  ].filter((part) => part !== null);
  return typeset(parts.length > 0 ? `Valeur partielle : ${parts.join(" ; ")}.` : "Valeur partielle.");
}

function nameComponent(code: string, edition: Edition): string {
  const { indicateurs, indices } = edition.method;
  const named = { ...indices, ...indicateurs } as Record<string, { libelle: string } | undefined>;
  return lowerFirst(named[code]?.libelle ?? code);
}

/** The two other indices, one after the other. */
function describeOthers(row: Row, index: IndexName): (HTMLElement | string)[] {
  return (["fragilite", "occupation", "attractivite"] as const)
    .filter((other) => other !== index)
    .flatMap((other, position) => [
      position > 0 ? " · " : "",
      h("span", {}, `${INDEX_LABELS[other]} `, h("strong", {}, labelValue(row.indices[other]))),
    ]);
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
