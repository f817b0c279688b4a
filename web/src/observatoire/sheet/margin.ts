/** What room is left: how many first-quartile households the residence can welcome before its index reaches the threshold. */
import { h } from "../../shared/dom";
import { formatCount, formatInteger, typeset } from "../../shared/format";
import type { ResidenceDetails } from "../../shared/types";
import type { Edition } from "../edition";
import { texts } from "../texts.fr";

/** The section, or nothing where the margin is not known. */
export function buildMargin(residence: ResidenceDetails, edition: Edition): HTMLElement | null {
  const { margin, departures } = residence;
  if (margin === null || departures === null) return null;
  return h(
    "section",
    { class: "sheet-margin", "aria-labelledby": "fiche-marge" },
    h("h3", { id: "fiche-marge", class: "eyebrow" }, texts.margin.title),
    h("p", {}, h("strong", {}, describeMargin(margin)), ` ${describeBounds(departures, edition)}`),
    h("p", { class: "soft" }, texts.margin.note),
  );
}

function describeMargin(margin: number): string {
  if (margin === 0) return texts.margin.none;
  return typeset(`${formatCount(margin, "ménage")} du premier quartile dans l'année.`);
}

function describeBounds(departures: number, edition: Edition): string {
  const threshold = formatInteger(edition.method.classes.fragile);
  return typeset(
    `Sans atteindre ${threshold}, et sur ${formatCount(departures, "départ")} attendu${departures > 1 ? "s" : ""}.`,
  );
}
