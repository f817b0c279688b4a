/** What: the name of the residence, where it stands, what it is made of. */
import { h } from "../../shared/dom";
import { formatCount, typeset } from "../../shared/format";
import type { Facts } from "../../shared/types";
import { decisionTexts } from "../decision-texts.fr";
import type { Row } from "../rows";
import { describeSignal, labelStatut, texts } from "../texts.fr";

const TYPES = ["t1", "t2", "t3", "t4", "t5"] as const;

/** The head of the sheet; its title takes the focus when the sheet opens. */
export function buildIdentity(row: Row): HTMLElement {
  const place = [
    row.commune,
    row.secteur_nom ? `${texts.search.secteur} ${row.secteur_nom}` : null,
    row.bailleur,
  ].filter((part) => part !== null);
  return h(
    "header",
    { class: "sheet-identity" },
    h("p", { class: "soft" }, place.join(" · ")),
    h("h2", { id: "fiche-titre", tabindex: -1 }, row.nom),
    h("p", { class: "soft" }, describeStock(row)),
    h("ul", { class: "tags" }, ...buildTags(row)),
  );
}

function describeStock(row: Row): string {
  const { facts } = row;
  const parts = [
    row.logements === null ? null : formatCount(row.logements, "logement"),
    facts.mise_en_service ? `mis en service en ${facts.mise_en_service}` : null,
    describeDominantType(facts),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** « T4 dominant » when one type holds more than any other. */
function describeDominantType(facts: Facts): string | null {
  const known = TYPES.map((type) => ({ type, count: facts[type] ?? 0 })).sort((a, b) => b.count - a.count);
  const [first, second] = known;
  if (!first || first.count === 0 || first.count === second?.count) return null;
  return `${first.type.toUpperCase()} dominant`;
}

/** What partners decided comes before what the numbers say. */
function buildDecisionTag({ decision }: Row): HTMLElement | null {
  if (!decision) return null;
  const { tags } = decisionTexts;
  if (decision.state === "proposée") return h("li", { class: "tag" }, tags.proposed);
  const confirmed = decision.avis === "confirmée";
  return h("li", { class: confirmed ? "tag vigilance" : "tag" }, confirmed ? tags.vigilance : tags.setAside);
}

function buildTags(row: Row): HTMLElement[] {
  const { statut } = row.facts;
  return [
    buildDecisionTag(row),
    row.signal ? h("li", { class: "tag signal" }, describeSignal(row)) : null,
    row.repms ? h("li", { class: "tag" }, decisionTexts.tags.repms) : null,
    row.qpv_nom ? h("li", { class: "tag qpv" }, typeset(`QPV ${row.qpv_nom}`)) : null,
    statut && statut !== "active" ? h("li", { class: "tag" }, labelStatut(statut)) : null,
  ].filter((tag) => tag !== null);
}
