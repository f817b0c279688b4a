/** The stock: facts of the residence, those that are known. */
import { h } from "../../shared/dom";
import { formatInteger, formatRent, typeset } from "../../shared/format";
import type { ResidenceDetails } from "../../shared/types";
import { describeRehabilitation, labelStatut, texts } from "../texts.fr";

/** A list of facts; an unknown fact is left out. */
export function buildFacts(residence: ResidenceDetails): HTMLElement {
  const { facts } = residence;
  const count = (pairs: [string, number | undefined][], unknown: string) => {
    const known = pairs.filter((pair): pair is [string, number] => (pair[1] ?? 0) > 0);
    const rest = (residence.logements ?? 0) - known.reduce((sum, [, number]) => sum + number, 0);
    if (known.length > 0 && rest > 0) known.push([unknown, rest]);
    return known.map(([name, number]) => `${name} : ${formatInteger(number)}`).join(", ");
  };
  const statut = facts.statut ? labelStatut(facts.statut) : "";
  const entries: [string, string][] = [
    [texts.facts.adresse, residence.adresse ?? ""],
    [texts.facts.mise_en_service, residence.mise_en_service === null ? "" : String(residence.mise_en_service)],
    [texts.facts.rehabilitation, describeRehabilitation(facts.rehabilitation)],
    [texts.facts.qpv, describeQpv(residence)],
    [texts.facts.statut, statut],
    [
      texts.facts.types,
      count(
        [
          ["T1", facts.t1],
          ["T2", facts.t2],
          ["T3", facts.t3],
          ["T4", facts.t4],
          ["T5 et plus", facts.t5],
        ],
        texts.facts.rest.types,
      ),
    ],
    [
      texts.facts.financement,
      count(
        [
          ["PLAI", facts.plai],
          ["PLUS", facts.plus],
          ["PLS", facts.pls],
        ],
        texts.facts.rest.financement,
      ),
    ],
    [
      texts.facts.energie,
      count(
        [
          ["A, B ou C", facts.dpe_abc],
          ["D ou E", facts.dpe_de],
          ["F ou G", facts.dpe_fg],
        ],
        texts.facts.rest.energie,
      ),
    ],
    [texts.facts.loyer_m2, facts.loyer_m2 === undefined ? "" : formatRent(facts.loyer_m2)],
    [texts.facts.repondants, residence.repondants === null ? "" : formatInteger(residence.repondants)],
  ];
  return h(
    "section",
    { class: "sheet-facts", "aria-labelledby": "fiche-parc" },
    h("h3", { id: "fiche-parc", class: "eyebrow" }, texts.sheet.facts),
    h(
      "dl",
      {},
      ...entries
        .filter(([, text]) => text !== "")
        .map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, typeset(text)))),
    ),
  );
}

/** Perimeters were drawn in 2015, then in 2024: which one holds the residence matters as much as its name. */
function describeQpv({ qpv_nom, code_qp, qpv_generation }: ResidenceDetails): string {
  if (code_qp === null) return "";
  const drawn = qpv_generation === null ? "" : `, périmètres de ${qpv_generation}`;
  return `${qpv_nom ?? code_qp} (${code_qp}${drawn})`;
}
