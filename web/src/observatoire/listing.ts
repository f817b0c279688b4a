/** The table of the residences: the same rows as the map, in the order one likes. */
import { h } from "../shared/dom";
import { formatInteger, NOTHING } from "../shared/format";
import { buildIndexColumn } from "../shared/index-column";
import type { MapClass } from "../shared/palette";
import { createTable, type Table } from "../shared/table";
import { STATUS_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, type Status } from "../shared/types";
import type { Row } from "./rows";
import { describeSignal, texts } from "./texts.fr";

/** Builds the table; the most fragile come first. */
export function createListing(classes: readonly MapClass[], onOpen: (code: string) => void): Table<Row> {
  return createTable<Row>({
    caption: texts.table.caption,
    columns: [
      { key: "nom", label: texts.table.nom, heading: true, cell: (row) => row.nom, sort: (row) => row.nom },
      { key: "commune", label: texts.table.commune, cell: (row) => row.commune, sort: (row) => row.commune },
      {
        key: "secteur",
        label: texts.table.secteur,
        cell: (row) => row.secteur_nom ?? NOTHING,
        sort: (row) => row.secteur_nom,
      },
      { key: "bailleur", label: texts.table.bailleur, cell: (row) => row.bailleur, sort: (row) => row.bailleur },
      {
        key: "logements",
        label: texts.table.logements,
        numeric: true,
        cell: (row) => (row.logements === null ? NOTHING : formatInteger(row.logements)),
        sort: (row) => row.logements,
      },
      ...INDEX_NAMES.map((index) => buildIndexColumn<Row>(index, classes, INDEX_WORDS)),
      {
        key: "marge",
        label: texts.margin.title,
        numeric: true,
        cell: (row) => (row.margin === null ? NOTHING : formatInteger(row.margin)),
        sort: (row) => row.margin,
      },
      {
        key: "signal",
        label: texts.table.signal,
        cell: (row) => (row.signal ? describeSignal(row) : NOTHING),
        sort: (row) => Number(row.signal) + Number(row.signal_solidite === "avéré"),
      },
    ],
    keyOf: (row) => row.code,
    sorting: { key: "fragilite", descending: true },
    onSelect: (row) => onOpen(row.code),
  });
}

const INDEX_WORDS = {
  withhold: (status: Status) => h("span", { class: "soft" }, STATUS_LABELS[status]),
  mark: (chip: HTMLElement, status: Status) =>
    h("span", {}, status === "partiel" ? h("span", { class: "soft" }, `${STATUS_LABELS.partiel} `) : null, chip),
};
