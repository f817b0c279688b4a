/** How solid: what the small counts leave open, and what the class owes to the recipe. One sentence each, the rest a click away. */
import { h, svg } from "../../shared/dom";
import {
  formatChances,
  formatEnds,
  formatIndex,
  formatPercent,
  formatPrecise,
  NOTHING,
  typeset,
} from "../../shared/format";
import { INDEX_LABELS } from "../../shared/texts.fr";
import { INDICATOR_NAMES, type IndexName, type ResidenceSheet } from "../../shared/types";
import type { Edition } from "../edition";
import { texts } from "../texts.fr";
import { describeAlone } from "./alone";
import { buildConstructions } from "./constructions";

type Solidity = ResidenceSheet["solidity"][IndexName];

const words = texts.solidity;
const DOUBT = typeset("Le signal reste à confirmer : un intervalle sur lequel il repose chevauche son seuil.");

/** The section, or nothing when the index has no value. */
export function buildSolidity(sheet: ResidenceSheet, index: IndexName, edition: Edition): HTMLElement | null {
  const solidity = sheet.solidity[index] as Solidity | undefined;
  const value = sheet.indices[index];
  if (!solidity || value.value === null) return null;
  const { fragile } = edition.method.classes;
  return h(
    "section",
    { class: "sheet-solidity", "aria-labelledby": "fiche-solidite" },
    h("h3", { id: "fiche-solidite", class: "eyebrow" }, words.title),
    h("p", {}, h("strong", {}, describeThreshold(solidity, fragile)), ` ${describeInterval(solidity, value.value)}`),
    describeDoubt(sheet, solidity),
    drawInterval(solidity, value.value, fragile),
    buildRecipes(sheet, index, edition, solidity),
    buildConstructions(sheet, index),
    buildDetails(sheet, index),
  );
}

/** « Atteindre 120 : avéré (93 chances sur 100). » */
function describeThreshold(solidity: Solidity, fragile: number): string {
  return typeset(`Atteindre ${formatIndex(fragile)} : ${solidity.solidite} (${formatChances(solidity.p_fragile)}).`);
}

/** The published index may stand outside: then the sheet says why, or one of the two numbers would look wrong. */
function describeInterval({ interval_low: low, interval_high: high, smoothed }: Solidity, value: number): string {
  const said =
    `Compte tenu du petit nombre de logements, l'indice de fond est autour de ${formatIndex(smoothed)}, ` +
    `entre ${formatEnds(low, high)}.`;
  if (value >= low && value <= high) return typeset(said);
  const where = value > high ? "au-dessus" : "au-dessous";
  return typeset(`${said} L'indice publié, ${formatIndex(value)}, est ${where}, sans doute en partie par hasard.`);
}

/** A threshold that is surely reached beside a signal that stays open: each by its own rule, and the sheet says which. */
function describeDoubt({ signal, residence }: ResidenceSheet, { solidite }: Solidity): HTMLElement | null {
  if (!signal || residence.signal_solidite === "avéré" || solidite !== "avéré") return null;
  return h("p", { class: "soft" }, DOUBT);
}

/** « 92 % des 532 recettes raisonnables donnent la même classe ; les autres, surtout « intermédiaire ». » */
function describeStability(solidity: Solidity): string {
  if (solidity.stability === null || solidity.recipes === null) return words.noRecipe;
  const others = solidity.other_class === null ? "" : ` ; les autres, surtout « ${solidity.other_class} »`;
  return typeset(
    `${formatPercent(solidity.stability, 0)} des ${solidity.recipes} recettes raisonnables donnent la même classe${others}. ` +
      `Rang selon les recettes : de ${solidity.rank_low} à ${solidity.rank_high}.`,
  );
}

/** Half of the sum of the changes is what goes from one component to the others. */
function describeFlip(solidity: Solidity): string {
  if (solidity.flip === null) return words.noFlip;
  return typeset(`Déplacer ${formatPercent(solidity.flip / 2, 0)} des poids suffirait à changer la classe.`);
}

