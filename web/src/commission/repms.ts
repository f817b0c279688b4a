/** REPMS lists of the landlords: dates, criteria, signatures, annex. */
import { announce } from "../shared/announce";
import { commissionApi } from "../shared/api";
import { h } from "../shared/dom";
import { openForm, today } from "../shared/form";
import { formatDate, typeset } from "../shared/format";
import type { RepmsList } from "../shared/types";
import type { CommissionEdition } from "./edition";
import { texts } from "./texts.fr";

const words = texts.repms;

const SIGNERS = ["epci", "bailleur"] as const;

/** What follows a list that was added or signed, and what is told of a refusal. */
interface Following {
  again(): Promise<void>;
  onRefused(error: unknown): void;
}

/** Builds the section. */
export function buildRepms(edition: CommissionEdition, following: Following): HTMLElement {
  return h(
    "section",
    { class: "repms", "aria-labelledby": "repms" },
    h("h2", { id: "repms", class: "eyebrow" }, words.title),
    h("p", { class: "soft" }, words.lead),
    edition.repms.length === 0 ? h("p", {}, words.none) : null,
    ...edition.repms.map((list) => buildList(list, edition, following)),
    edition.role === "epci" && edition.vast ? h("p", { class: "field-help" }, words.tooMany) : null,
    edition.role === "epci" && !edition.vast
      ? h(
          "button",
          { type: "button", class: "button", on: { click: () => openAdoption(edition, following) } },
          words.adopt,
        )
      : null,
  );
}

function buildList(list: RepmsList, edition: CommissionEdition, following: Following): HTMLElement {
  const signed = list.signatures.some(({ role }) => role === edition.role);
  const mine = (edition.role === "epci" || edition.role === "bailleur") && !signed;
  const missing = SIGNERS.find((signer) => !list.signatures.some(({ role }) => role === signer));
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
        `${missing ? words.proposed : words.adopted} ${formatDate(list.adopted_on)}, ${words.until} ${formatDate(list.expires_on)} ; ${missing ? words.waiting[missing] : tellLife(list)}.`,
      ),
    ),
    h("p", { class: "soft" }, typeset(`${words.criteres} : ${criteria.join(" ; ")}.`)),
    h("p", {}, list.residences.map(({ nom }) => nom).join(", ")),
    h(
      "p",
      { class: "repms-files" },
      h("a", { href: `${root}/annexe.pdf` }, words.annex),
      " · ",
      h("a", { href: `${root}/liste.csv` }, words.csv),
    ),
    mine
      ? h("button", { type: "button", class: "button", on: { click: () => void sign(list, following) } }, words.sign)
      : null,
  );
}

function tellLife({ in_force, expires_on }: RepmsList): string {
  if (in_force) return words.inForce;
  return expires_on < today() ? words.over : words.replaced;
}

async function sign(list: RepmsList, { again, onRefused }: Following): Promise<void> {
  try {
    await commissionApi.signRepms(list.id);
    await again();
    announce(words.signed);
  } catch (error) {
    onRefused(error);
  }
}

function openAdoption(edition: CommissionEdition, { again }: Following): void {
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
      await again();
      announce(words.kept);
    },
  });
}
