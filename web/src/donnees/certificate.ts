/** The certificate that the draft would get: who attacked it, and what resists. Read before publishing. */
import { h } from "../shared/dom";
import { formatCount, formatDate, formatInteger, NOTHING } from "../shared/format";
import { createTable } from "../shared/table";
import type { WithheldLevel } from "../shared/types";
import type { DraftCertificate } from "./answers";
import { words } from "./decisions.fr";
import { fill } from "./texts.fr";

const { certificate: said } = words;
type Attacker = DraftCertificate["attaquants"][number];

export function buildCertificate(certificate: DraftCertificate): HTMLElement {
  const table = createTable<Attacker>({
    caption: said.title,
    columns: [
      { key: "qui", label: said.who, heading: true, cell: (row) => row.qui, sort: (row) => row.qui },
      { key: "lit", label: said.reads, cell: (row) => row.lit },
      { key: "cellules", label: said.attacked, numeric: true, cell: (row) => formatInteger(row.cellules) },
      { key: "resistent", label: said.resist, numeric: true, cell: (row) => formatInteger(row.resistent) },
      {
        key: "intervalle",
        label: said.interval,
        numeric: true,
        cell: (row) => (row.plus_petit_intervalle === null ? NOTHING : formatInteger(row.plus_petit_intervalle)),
      },
    ],
    keyOf: (row) => row.qui,
    sorting: { key: "rang", descending: false },
  });
  table.update(certificate.attaquants);
  return h(
    "div",
    {},
    h("h3", {}, said.title),
    certificate.reussi
      ? h("p", {}, said.holds)
      : h(
          "p",
          { class: "notice", role: "alert" },
          fill(said.leaks, { count: formatCount(certificate.deductions, "valeur secrète", "valeurs secrètes") }),
        ),
    ...(certificate.deja_publies ? [h("p", {}, sayAlready(certificate.deja_publies))] : []),
    table.element,
    ...(certificate.retenu ? buildWithheld(certificate.retenu) : []),
    ...(certificate.coalitions ? buildPairs(certificate.coalitions) : []),
    ...certificate.remarques.map((remark) => h("p", { class: "field-help" }, remark)),
  );
}

/** Numbers that other publications show: withholding them changes nothing, and nothing is lost by publishing. */
function sayAlready(already: NonNullable<DraftCertificate["deja_publies"]>): string {
  const shown = already.publications.map(({ publication, date, nombres }) =>
    fill(said.already.shown, {
      count: formatInteger(nombres),
      publication: String(publication),
      date: formatDate(date),
    }),
  );
  const deduced = already.deduits > 0 ? [fill(said.already.deduced, { count: formatInteger(already.deduits) })] : [];
  return fill(said.already.all, {
    count: formatCount(already.nombres, "nombre", "nombres"),
    where: [...shown, ...deduced].join(" ; "),
  });
}

/** What two landlords would know if they showed each other their files: told, and not prevented. */
function buildPairs(pairs: NonNullable<DraftCertificate["coalitions"]>): HTMLElement[] {
  const { coalitions: told } = said;
  const count = formatCount(pairs.paires, "paire essayée", "paires essayées");
  const found = pairs.deduisent.map(({ qui, cellules, exactes, etroites }) =>
    fill(etroites > 0 ? told.pairNarrow : told.pair, {
      who: qui,
      exact: formatInteger(exactes),
      narrow: formatInteger(etroites),
      all: formatInteger(cellules),
    }),
  );
  const left = fill(told.left, { count: formatCount(pairs.non_attaquees, "paire", "paires") });
  return [
    h("p", {}, fill(found.length > 0 ? told.some : told.none, { count })),
    ...(found.length > 0 ? [h("ul", {}, ...found.map((each) => h("li", {}, each)))] : []),
    ...(pairs.non_attaquees > 0 ? [h("p", { class: "field-help" }, left)] : []),
  ];
}

/** What had to go, counted by level: never for which reason, nor which cell. */
function buildWithheld(levels: readonly WithheldLevel[]): HTMLElement[] {
  const { withheld } = said;
  const count = (key: "territoires" | "retenus" | "retenus_en_partie" | "cases", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: WithheldLevel) => formatInteger(row[key]),
  });
  const table = createTable<WithheldLevel>({
    caption: withheld.caption,
    columns: [
      { key: "niveau", label: withheld.level, heading: true, cell: (row) => withheld.levels[row.niveau] },
      count("territoires", withheld.transmitted),
      count("retenus", withheld.whole),
      count("retenus_en_partie", withheld.part),
      count("cases", withheld.cells),
      {
        key: "logements",
        label: withheld.dwellings,
        numeric: true,
        cell: (row) => `${formatInteger(row.logements_retenus)} sur ${formatInteger(row.logements)}`,
      },
    ],
    keyOf: (row) => row.niveau,
    sorting: { key: "rang", descending: false },
  });
  table.update(levels);
  return [table.element, h("p", { class: "field-help" }, withheld.help)];
}
