/** The landlord's own residences, each with its whole figures: nobody else reads those of the small ones. */
import { h } from "../shared/dom";
import { formatInteger, formatPercent } from "../shared/format";
import { createTable } from "../shared/table";
import type { OwnResidence, OwnShare, OwnSource } from "../shared/types";
import { RETURN_SOURCES, texts } from "./texts.fr";

const { returns } = texts;

export function buildOwnResidences(source: OwnSource): HTMLElement {
  const table = createTable<OwnResidence>({
    caption: `${RETURN_SOURCES[source.source]} ${source.millesime} : ${returns.residences}`,
    columns: [
      { key: "nom", label: returns.residence, heading: true, cell: nameResidence, sort: (row) => row.nom },
      { key: "commune", label: returns.commune, cell: (row) => row.commune, sort: (row) => row.commune },
      {
        key: "taille",
        label: source.source === "parc" ? returns.dwellings : returns.respondents,
        numeric: true,
        cell: (row) => formatInteger(row.size) + (row.total === null ? "" : ` sur ${formatInteger(row.total)}`),
        sort: (row) => row.size,
      },
      ...source.indicators.map(({ code, label }) => ({
        key: code,
        label,
        numeric: true,
        cell: (row: OwnResidence) => sayCounts(row.shares[code]),
        sort: (row: OwnResidence) => row.shares[code]?.rate ?? null,
      })),
    ],
    atOnce: 200,
    keyOf: (row) => row.code,
    sorting: { key: "commune", descending: false },
  });
  table.update(source.residences);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, `${RETURN_SOURCES[source.source]} ${source.millesime} : ${returns.residences}`),
    table.element,
    source.residences.some((row) => row.small) ? h("p", { class: "field-help" }, `* ${returns.small}`) : null,
  );
}

/** A share with its status in words where there is none. */
export function sayShare(share: OwnShare | undefined): string {
  if (!share || share.status === "non_transmis") return returns.absent;
  return share.rate === null ? returns.withoutObject : formatPercent(share.rate);
}

function sayCounts(share: OwnShare | undefined): string {
  const said = sayShare(share);
  return share?.rate == null ? said : `${formatInteger(share.num ?? 0)} sur ${formatInteger(share.den ?? 0)} (${said})`;
}

function nameResidence(row: OwnResidence): HTMLElement {
  return h("span", {}, `${row.nom}${row.small ? " *" : ""} `, h("span", { class: "soft" }, row.code));
}
