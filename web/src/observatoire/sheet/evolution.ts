/** Evolution: the index of each year against the reference of one year, which does not move. Apart from the position. */
import { labelYears } from "../../shared/chrome";
import { h } from "../../shared/dom";
import { formatIndex, typeset } from "../../shared/format";
import { labelChange } from "../../shared/texts.fr";
import type { Evolution, IndexName, SeriesPoint } from "../../shared/types";
import { texts } from "../texts.fr";

const words = texts.evolution;

/** The years that have an evolution on the base of the last one; nothing with fewer than two. */
export function buildEvolution(series: readonly SeriesPoint[], index: IndexName): HTMLElement | null {
  const base = series.at(-1)?.base;
  const points = series.filter(
    (point) => point.base.number === base?.number && point.evolution[index] && point.rupture === null,
  );
  if (!base || points.length < 2) return null;
  const year = String(base.ops || base.rpls);
  return h(
    "div",
    { class: "evolution" },
    h("h4", {}, typeset(words.title.replace("{year}", year))),
    h("p", { class: "soft" }, typeset(words.lead.replaceAll("{year}", year))),
    h(
      "table",
      { class: "years" },
      h("caption", { class: "visually-hidden" }, typeset(words.title.replace("{year}", year))),
      h(
        "tbody",
        {},
        ...points
          .map((point, position) => buildYear(point, index, points[position - 1], point.number === base.number))
          .reverse(),
      ),
    ),
  );
}

function buildYear(
  point: SeriesPoint,
  index: IndexName,
  before: SeriesPoint | undefined,
  isBase: boolean,
): HTMLElement {
  const evolution = point.evolution[index];
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, labelYears(point)),
    h("td", { class: "numeric" }, h("strong", {}, evolution ? formatIndex(evolution.value) : "")),
    h("td", {}, isBase ? words.base : describeChange(evolution?.change ?? null, before)),
  );
}

/** « hausse avérée depuis 2014 » ; « pas de changement avéré depuis 2014 ». */
function describeChange(change: Evolution["change"], before: SeriesPoint | undefined): string {
  if (!change || !before) return "";
  return `${labelChange(change)} depuis ${before.ops || before.rpls}`;
}
