/** REPMS lists of the landlords: dates, criteria, signatures, annex. */
import { commissionApi } from "../shared/api";
import { h } from "../shared/dom";
import { openForm, today } from "../shared/form";
import { formatDate, typeset } from "../shared/format";
import type { RepmsList } from "../shared/types";
import type { CommissionEdition } from "./edition";
import { texts } from "./texts.fr";

const words = texts.repms;

/** Builds the section; `again` reads the page again after something was added. */
export function buildRepms(edition: CommissionEdition, again: () => void): HTMLElement {
  return h(
    "section",
    { class: "repms", "aria-labelledby": "repms" },
    h("h2", { id: "repms", class: "eyebrow" }, words.title),
    h("p", { class: "soft" }, words.lead),
    edition.repms.length === 0 ? h("p", {}, words.none) : null,
    ...edition.repms.map((list) => buildList(list, edition, again)),
    edition.role === "epci"
      ? h("button", { type: "button", class: "button", on: { click: () => openAdoption(edition, again) } }, words.adopt)
      : null,
  );
}

function buildList(list: RepmsList, edition: CommissionEdition, again: () => void): HTMLElement {
  const signed = list.signatures.some(({ role }) => role === edition.role);
  const mine = (edition.role === "epci" || edition.role === "bailleur") && !signed;
  const root = `/api/v1/partner/repms/${list.id}`;
  const criteria = list.criteres.map((word) => edition.labels.criteres_repms?.[word] ?? word);
  return h(
    "article",
    { class: "repms-list" },
    h("h3", {}, list.bailleur),
    h(
      "p",
      {},
      typeset(
        `${words.adopted} ${formatDate(list.adopted_on)}, ${words.until} ${formatDate(list.expires_on)} ; ${list.in_force ? words.inForce : words.notInForce}.`,
      ),
    ),
    h("p", { class: "soft" }, typeset(`${words.criteres} : ${criteria.join(" ; ")}.`)),
    h("p", {}, list.residences.map(({ nom }) => nom).join(", ")),
    h(
      "p",
      {},
      h("a", { href: `${root}/annexe.pdf` }, words.annex),
      " · ",
      h("a", { href: `${root}/liste.csv` }, words.csv),
    ),
    mine
      ? h(
          "button",
          { type: "button", class: "button", on: { click: () => void commissionApi.signRepms(list.id).then(again) } },
          words.sign,
        )
      : null,
  );
}

function openAdoption(edition: CommissionEdition, again: () => void): void {
  const landlords = new Map(edition.residences.map(({ bailleur_siren, bailleur }) => [bailleur_siren, bailleur]));
  openForm({
    title: words.adopt,
    lead: words.lead,
    fields: [
      { name: "bailleur_siren", label: words.bailleur, kind: "choice", words: Object.fromEntries(landlords) },
      {
        name: "residences",
        label: words.residences,
        kind: "several",
        words: Object.fromEntries(edition.residences.map(({ code, nom, commune }) => [code, `${nom} (${commune})`])),
        within: {
          field: "bailleur_siren",
          values: Object.fromEntries(edition.residences.map(({ code, bailleur_siren: siren }) => [code, siren])),
        },
      },
      { name: "criteres", label: words.criteres, kind: "several", words: edition.labels.criteres_repms ?? {} },
      { name: "adopted_on", label: words.adoptedOn, kind: "date", value: today() },
      { name: "precision", label: texts.precision, kind: "text", help: texts.precisionHelp },
    ],
    submit: words.submit,
    async onSubmit(entry) {
      await commissionApi.adoptRepms(entry);
      again();
    },
  });
}
