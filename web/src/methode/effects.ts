/** What a measure changed: differences in differences, or why there is no estimate. */
import { h } from "../shared/dom";
import { formatCount, formatDate, formatPoints, formatPrecise, NOTHING, typeset } from "../shared/format";
import type { EvaluationsAnswer } from "../shared/types";
import { describeTooFew, EFFECT_LABELS, partnerTexts } from "./partners.fr";

type Evaluation = EvaluationsAnswer["evaluations"][number];

interface Bounds {
  effect: number;
  low: number;
  high: number;
}

interface Means {
  residences: number;
  moyennes: readonly number[] | null;
}

/** What was found for one index. */
export interface IndexEffect {
  refus: "annees" | "residences" | null;
  minimum?: number;
  millesimes: readonly number[];
  trajectoires: { traitees: Means; autres: Means };
  effet?: Bounds;
  paralleles?: boolean | null;
  retour_a_la_moyenne?: boolean;
}

export interface EvaluationDocument {
  residences: number;
  indices: Record<keyof typeof EFFECT_LABELS, IndexEffect>;
}

/** The contract leaves the document open. */
export function readEvaluation(document: Readonly<Record<string, unknown>>): EvaluationDocument {
  return document as unknown as EvaluationDocument;
}

const words = partnerTexts.effects;

/** One evaluation: what was found in a table, then what must be said beside it. */
export function buildEvaluation({ nom, created_at }: Evaluation, document: EvaluationDocument): HTMLElement {
  const found = (Object.keys(EFFECT_LABELS) as (keyof typeof EFFECT_LABELS)[]).map((name) => ({
    name,
    index: document.indices[name],
  }));
  return h(
    "div",
    { class: "evaluation" },
    h("h3", {}, nom),
    h("p", {}, describeMade(document.residences, created_at)),
    h(
      "table",
      { class: "example" },
      h("caption", {}, words.index),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...[words.which, words.treated, words.others, words.effect, words.interval].map((head) =>
            h("th", { scope: "col" }, head),
          ),
        ),
      ),
      h("tbody", {}, ...found.map(({ name, index }) => buildLine(EFFECT_LABELS[name], index))),
    ),
    h("ul", {}, ...listRemarks(found.map(({ index }) => index)).map((remark) => h("li", {}, remark))),
  );
}

function describeMade(residences: number, createdAt: string): string {
  return typeset(`${formatCount(residences, "résidence")} touchées, évaluation du ${formatDate(createdAt)}.`);
}

function buildLine(label: string, index: IndexEffect): HTMLElement {
  const { traitees, autres } = index.trajectoires;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, label),
    h("td", {}, describeMeans(traitees)),
    h("td", {}, describeMeans(autres)),
    h("td", {}, index.effet ? formatPoints(index.effet.effect) : NOTHING),
    h("td", {}, index.effet ? describeInterval(index.effet) : NOTHING),
  );
}

/** « 139 → 145 (13) ». */
function describeMeans({ residences, moyennes }: Means): string {
  return `${moyennes === null ? NOTHING : moyennes.map((mean) => formatPrecise(mean)).join(" → ")} (${residences})`;
}

function describeInterval(bounds: Bounds): string {
  const word = bounds.low > 0 ? words.up : bounds.high < 0 ? words.down : words.straddles;
  return typeset(`${formatPoints(bounds.low)} à ${formatPoints(bounds.high)} : ${word}`);
}

/** What must stand beside the figures, each said once. */
function listRemarks(found: readonly IndexEffect[]): string[] {
  const remarks = found.flatMap((index) => {
    if (index.refus === "annees") return [words.years];
    if (index.refus === "residences") return [describeTooFew(index.minimum ?? 0)];
    const trend =
      index.paralleles === null || index.paralleles === undefined
        ? words.noTrend
        : index.paralleles
          ? words.parallel
          : words.notParallel;
    return index.retour_a_la_moyenne ? [words.mean, trend] : [trend];
  });
  return [...new Set(remarks)];
}
