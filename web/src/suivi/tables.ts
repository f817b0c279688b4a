/** The same figures in tables: every objective, priority households crossed, and what does not agree. */
import { h } from "../shared/dom";
import { formatInteger, formatPercent, typeset } from "../shared/format";
import { createTable } from "../shared/table";
import type { Disagreement, Gauge, Objectives } from "../shared/types";
import { count, gaugeShare, missing, rate, word } from "./columns";
import { decimalsOf, describeRealised, texts } from "./texts.fr";

interface Row {
  key: string;
  objective: string;
  partner: string;
  gauge: Gauge;
}

/** All the gauges, a row each. */
export function buildObjectivesTable(statement: Objectives): HTMLElement {
  const { columns } = texts;
  const rows = statement.objectives.flatMap((objective) =>
    [...objective.partners, { code: "ensemble", label: texts.together, gauge: objective.together }].map(
      ({ code, label, gauge }): Row => ({
        key: `${objective.code}/${code}`,
        objective: objective.short,
        partner: label,
        gauge,
      }),
    ),
  );
  const table = createTable<Row>({
    caption: texts.table,
    keyOf: (row) => row.key,
    sorting: { key: "", descending: false },
    columns: [
      word("partenaire", columns.partner, (row) => row.partner, true),
      word("objectif", columns.objective, (row) => row.objective),
      count("realise", columns.realised, (row) => (row.gauge.base === 0 ? null : row.gauge.realised)),
      count("sur", columns.base, (row) => row.gauge.base),
      gaugeShare("part", columns.share, (row) => row.gauge),
      rate("minimum", columns.rate, (row) => row.gauge.rate),
      count("objectif_nombre", columns.wanted, (row) => row.gauge.wanted),
      missing("manque", columns.missing, (row) => row.gauge),
      count("projection", columns.projection, (row) => row.gauge.projection?.missing ?? null),
    ],
  });
  table.update(rows);
  return block(texts.table, table.element);
}

/** Reservation rights by landlord; a cell without attribution is « sans objet », never 0 %. */
export function buildMatrix(statement: Objectives): HTMLElement {
  const head = ["", ...statement.bailleurs.map(({ label }) => label)];
  const lines = statement.matrix.map((row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, row.label),
      ...row.cells.map(({ gauge }) =>
        h(
          "td",
          { class: "numeric" },
          gauge.share === null ? texts.without : `${describeRealised(gauge)} (${formatPercent(gauge.share, 0)})`,
        ),
      ),
    ),
  );
  const table = h(
    "table",
    { class: "data-table" },
    h("caption", { class: "visually-hidden" }, texts.matrix),
    h(
      "thead",
      {},
      h("tr", {}, ...head.map((label) => (label ? h("th", { scope: "col", class: "numeric" }, label) : h("td")))),
    ),
    h("tbody", {}, ...lines),
  );
  return block(
    texts.matrix,
    h("p", { class: "field-help" }, texts.matrixHelp),
    h("div", { class: "table-scroll", role: "region", "aria-label": texts.matrix, tabindex: 0 }, table),
  );
}

/** Figures that should be equal. Nothing when all agree. */
export function buildDisagreements(found: readonly Disagreement[]): HTMLElement | null {
  if (found.length === 0) return null;
  return h(
    "section",
    { class: "follow-section", "aria-labelledby": "titre-ecarts" },
    h("h2", { id: "titre-ecarts" }, texts.disagreements),
    h("p", { class: "field-help" }, texts.disagreementsHelp),
    h("ul", { class: "disagreements" }, ...found.map(buildDisagreement)),
  );
}

function buildDisagreement(found: Disagreement): HTMLElement {
  const write = (value: number) => (found.is_share ? formatPercent(value, decimalsOf(value)) : formatInteger(value));
  const details = found.details.map(({ label, count }) => `${label} ${formatInteger(count)}`).join(", ");
  return h(
    "li",
    {},
    h("strong", {}, typeset(`${found.label} : ${write(found.announced)} contre ${write(found.counted)}`)),
    h("p", {}, typeset(found.note)),
    details ? h("p", { class: "field-help" }, typeset(`Écart : ${details}.`)) : null,
  );
}

/** A title and what it names; the table inside is the landmark. */
function block(title: string, ...content: HTMLElement[]): HTMLElement {
  return h("div", { class: "follow-section" }, h("h2", {}, title), ...content);
}
