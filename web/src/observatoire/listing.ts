/** The table of the residences: the same rows as the map, in the order one likes. */
import { h } from "../shared/dom";
import { formatIndex, formatInteger, NOTHING } from "../shared/format";
import { findClass, type MapClass } from "../shared/palette";
import { type Column, createTable, type Table } from "../shared/table";
import { INDEX_LABELS, STATUS_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, type IndexName } from "../shared/types";
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
      ...INDEX_NAMES.map((index) => buildIndexColumn(index, classes)),
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

function buildIndexColumn(index: IndexName, classes: readonly MapClass[]): Column<Row> {
  return {
    key: index,
    label: INDEX_LABELS[index],
    numeric: true,
    cell: (row) => {
      const { value, status } = row.indices[index];
      if (value === null) return h("span", { class: "soft" }, STATUS_LABELS[status]);
      const { offset } = findClass(classes, value);
      const partial = status === "partiel" ? h("span", { class: "soft" }, `${STATUS_LABELS.partiel} `) : null;
      return h("span", {}, partial, h("span", { class: "value-chip", "data-offset": offset }, formatIndex(value)));
    },
    sort: (row) => row.indices[index].value,
  };
}
