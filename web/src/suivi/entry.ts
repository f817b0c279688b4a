/** The form in which an attribution is entered: filled by keyboard, one page, what repeats is kept from one to the next. */

import { announce } from "../shared/announce";
import { Problem } from "../shared/api";
import { FLAGS } from "../shared/attribution-kind";
import { h, replace } from "../shared/dom";
import { buildEffects } from "../shared/effects";
import { followApi } from "../shared/follow-api";
import { today } from "../shared/form";
import { typeset } from "../shared/format";
import { RESERVATAIRES } from "../shared/reservataires.fr";
import { buildFailure } from "../shared/screens";
import type { Choices, Entry, NewEntry } from "../shared/types";
import { buildCheck, buildRadios, buildSelect, type Option } from "./form";
import { texts } from "./texts.fr";

const words = texts.entry;

export interface EntryForm {
  element: HTMLElement;
  /** Puts an entry in the form, to be corrected. */
  correct(entry: Entry): void;
}

/** Builds the form; `onRecorded` is told after each entry, with the sentence to say. */
export function createEntryForm(choices: Choices, onRecorded: (sentence: string) => void): EntryForm {
  let correcting: Entry | null = null;
  let busy = false;
  const date = h("input", { class: "field-input", type: "date", name: "date", required: true, max: today() });
  const residence = buildSelect("residence", words.residence, residenceOptions(choices), followResidence);
  const bailleur = buildSelect("bailleur_siren", words.bailleur, bailleurOptions(choices), forgetResidence);
  const commune = buildSelect("code_insee", words.commune, communeOptions(choices), forgetResidence);
  const qpv = buildCheck("qpv", words.qpv, forgetResidence);
  const reservataire = buildSelect("reservataire", words.reservataire, chosen(optionsOf(RESERVATAIRES)));
  const quartile = buildRadios("quartile", words.quartile, ["1", "2-4", ""].map(quartileOption));
  const flags = FLAGS.map((name) => ({ name, ...buildCheck(name, words.flags[name]) }));
  const signed = buildCheck("bail_signe", words.bail_signe);
  const proposed = buildCheck("proposition", words.proposition);
  const typologie = buildSelect("typologie", words.typologie, plainOptions(["T1", "T2", "T3", "T4", "T5"]));
  const financement = buildSelect("financement", words.financement, plainOptions(["PLAI", "PLUS", "PLS", "autre"]));
  const submit = h("button", { type: "submit", class: "button primary" }, words.submit);
  const giveUp = h(
    "button",
    { type: "button", class: "button", hidden: true, on: { click: () => reset() } },
    words.giveUp,
  );
  const title = h("h2", { id: "titre-saisie" }, words.title);
  const outcome = h("div", { class: "entry-outcome" });
  const form = h(
    "form",
    { class: "entry-form", "aria-labelledby": "titre-saisie", on: { submit: (event) => void send(event) } },
    title,
    h("p", { class: "field-help" }, words.lead),
    h(
      "fieldset",
      { class: "entry-group" },
      h("legend", {}, words.place),
      residence.element,
      bailleur.element,
      commune.element,
      qpv.element,
      typologie.element,
      financement.element,
    ),
    h(
      "fieldset",
      { class: "entry-group" },
      h("legend", {}, words.criteria),
      h("label", { class: "field" }, h("span", { class: "field-name" }, words.date), date),
      reservataire.element,
      quartile.element,
      h("div", { class: "checks" }, ...flags.map(({ element }) => element)),
      h("div", { class: "checks" }, signed.element, proposed.element),
    ),
    h("div", { class: "entry-buttons" }, submit, giveUp),
    outcome,
  );

  function followResidence(): void {
    const chosen = choices.residences.find(({ code }) => code === residence.select.value);
    if (!chosen) return;
    bailleur.select.value = chosen.bailleur_siren;
    commune.select.value = chosen.code_insee;
    qpv.input.checked = chosen.qpv;
  }

  /** What was chosen by hand no longer follows the residence. */
  function forgetResidence(): void {
    residence.select.value = "";
  }

  function read(): NewEntry {
    const flagged = Object.fromEntries(flags.map(({ name, input }) => [name, input.checked]));
    return {
      etape: proposed.input.checked ? "proposition" : "attribution",
      date: date.value,
      bailleur_siren: bailleur.select.value,
      reservataire: reservataire.select.value,
      code_insee: commune.select.value,
      qpv: qpv.input.checked,
      quartile: quartile.get() || null,
      bail_signe: signed.input.checked,
      residence: residence.select.value || null,
      typologie: typologie.select.value || null,
      financement: financement.select.value || null,
      ...flagged,
    } as NewEntry;
  }

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    busy = true;
    submit.textContent = words.sending;
    try {
      const recorded = correcting ? await followApi.correct(correcting.id, read()) : await followApi.record(read());
      const sentence = correcting ? words.corrected : words.saved;
      reset();
      replace(outcome, h("p", { class: "entry-saved" }, sentence), buildEffects(recorded.effects, words.effects));
      announce(sentence);
      onRecorded(sentence);
    } catch (error) {
      replace(outcome, buildFailure(error), listReasons(error));
    } finally {
      busy = false;
      submit.textContent = correcting ? words.submitCorrection : words.submit;
    }
  }

  /** Ready for the next: the day, the landlord and the reservation right are often the same. */
  function reset(): void {
    correcting = null;
    quartile.set(null);
    for (const { input } of flags) input.checked = false;
    proposed.input.checked = false;
    signed.input.checked = true;
    typologie.select.value = "";
    financement.select.value = "";
    title.textContent = words.title;
    submit.textContent = words.submit;
    giveUp.hidden = true;
    residence.select.focus();
  }

  date.value = today();
  signed.input.checked = true;
  for (const { select } of [bailleur, commune, reservataire]) select.required = true;
  return {
    element: form,
    correct(entry) {
      correcting = entry;
      date.value = entry.date;
      residence.select.value = entry.residence ?? "";
      bailleur.select.value = entry.bailleur_siren;
      commune.select.value = entry.code_insee;
      qpv.input.checked = entry.qpv;
      reservataire.select.value = entry.reservataire;
      quartile.set(entry.quartile ?? "");
      for (const { name, input } of flags) input.checked = entry[name] > 0;
      signed.input.checked = entry.bail_signe;
      proposed.input.checked = entry.etape === "proposition";
      typologie.select.value = entry.typologie ?? "";
      financement.select.value = entry.financement ?? "";
      title.textContent = words.correcting;
      submit.textContent = words.submitCorrection;
      giveUp.hidden = false;
      replace(outcome);
      residence.select.focus();
    },
  };
}

