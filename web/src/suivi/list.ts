/** The attributions recorded, the latest first; each may be corrected or cancelled, none disappears. */
import { h, replace } from "../shared/dom";
import { formatDate, typeset } from "../shared/format";
import { RESERVATAIRES } from "../shared/reservataires.fr";
import type { Choices, Entry } from "../shared/types";
import { texts } from "./texts.fr";

const words = texts.list;

export interface ListActions {
  correct(entry: Entry): void;
  cancel(entry: Entry): void;
  showHistory(shown: boolean): void;
}

/** Builds the table of entries. */
export function buildList(
  entries: readonly Entry[],
  choices: Choices,
  history: boolean,
  actions: ListActions,
): HTMLElement {
  const toggle: HTMLInputElement = h("input", {
    type: "checkbox",
    checked: history,
    on: { change: () => actions.showHistory(toggle.checked) },
  });
  const heads = Object.values(words.columns).map((label) => h("th", { scope: "col" }, label));
  const table = h(
    "table",
    { class: "data-table" },
    h("caption", { class: "visually-hidden" }, words.title),
    h("thead", {}, h("tr", {}, ...heads)),
    h("tbody", {}, ...entries.map((entry) => buildRow(entry, choices, actions))),
  );
  return h(
    "section",
    { class: "entries", "aria-labelledby": "titre-liste" },
    h("h2", { id: "titre-liste" }, `${words.title} (${entries.length})`),
    h("label", { class: "check" }, toggle, h("span", {}, words.history)),
    h("div", { class: "table-scroll", role: "region", "aria-label": words.title, tabindex: 0 }, table),
  );
}

function buildRow(entry: Entry, choices: Choices, actions: ListActions): HTMLElement {
  const place = describePlace(entry, choices);
  return h(
    "tr",
    { "data-key": entry.id, class: entry.annulee ? "cancelled" : null },
    h("th", { scope: "row" }, formatDate(entry.date)),
    h("td", {}, place),
    h("td", {}, RESERVATAIRES[entry.reservataire] ?? entry.reservataire),
    h("td", {}, describeCriteria(entry)),
    h("td", {}, describeOrigin(entry)),
    h("td", {}, entry.annulee ? "" : buildActions(entry, place, actions)),
  );
}

function buildActions(entry: Entry, place: string, actions: ListActions): HTMLElement {
  const about = `${place}, ${formatDate(entry.date)}`;
  const cell = h("div", { class: "row-actions" });
  const ask = () => {
    const confirm = button(words.confirm, about, () => actions.cancel(entry));
    replace(cell, confirm, button(words.keep, about, offer));
    confirm.focus();
  };
  const offer = () => {
    const first = entry.nombre === 1 ? button(words.correct, about, () => actions.correct(entry)) : null;
    replace(cell, first, button(words.cancel, about, ask));
  };
  offer();
  return cell;
}

function button(label: string, about: string, onClick: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: "button button-small", "aria-label": `${label} (${about})` };
  return h("button", { ...attributes, on: { click: onClick } }, label);
}

function describePlace(entry: Entry, choices: Choices): string {
  const residence = choices.residences.find(({ code }) => code === entry.residence)?.nom;
  const bailleur = choices.bailleurs.find(({ siren }) => siren === entry.bailleur_siren)?.nom ?? entry.bailleur_siren;
  const commune = choices.communes.find(({ code }) => code === entry.code_insee)?.nom ?? entry.code_insee;
  return [residence, bailleur, commune, entry.qpv ? "QPV" : null].filter(Boolean).join(", ");
}

function describeCriteria(entry: Entry): string {
  const several = entry.nombre > 1;
  const count = (label: string, number: number) => (number === 0 ? null : several ? `${label} ${number}` : label);
  const quartile = entry.quartile === "1" ? "1er quartile" : entry.quartile ? "autres quartiles" : "quartile inconnu";
  const parts = [
    several ? `${entry.nombre} attributions` : null,
    entry.etape === "proposition" ? "proposition" : null,
    quartile,
    count("DALO", entry.dalo),
    count("prioritaire", entry.dalo === entry.prioritaire ? 0 : entry.prioritaire),
    count("relogement", entry.relogement_ru),
    count("mutation", entry.mutation),
    entry.bail_signe ? null : "bail non signé",
  ];
  return parts.filter(Boolean).join(", ");
}

function describeOrigin(entry: Entry): string {
  const origin = entry.origine === "fichier" ? entry.recorded_by : `${words.origins.saisie}, ${entry.recorded_by}`;
  if (!entry.annulee || !entry.annulee_le) return typeset(origin);
  return typeset(`${origin} ; ${words.cancelled} le ${formatDate(entry.annulee_le)} (${entry.annulee_par ?? ""})`);
}
