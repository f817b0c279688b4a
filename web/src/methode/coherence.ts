/** Whether the indicators of an index go together, and what each theme really weighs. */
import { h } from "../shared/dom";
import { formatPercent, formatPrecise, NOTHING, typeset } from "../shared/format";
import { INDEX_LABELS } from "../shared/texts.fr";
import type { IndicatorName, Method } from "../shared/types";
import { describeAlpha, partnerTexts } from "./partners.fr";

/** Coherence of one index, as the publication keeps it; the figures are missing where residences were too few. */
export interface Coherence {
  poids_effectifs: Readonly<Record<string, number>>;
  units?: number;
  alpha?: number | null;
  pearson?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  with_index?: Readonly<Record<string, number | null>>;
}

export type Coherences = Partial<Record<"occupation" | "attractivite", Coherence>>;

/** The contract leaves the members of the analysis open. */
export function readCoherence(analysis: Readonly<Record<string, unknown>>): Coherences {
  return (analysis.coherence ?? {}) as Coherences;
}

/** A heading, weights and correlations for each index. */
export function buildCoherence(coherences: Coherences, method: Method): HTMLElement[] {
  return (["occupation", "attractivite"] as const).flatMap((index) => {
    const coherence = coherences[index];
    if (!coherence) return [];
    const { pearson, with_index: withIndex, alpha, units } = coherence;
    return [
      h("h3", {}, INDEX_LABELS[index]),
      buildWeights(coherence, method),
      ...(pearson && withIndex
        ? [
            h("p", {}, describeAlpha(alpha ?? null, units ?? 0)),
            h(
              "div",
              {
                class: "wide",
                role: "region",
                "aria-label": `${partnerTexts.correlations} : ${INDEX_LABELS[index]}`,
                tabindex: 0,
              },
              buildCorrelations(pearson, withIndex, method),
            ),
          ]
        : [h("p", {}, partnerTexts.tooFew)]),
    ];
  });
}

function nameIndicator(code: string, method: Method): string {
  return code in method.indicateurs ? typeset(method.indicateurs[code as IndicatorName].libelle) : code;
}

function buildWeights({ poids_effectifs: weights }: Coherence, method: Method): HTMLElement {
  return h(
    "table",
    {},
    h("caption", {}, partnerTexts.weights),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, partnerTexts.theme), h("th", { scope: "col" }, partnerTexts.weight)),
    ),
    h(
      "tbody",
      {},
      ...Object.entries(weights)
        .sort(([, a], [, b]) => b - a)
        .map(([theme, weight]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, partnerTexts.themes[theme] ?? nameIndicator(theme, method)),
            h("td", {}, formatPercent(weight, 0)),
          ),
        ),
    ),
  );
}

function buildCorrelations(
  pearson: NonNullable<Coherence["pearson"]>,
  withIndex: NonNullable<Coherence["with_index"]>,
  method: Method,
): HTMLElement {
  const codes = Object.keys(pearson);
  const cell = (value: number | null | undefined) =>
    h("td", {}, value === null || value === undefined ? NOTHING : formatPrecise(value, 2));
  return h(
    "table",
    { class: "correlations" },
    h("caption", {}, partnerTexts.correlations),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, partnerTexts.indicator),
        ...codes.map((_, position) => h("th", { scope: "col" }, `${position + 1}`)),
        h("th", { scope: "col" }, partnerTexts.withIndex),
      ),
    ),
    h(
      "tbody",
      {},
      ...codes.map((code, position) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, `${position + 1}. ${nameIndicator(code, method)}`),
          ...codes.map((other) => cell(pearson[code]?.[other])),
          cell(withIndex[code]),
        ),
      ),
    ),
  );
}