function listReasons(error: unknown): HTMLElement | null {
  if (!(error instanceof Problem) || error.reasons.length === 0) return null;
  return h("ul", {}, ...error.reasons.map((reason) => h("li", {}, typeset(reason))));
}

function quartileOption(value: string): Option {
  return { value, label: words.quartiles[value as "1" | "2-4" | ""] };
}

function optionsOf(labels: Record<string, string>): Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function plainOptions(values: readonly string[]): Option[] {
  return [{ value: "", label: words.unknown }, ...values.map((value) => ({ value, label: value }))];
}

/** Nothing is chosen for anybody: a default would be recorded by inattention. */
function chosen(options: Option[]): Option[] {
  return [{ value: "", label: words.choose }, ...options];
}

function bailleurOptions(choices: Choices): Option[] {
  return chosen(choices.bailleurs.map(({ siren, nom }) => ({ value: siren, label: nom })));
}

function communeOptions(choices: Choices): Option[] {
  return chosen(choices.communes.map(({ code, nom }) => ({ value: code, label: nom })));
}

function residenceOptions(choices: Choices): Option[] {
  const named = new Map(choices.bailleurs.map(({ siren, nom }) => [siren, nom]));
  const known = choices.residences.map(({ code, nom, bailleur_siren }) => ({
    value: code,
    label: nom,
    group: named.get(bailleur_siren) ?? bailleur_siren,
  }));
  return [{ value: "", label: words.noResidence }, ...known];
}
