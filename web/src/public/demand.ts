/** How many people ask, and how long it takes: a commune by size of dwelling, each number with why it may be missing. */
import { h } from "../shared/dom";
import { formatCount, formatInteger, NBSP, typeset } from "../shared/format";
import type { PublicDemandRow, Status } from "../shared/types";
import { texts } from "./texts.fr";

/** All sizes together, as the API calls them. */
const EVERY_SIZE = "toutes";

/** The line of all sizes; `null` when the year has none. */
export function findWhole(demand: readonly PublicDemandRow[]): PublicDemandRow | null {
  return demand.find(({ typologie }) => typologie === EVERY_SIZE) ?? null;
}

/** « 19 mois », or why there is no number. */
export function describeWait(row: PublicDemandRow | null): string {
  return row === null
    ? texts.card.unknown
    : say(row.attente_mois, row.attente_status, (value) => `${value}${NBSP}mois`);
}

/** The table of a commune; `null` where nothing is known of its demand. */
export function buildDemand(demand: readonly PublicDemandRow[]): HTMLElement | null {
  const year = demand[0]?.millesime;
  if (year === undefined) return null;
  return h(
    "div",
    { class: "sizes demand" },
    h(
      "table",
      {},
      h("caption", {}, `${texts.demand.title} ${year}`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...Object.values(texts.demand.heads).map((head, position) =>
            h("th", { scope: "col", class: position > 0 ? "numeric" : null }, head),
          ),
        ),
      ),
      h("tbody", {}, ...demand.map(buildLine)),
    ),
    h("p", { class: "field-help" }, texts.demand.help),
  );
}

function buildLine(row: PublicDemandRow): HTMLElement {
  const cells = [
    say(row.demandes, row.demandes_status, (value) => formatInteger(value)),
    say(row.pression, row.pression_status, (value) => `${formatInteger(Math.round(value))} pour${NBSP}1`),
    describeWait(row),
  ];
  const whole = row.typologie === EVERY_SIZE;
  return h(
    "tr",
    { class: whole ? "whole" : null },
    h("th", { scope: "row" }, whole ? texts.demand.every : labelSize(row.typologie)),
    ...cells.map((cell) => h("td", { class: cell === texts.table.hidden ? "numeric soft" : "numeric" }, cell)),
  );
}

function labelSize(typologie: string): string {
  const rooms = Number(typologie.slice(1));
  return rooms >= 5 ? texts.demand.largest : formatCount(rooms, "pièce");
}

function say(value: number | null, status: Status, format: (value: number) => string): string {
  if (value !== null) return typeset(format(value));
  return status === "secret" ? texts.table.hidden : texts.card.unknown;
}
