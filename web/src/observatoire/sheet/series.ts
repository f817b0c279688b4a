/** Through the years: the index in each publication that describes another pair of years. */

import { labelYears } from "../../shared/chrome";
import { h, svg } from "../../shared/dom";
import { formatDate, formatIndex } from "../../shared/format";
import { findClass, OUTLINE } from "../../shared/palette";
import type { IndexName, SeriesPoint } from "../../shared/types";
import type { Edition } from "../edition";
import { labelClass, labelValue, texts } from "../texts.fr";
import { buildEvolution } from "./evolution";

/** The line and its table. */
export function buildSeries(
  series: readonly SeriesPoint[],
  index: IndexName,
  edition: Edition,
  code: string,
): HTMLElement {
  return h(
    "section",
    { class: "sheet-years", "aria-labelledby": "fiche-annees" },
    h("h3", { id: "fiche-annees", class: "eyebrow" }, texts.sheet.years),
    h("p", { class: "soft" }, series.length < 2 ? texts.sheet.oneYear : texts.sheet.position),
    hasLine(series, index) ? drawLine(series, index, edition) : null,
    h(
      "table",
      { class: "years" },
      h("caption", { class: "visually-hidden" }, texts.sheet.years),
      h("tbody", {}, ...[...series].reverse().map((point) => buildYear(point, index, edition, code))),
    ),
    buildEvolution(series, index),
  );
}

/** A line needs two values; under secrecy there may be none. */
function hasLine(series: readonly SeriesPoint[], index: IndexName): boolean {
  return series.filter((point) => point.indices[index].value !== null).length > 1;
}

const RUPTURES: Record<string, string> = {
  fusionnee: "fusion",
  scindee: "scission",
  "commune absorbée": "fusion de communes",
  perimetre: "contour redessiné",
};

/** What makes a year another thing than the last one: a former code, a perimeter that changed since. */
export function describeYear(point: SeriesPoint, code: string): string[] {
  const notes: string[] = [];
  if (point.code !== code) notes.push(texts.sheet.formerCode.replace("{code}", point.code));
  if (point.rupture) {
    const { nature, depuis, certaine } = point.rupture;
    const { ruptureSince, rupture, ruptureUnsure } = texts.sheet;
    const words = certaine ? (depuis ? ruptureSince.replace("{day}", formatDate(depuis)) : rupture) : ruptureUnsure;
    notes.push(words.replace("{nature}", RUPTURES[nature] ?? nature));
  }
  return notes;
}

function buildNotes(point: SeriesPoint, code: string): HTMLElement[] {
  return describeYear(point, code).map((note) => h("span", { class: "soft years-note" }, ` ${note}`));
}

function buildYear(point: SeriesPoint, index: IndexName, edition: Edition, code: string): HTMLElement {
  const value = point.indices[index];
  const other = point.reference.code === edition.publication.reference.code ? "" : ` (base ${point.reference.nom})`;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, `${labelYears(point)}${other}`),
    h("td", { class: "numeric" }, h("strong", {}, labelValue(value))),
    h("td", {}, value.value === null ? "" : labelClass(value), ...buildNotes(point, code)),
  );
}

const WIDTH = 352;
const HEIGHT = 64;
const PAD = 16;
const RIGHT = 44;

function drawLine(series: readonly SeriesPoint[], index: IndexName, edition: Edition): SVGSVGElement {
  const points = series.flatMap((point, position) => {
    const { value } = point.indices[index];
    return value === null ? [] : [{ position, value }];
  });
  const values = [...points.map((point) => point.value), 100];
  const low = Math.min(...values) - 8;
  const high = Math.max(...values) + 8;
  const x = (position: number) => PAD + (position / (series.length - 1)) * (WIDTH - PAD - RIGHT);
  const y = (value: number) => HEIGHT - ((value - low) / (high - low)) * HEIGHT;
  return svg(
    "svg",
    { class: "years-line", viewBox: `0 -14 ${WIDTH} ${HEIGHT + 18}`, "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: 0, x2: WIDTH - 26, y1: y(100), y2: y(100), class: "reference" }),
    svg("text", { x: WIDTH, y: y(100) + 4, "text-anchor": "end", class: "tick strong" }, "100"),
    svg("polyline", {
      points: points.map((point) => `${x(point.position)},${y(point.value)}`).join(" "),
      class: "years-path",
    }),
    ...points.flatMap((point) => [
      svg("circle", {
        cx: x(point.position),
        cy: y(point.value),
        r: 5,
        fill: findClass(edition.classes, point.value).colour,
        stroke: OUTLINE,
        "stroke-width": 1.3,
      }),
      svg(
        "text",
        { x: x(point.position), y: y(point.value) - 9, "text-anchor": "middle", class: "tick" },
        formatIndex(point.value),
      ),
    ]),
  );
}
