/** The table of the territories: both indices, the fragilité, and the seven shares, each with its status. */
import { formatBound } from "../shared/bounds.fr";
import { h } from "../shared/dom";
import { formatIndex, formatInteger, formatPercent, NOTHING } from "../shared/format";
import { buildIndexColumn } from "../shared/index-column";
import type { MapClass } from "../shared/palette";
import { type Column, createTable, type Table } from "../shared/table";
import { INDICATOR_SHORT, labelChange, STATUS_LABELS } from "../shared/texts.fr";
import { INDICATOR_NAMES, type IndicatorName, type Status } from "../shared/types";
import { type Row, readCoverage } from "./rows";
import type { Level, Sorting } from "./state";
import { labelEvolution, texts } from "./texts.fr";

const INDICES = ["occupation", "attractivite", "fragilite"] as const;

/** Builds the table of a level. */
export function createListing(options: {
  level: Level;
  classes: readonly MapClass[];
  baseYear: number;
  sorting: Sorting;
  onSort(sorting: Sorting): void;
  onSelect(code: string): void;
}): Table<Row> {
  const { level, classes, baseYear } = options;
  return createTable<Row>({
    caption: texts.table.caption[level],
    columns: [
      { key: "nom", label: texts.table.name[level], heading: true, cell: (row) => row.nom, sort: (row) => row.nom },
      ...(level === "commune" ? [] : [buildCommuneColumn()]),
      {
        key: "logements",
        label: texts.table.logements,
        numeric: true,
        cell: (row) => (row.logements === null ? NOTHING : formatInteger(row.logements)),
        sort: (row) => row.logements,
      },
      ...INDICES.map((index) => buildIndexColumn<Row>(index, classes, INDEX_WORDS)),
      {
        key: "couverture",
        label: texts.table.couverture,
        numeric: true,
        cell: (row) => formatCoverage(readCoverage(row)),
        sort: (row) => readCoverage(row),
      },
      buildEvolutionColumn(baseYear),
      ...INDICATOR_NAMES.map(buildShareColumn),
    ],
    keyOf: (row) => row.code,
    sorting: options.sorting,
    onSort: options.onSort,
    onSelect: (row) => options.onSelect(row.code),
  });
}

function buildCommuneColumn(): Column<Row> {
  return { key: "commune", label: texts.table.commune, cell: (row) => row.commune, sort: (row) => row.commune };
}

const INDEX_WORDS = {
  withhold: (status: Status) => buildWithheld(status),
  mark: (chip: HTMLElement, status: Status) => h("span", {}, chip, markPartial(status)),
};

/** The fragilité on the reference of the base year, and whether it changed beyond what small counts leave open. */
function buildEvolutionColumn(baseYear: number): Column<Row> {
  return {
    key: "evolution",
    label: labelEvolution(baseYear),
    numeric: true,
    cell: (row) => {
      const evolution = row.evolution.fragilite;
      if (!evolution) return NOTHING;
      const change = evolution.change ? h("small", { class: "soft change" }, labelChange(evolution.change)) : null;
      return h("span", {}, formatIndex(evolution.value), change);
    },
    sort: (row) => row.evolution.fragilite?.value ?? null,
  };
}

function buildShareColumn(indicator: IndicatorName): Column<Row> {
  return {
    key: indicator,
    label: INDICATOR_SHORT[indicator],
    numeric: true,
    cell: (row) => {
      const { rate, status } = row.components[indicator];
      if (rate === null) return buildWithheld(status, formatBound(row.components[indicator]));
      return h("span", {}, formatPercent(rate), markPartial(status));
    },
    sort: (row) => row.components[indicator].rate,
  };
}

function buildWithheld(status: Status, bound: string | null = null): HTMLElement {
  return h("span", { class: "soft" }, bound ?? (status === "secret" ? texts.table.secret : STATUS_LABELS[status]));
}

/** A degree sign after a partial number, and nothing of the same width after a whole one: figures stay aligned. */
function markPartial(status: Status): HTMLElement {
  if (status !== "partiel") return h("span", { class: "partial-mark" });
  return h(
    "span",
    { class: "partial-mark" },
    h("span", { "aria-hidden": "true" }, "°"),
    h("span", { class: "visually-hidden" }, ` ${texts.table.partialMark}`),
  );
}

function formatCoverage(coverage: number | null): string {
  return coverage === null ? NOTHING : formatPercent(coverage, 0);
}
