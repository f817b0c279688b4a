/** The chosen territory in one line: its figures in words, and where to go on. */
import { h, replace } from "../shared/dom";
import { formatCount } from "../shared/format";
import { buildParts } from "./parts";
import type { Row } from "./rows";
import type { Level } from "./state";
import {
  describeCoverage,
  describeEvolution,
  describeIndex,
  PROFILE_LABELS,
  PROFILE_MEANINGS,
  texts,
} from "./texts.fr";

export interface SelectionLine {
  element: HTMLElement;
  /** `asked` says whether the address names a territory, known or not. */
  update(row: Row | null, level: Level, baseYear: number, asked: boolean): void;
}

/** Builds the line; `onClear` is told when the choice is given up. */
export function createSelectionLine(publication: number, onClear: () => void): SelectionLine {
  const element = h("section", { class: "selection", "aria-live": "polite" });
  return {
    element,
    update(row, level, baseYear, asked) {
      element.classList.toggle("chosen", row !== null);
      if (row) replace(element, ...buildChosen(row, level, baseYear, publication, onClear));
      else replace(element, h("p", { class: "soft" }, asked ? texts.selection.unknown : texts.selection.none));
    },
  };
}

function buildChosen(
  row: Row,
  level: Level,
  baseYear: number,
  publication: number,
  onClear: () => void,
): HTMLElement[] {
  const facts = [
    level === "commune" ? null : row.commune,
    row.logements === null ? null : formatCount(row.logements, "logement"),
    describeIndex(row, "occupation"),
    describeIndex(row, "attractivite"),
    describeIndex(row, "fragilite"),
    describeCoverage(row),
  ].filter((fact) => fact !== null);
  const evolution = describeEvolution(row, baseYear);
  const target =
    level === "residence"
      ? { href: `/observatoire?residence=${encodeURIComponent(row.code)}`, label: texts.selection.sheet }
      : {
          href: `/observatoire?commune=${encodeURIComponent(row.code_insee ?? "")}`,
          label: texts.selection.residences[level],
        };
  return [
    h(
      "p",
      {},
      h("strong", {}, row.nom),
      row.profile
        ? h(
            "span",
            { class: `tag profile-${row.profile}`, title: PROFILE_MEANINGS[row.profile] },
            PROFILE_LABELS[row.profile],
          )
        : null,
      h("span", { class: "soft" }, facts.join(" · ")),
    ),
    evolution ? h("p", { class: "soft" }, evolution) : null,
    h(
      "p",
      { class: "selection-links" },
      h("a", { href: target.href }, target.label),
      h("a", { href: "/methode#limites" }, texts.selection.limits),
      h("button", { type: "button", class: "button plain", on: { click: onClear } }, texts.selection.clear),
    ),
    level === "commune" ? buildParts(row.code, publication) : null,
  ].filter((part) => part !== null);
}
