/** What the convention still asks this year of the landlord and of the reservation right of a dwelling. */
import { h } from "../shared/dom";
import { formatDate, formatInteger, typeset } from "../shared/format";
import type { AgendaItem, Objective, Objectives } from "../shared/types";
import { residenceOf } from "./dwelling";
import { texts } from "./texts.fr";

/** The reservation rights of a session, as the convention names them. */
const RESERVATAIRES: Readonly<Record<string, string>> = { commune: "communes", bailleur: "bailleurs" };

/** The reservation right of a dwelling, as the convention names it. */
export function reservataireOf({ contingent }: Pick<AgendaItem, "contingent">): string {
  return RESERVATAIRES[contingent] ?? contingent;
}

export interface Commitment {
  /** « Halpades », « État ». */
  who: string;
  what: string;
  realised: number;
  base: number;
  /** `null` is followed without a threshold. */
  missing: number | null;
}

/** The objectives that a dwelling counts for, those of its landlord first. */
export function findCommitments(item: AgendaItem, { objectives }: Pick<Objectives, "objectives">): Commitment[] {
  const { bailleur_siren: bailleur, in_qpv: inQpv } = residenceOf(item);
  const reservataire = reservataireOf(item);
  const concerns = ({ scope }: Objective) => scope === "partout" || inQpv === undefined || (scope === "qpv") === inQpv;
  return objectives
    .filter((objective) => objective.committed !== "ensemble" && concerns(objective))
    .sort((a, b) => Number(a.committed !== "bailleur") - Number(b.committed !== "bailleur"))
    .flatMap(({ committed, partners, short }) => {
      const partner = partners.find(({ code }) => code === (committed === "bailleur" ? bailleur : reservataire));
      if (!partner || partner.gauge.status === "sans_objet") return [];
      const { realised, base, missing } = partner.gauge;
      return { who: partner.label, what: short, realised, base, missing };
    });
}

/** « 2 objectifs à rattraper », for a line of the agenda. */
export function summarise(commitments: readonly Commitment[]): string | null {
  const late = commitments.filter(({ missing }) => (missing ?? 0) > 0).length;
  if (commitments.length === 0) return null;
  if (late === 0) return texts.commitments.kept;
  return late === 1 ? texts.commitments.oneLate : `${late} ${texts.commitments.late}`;
}

/** The list of a dwelling; `null` where the convention asks nothing of it. */
export function buildCommitments(item: AgendaItem, statement: Objectives): HTMLElement | null {
  const found = findCommitments(item, statement);
  if (found.length === 0) return null;
  return h(
    "section",
    { class: "commitments", "aria-labelledby": "logement-objectifs" },
    h("h3", { id: "logement-objectifs" }, typeset(`${texts.commitments.title} ${statement.year}`)),
    h("ul", {}, ...found.map(buildLine)),
    h("p", { class: "field-help" }, typeset(`${texts.commitments.asOf} ${formatDate(statement.as_of)}.`)),
  );
}

function buildLine({ who, what, realised, base, missing }: Commitment): HTMLElement {
  const counts = `${formatInteger(realised)} sur ${formatInteger(base)}`;
  const state =
    missing === null
      ? texts.commitments.followed
      : missing === 0
        ? texts.commitments.reached
        : `${texts.commitments.missing} ${formatInteger(missing)}`;
  return h(
    "li",
    { class: (missing ?? 0) > 0 ? "late" : null },
    h("span", {}, typeset(`${who} · ${what}`)),
    h("span", { class: "soft" }, typeset(counts)),
    h("strong", {}, typeset(state)),
  );
}