function describeChange(solidity: Solidity): string {
  const evolution = solidity.evolution === null ? "" : ` (${formatIndex(solidity.evolution)} sur la référence d'alors)`;
  return typeset(`Depuis la publication précédente : ${solidity.change}${evolution}.`);
}

/** What else the class owes: to the recipe, to its own weight in the reference, to the year. */
function buildRecipes(sheet: ResidenceSheet, index: IndexName, edition: Edition, solidity: Solidity): HTMLElement {
  const said = [
    describeStability(solidity),
    describeFlip(solidity),
    ...describeAlone(sheet, index, edition),
    ...(solidity.change === null ? [] : [describeChange(solidity)]),
  ];
  return h(
    "details",
    { class: "solidity-details" },
    h("summary", {}, words.recipes),
    ...said.map((sentence) => h("p", { class: "soft" }, sentence)),
  );
}

function buildDetails(sheet: ResidenceSheet, index: IndexName): HTMLElement {
  return h(
    "details",
    { class: "solidity-details" },
    h("summary", {}, words.details),
    h(
      "table",
      { class: "years" },
      h("caption", { class: "visually-hidden" }, `${words.details}, ${INDEX_LABELS[index]}`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, texts.sheet.share),
          h("th", { scope: "col", class: "numeric" }, words.between),
          h("th", { scope: "col", class: "numeric" }, words.oneMore),
        ),
      ),
      h("tbody", {}, ...INDICATOR_NAMES.flatMap((indicator) => buildShare(sheet, indicator) ?? [])),
    ),
    h("p", { class: "soft" }, words.note),
  );
}

function buildShare(sheet: ResidenceSheet, indicator: (typeof INDICATOR_NAMES)[number]): HTMLElement | null {
  const share = sheet.components_solidity[indicator] as
    | ResidenceSheet["components_solidity"][typeof indicator]
    | undefined;
  if (!share) return null;
  const more = share.unit_points === null ? NOTHING : typeset(`+${formatPrecise(share.unit_points)} pt`);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, typeset(sheet.method_labels[indicator] ?? indicator)),
    h("td", { class: "numeric" }, typeset(`${formatPercent(share.low)} à ${formatPercent(share.high)}`)),
    h("td", { class: "numeric" }, more),
  );
}

const WIDTH = 352;
const LOW = 40;
const HIGH = 200;

/** The interval as a band, the published index as a ring, the threshold as a line. The sentence above says the same. */
function drawInterval(solidity: Solidity, value: number, fragile: number): SVGSVGElement {
  const x = (index: number) => ((Math.min(Math.max(index, LOW), HIGH) - LOW) / (HIGH - LOW)) * WIDTH;
  const band = x(solidity.interval_high) - x(solidity.interval_low);
  return svg(
    "svg",
    { class: "interval", viewBox: `0 0 ${WIDTH} 34`, "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: 0, x2: WIDTH, y1: 10, y2: 10, class: "interval-axis" }),
    svg("rect", {
      x: x(solidity.interval_low),
      y: 5,
      width: Math.max(band, 2),
      height: 10,
      rx: 5,
      class: "interval-band",
    }),
    svg("line", { x1: x(100), x2: x(100), y1: 1, y2: 19, class: "interval-reference" }),
    svg("line", { x1: x(fragile), x2: x(fragile), y1: 1, y2: 19, class: "interval-threshold" }),
    svg("circle", { cx: x(solidity.smoothed), cy: 10, r: 4, class: "interval-middle" }),
    svg("circle", { cx: x(value), cy: 10, r: 5, class: "interval-value" }),
    svg("text", { x: x(100), y: 32, "text-anchor": "middle", class: "tick strong" }, "100"),
    svg("text", { x: x(fragile), y: 32, "text-anchor": "middle", class: "tick" }, formatIndex(fragile)),
  );
}
