/** One dwelling of the agenda: its residence as it is read in session, and what was decided of it. */
import { h } from "../shared/dom";
import {
  formatChances,
  formatCount,
  formatDate,
  formatEnds,
  formatIndex,
  formatRent,
  NOTHING,
  typeset,
} from "../shared/format";
import { INDEX_LABELS, STATUS_LABELS } from "../shared/texts.fr";
import { type AgendaItem, INDEX_NAMES, type IndexName, type Labels, type Status } from "../shared/types";
import { texts } from "./texts.fr";

interface SessionIndex {
  value: number | null;
  status: Status;
  class: string | null;
  signal: boolean;
  interval_low: number | null;
  interval_high: number | null;
  p_fragile: number | null;
  solidite: string | null;
}

export interface SessionResidence {
  code: string;
  nom: string;
  commune: string | null;
  bailleur: string | null;
  logements: number | null;
  qpv: string | null;
  /** Absent from a session sealed before they were read: a replay shows what was sealed. */
  bailleur_siren?: string;
  in_qpv?: boolean;
  mise_en_service?: number | null;
  loyer_m2?: number | null;
  plai?: number | null;
  plus?: number | null;
  pls?: number | null;
  margin: number | null;
  indices: Partial<Record<IndexName, SessionIndex>>;
}

/** The residence of a dwelling, in the words of the session. */
export function residenceOf(item: AgendaItem): SessionResidence {
  return item.residence as unknown as SessionResidence;
}

/** « T3, contingent État ». */
export function nameDwelling(item: AgendaItem, labels: Labels): string {
  return `${labels.typologies?.[item.typologie] ?? item.typologie}, contingent ${labels.contingents?.[item.contingent] ?? item.contingent}`;
}

/** What stands on the card beside the residence itself. */
export interface DwellingParts {
  /** Which years the figures are of. */
  freshness: string;
  commitments: HTMLElement | null;
  /** What a designation would change for the objectives; `null` where nothing is decided any more. */
  effects: HTMLElement | null;
  /** What may be done, none once sealed. */
  actions: readonly HTMLElement[];
}

/** « 5,17 €/m² · PLUS · 1964 »: the stock behind the dwelling, what is known of it. */
export function describeStock(residence: SessionResidence): string {
  const { loyer_m2: rent, mise_en_service: year } = residence;
  const parts = [rent == null ? null : formatRent(rent), nameFinancing(residence), year == null ? null : String(year)];
  return parts.filter((part) => part !== null).join(" · ");
}

/** The financing of most of its dwellings, « en partie » when there are others. */
function nameFinancing({ plai, plus, pls }: SessionResidence): string | null {
  const counts = [
    ["PLAI", plai ?? 0],
    ["PLUS", plus ?? 0],
    ["PLS", pls ?? 0],
  ] as const;
  const present = counts.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  return present.length === 0 ? null : present.map(([name, count]) => `${count} ${name}`).join(", ");
}

/** The card of a dwelling, in the order of the sheet of its residence. */
export function buildDwelling(
  item: AgendaItem,
  labels: Labels,
  { freshness, commitments, effects, actions }: DwellingParts,
): HTMLElement {
  const residence = residenceOf(item);
  const place = [residence.commune, residence.bailleur, residence.qpv ? `QPV ${residence.qpv}` : null];
  const address = `/observatoire?residence=${encodeURIComponent(residence.code)}`;
  return h(
    "article",
    { class: "dwelling card", "aria-labelledby": "logement-titre" },
    h("p", { class: "eyebrow" }, nameDwelling(item, labels)),
    h("h2", { id: "logement-titre", tabindex: -1 }, residence.nom),
    h("p", { class: "soft" }, typeset(place.filter((part) => part !== null).join(" · "))),
    h("p", {}, typeset(describeStock(residence)), h("span", { class: "soft" }, ` · ${freshness}`)),
    h("dl", { class: "dwelling-figures" }, ...INDEX_NAMES.map((index) => buildIndex(index, residence.indices[index]))),
    describeSolidity(residence.indices.fragilite),
    residence.margin === null
      ? null
      : h("p", {}, typeset(`${texts.margin} : ${formatCount(residence.margin, "ménage")} du premier quartile.`)),
    buildQualification(item, labels),
    commitments,
    effects,
    h(
      "p",
      { class: "dwelling-links" },
      h("a", { href: address }, texts.sheet),
      " · ",
      h("a", { href: `${address}&menage=inf_40...#fiche-designation` }, texts.effect),
    ),
    buildNotes(item, labels),
    actions.length > 0 ? h("div", { class: "actions" }, ...actions) : null,
  );
}

function buildIndex(name: IndexName, index: SessionIndex | undefined): HTMLElement {
  const said =
    !index || index.value === null
      ? h("dd", { class: "withheld" }, index ? STATUS_LABELS[index.status] : NOTHING)
      : h("dd", {}, `${formatIndex(index.value)} · ${index.class ?? ""}`);
  return h("div", {}, h("dt", {}, INDEX_LABELS[name]), said);
}

function describeSolidity(index: SessionIndex | undefined): HTMLElement | null {
  if (!index?.solidite || index.p_fragile === null) return null;
  const interval =
    index.interval_low === null || index.interval_high === null
      ? ""
      : `, ${texts.interval} de ${formatEnds(index.interval_low, index.interval_high, "à")}`;
  return h(
    "p",
    { class: "soft" },
    typeset(`${texts.solidity} : ${index.solidite} (${formatChances(index.p_fragile)})${interval}.`),
  );
}

function buildQualification(item: AgendaItem, labels: Labels): HTMLElement {
  const decision = item.qualification as { avis: string; expires_on: string; motifs: string[] } | null;
  if (!decision) return h("p", { class: "soft" }, texts.noDecision);
  const confirmed = decision.avis === "confirmée";
  const list = labels[confirmed ? "motifs_confirmee" : "motifs_ecartee"] ?? {};
  return h(
    "div",
    { class: confirmed ? "decision vigilance" : "decision" },
    h(
      "p",
      {},
      h("strong", {}, confirmed ? texts.vigilance : texts.setAside),
      typeset(` (jusqu'au ${formatDate(decision.expires_on)})`),
    ),
    h("p", { class: "soft" }, typeset(decision.motifs.map((motif) => list[motif] ?? motif).join(" ; "))),
    confirmed ? h("p", { class: "reminder" }, texts.dalo) : null,
  );
}

function buildNotes(item: AgendaItem, labels: Labels): HTMLElement | null {
  const last = item.notes.at(-1);
  if (!last) return null;
  return h(
    "div",
    { class: "noted" },
    h(
      "p",
      {},
      h("strong", {}, typeset(`${texts.noted} : `)),
      labels.orientations?.[last.orientation] ?? last.orientation,
    ),
    last.precision ? h("p", {}, typeset(`« ${last.precision} »`)) : null,
    item.notes.length > 1 ? h("p", { class: "soft" }, `${item.notes.length - 1} ${texts.earlier}`) : null,
  );
}
