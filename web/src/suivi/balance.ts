/** How evenly first-quartile attributions are spread among residences, against what their size would give. */
import { partnerApi } from "../shared/api";
import { h, svg } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { formatCount, formatPrecise, typeset } from "../shared/format";
import { toLatLng } from "../shared/geometry";
import { createTable } from "../shared/table";
import type { Balance, Spread } from "../shared/types";
import { count, precise, word } from "./columns";
import { createPlaceMap } from "./place-map";
import { buildTable, section } from "./subject-parts";
import type { Subject, SubjectReading } from "./subjects";
import { texts } from "./subjects-texts.fr";

const words = texts.balance;
type Above = Balance["above"][number];

export async function readBalance({ ground, signal }: SubjectReading): Promise<Subject> {
  const [balance, residences] = await Promise.all([followApi.balance(signal), partnerApi.residences(null, signal)]);
  const whole = balance.spread[0];
  if (!whole) return { sections: [section(words.title, h("p", {}, words.nothing))], maps: [] };
  const above = new Set(balance.above.map(({ residence }) => residence));
  const map = createPlaceMap({
    id: "carte-equilibre",
    label: words.map,
    ground,
    ring: null,
    legend: [
      { className: "place-above", label: words.above },
      { className: "place-stock", label: words.others },
    ],
    dots: residences.features
      .flatMap(({ geometry, properties }) =>
        geometry ? [{ position: toLatLng(geometry.coordinates), code: properties.code, title: properties.nom }] : [],
      )
      .map(({ position, code, title }) => {
        const marked = above.has(code);
        return { position, title, radius: marked ? 9 : 4, className: marked ? "place-above" : "place-stock" };
      })
      .sort((a, b) => a.radius - b.radius),
  });
  return {
    sections: [
      section(
        words.title,
        h("p", { class: "follow-statement" }, describeCommitment(whole, balance.above.length)),
        h("p", { class: "field-help" }, words.help),
        h("ul", { class: "spread-lines" }, ...balance.spread.filter(isMeasured).map(buildSpread)),
        describeUnmeasured(balance.spread),
        h("p", { class: "field-help" }, words.reading),
      ),
      section(
        words.aboveTitle,
        h("p", { class: "field-help" }, words.aboveHelp),
        residences.too_many ? h("p", { class: "field-help" }, words.tooMany) : null,
        h("div", { class: "place-pair" }, map.element, listAbove(balance.above)),
      ),
      section(words.table, tabulate(balance.spread)),
    ],
    maps: [map],
  };
}

/** The commitment of the convention in a sentence. What chance may explain proves nothing: it is not said to be kept. */
export function describeCommitment(
  { gini, gini_haut, attributions, annee_debut, annee_fin }: Spread,
  above: number,
): string {
  const years = annee_debut === annee_fin ? `en ${annee_debut}` : `de ${annee_debut} à ${annee_fin}`;
  const what = `${formatCount(attributions, "attribution")} au premier quartile hors QPV, ${years}`;
  if (gini === null || gini_haut === null) return typeset(`${words.few} (${years}).`);
  const named =
    above === 0
      ? ""
      : ` ${formatCount(above, "résidence a", "résidences ont")} reçu plus que ${above === 1 ? "sa" : "leur"} part.`;
  return typeset(`${what} : ${gini > gini_haut ? words.uneven : words.even}${named}`);
}

function isMeasured({ gini }: Spread): boolean {
  return gini !== null;
}

/** Where there is nothing to conclude, in one sentence. */
function describeUnmeasured(spread: readonly Spread[]): HTMLElement | null {
  const names = spread.filter((each) => !isMeasured(each)).map(nameOf);
  if (names.length === 0) return null;
  return h("p", { class: "field-help" }, typeset(`${names.join(", ")} : ${texts.tooFew}.`));
}

function nameOf({ nom }: Spread): string {
  return nom === "ensemble" ? texts.whole : nom;
}

function buildSpread(spread: Spread): HTMLElement {
  return h(
    "li",
    { class: "spread-line" },
    h("span", { class: "spread-name" }, nameOf(spread)),
    h("span", { class: "spread-plot", "aria-hidden": "true" }, drawSpread(spread)),
    h("span", { class: "spread-said" }, describeSpread(spread)),
  );
}

function describeSpread({ gini, gini_bas, gini_haut, gini_attendu }: Spread): string {
  if (gini === null || gini_bas === null || gini_haut === null || gini_attendu === null) return texts.tooFew;
  const [seen, low, high] = [gini, gini_bas, gini_haut].map((value) => formatPrecise(value, 2));
  return typeset(`Gini ${seen} ; selon la taille, de ${low} à ${high}`);
}

/** The interval that size alone gives as a bar, what is observed as a mark, from 0 to 1. */
function drawSpread({ gini, gini_bas, gini_haut }: Spread): SVGElement {
  const at = (value: number) => `${(value * 100).toFixed(1)}%`;
  const track = svg("rect", { class: "bar-track", x: 0, y: 5, width: "100%", height: 6, rx: 3 });
  if (gini === null || gini_bas === null || gini_haut === null) {
    return svg("svg", { width: "100%", height: 16, focusable: "false" }, track);
  }
  const width = at(gini_haut - gini_bas);
  return svg(
    "svg",
    { width: "100%", height: 16, focusable: "false" },
    track,
    svg("rect", { class: "spread-expected", x: at(gini_bas), y: 2, width, height: 12, rx: 2 }),
    svg("circle", { class: gini > gini_haut ? "spread-seen uneven" : "spread-seen", cx: at(gini), cy: 8, r: 6 }),
  );
}

function listAbove(above: Balance["above"]): HTMLElement {
  const table = createTable<Above>({
    caption: words.aboveTitle,
    keyOf: ({ residence }) => residence,
    columns: [
      word("nom", texts.columns.residence, ({ nom }) => nom, true),
      word("bailleur", texts.columns.bailleur, ({ bailleur }) => bailleur),
      word("commune", texts.columns.commune, ({ commune }) => commune),
    ],
  });
  table.update(above);
  return table.element;
}

function tabulate(rows: readonly Spread[]): HTMLElement {
  return buildTable<Spread>(words.table, ({ perimetre }) => perimetre, rows, [
    word("perimetre", texts.columns.perimeter, nameOf, true),
    count("attributions", texts.columns.attributions, ({ attributions, status }) =>
      status === "ok" ? attributions : null,
    ),
    count("residences", texts.columns.residences, ({ residences }) => residences),
    precise("gini", "Gini", ({ gini }) => gini),
    precise("attendu", texts.columns.expected, ({ gini_attendu }) => gini_attendu),
    precise("bas", texts.columns.low, ({ gini_bas }) => gini_bas),
    precise("haut", texts.columns.high, ({ gini_haut }) => gini_haut),
    precise("p", texts.columns.chance, ({ gini_p }) => gini_p),
    precise("hhi", "HHI", ({ hhi }) => hhi),
    precise("hhi_attendu", texts.columns.hhiExpected, ({ hhi_attendu }) => hhi_attendu),
  ]);
}
