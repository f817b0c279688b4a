/** The recipe as tables: one an index, a line an indicator. */
import { labelCount, labelCounts } from "../shared/counts.fr";
import { h } from "../shared/dom";
import type { IndicatorName, Method } from "../shared/types";
import { SOURCE_LABELS, shareWeights, texts } from "./texts.fr";

/** Builds the tables of the indices made of indicators. */
export function buildRecipe(method: Method): HTMLElement[] {
  return (["occupation", "attractivite"] as const).map((index) => {
    const { libelle, composantes } = method.indices[index];
    const weights = shareWeights(composantes);
    const names = Object.keys(composantes).filter((name): name is IndicatorName => name in method.indicateurs);
    const heads = [texts.recipe.indicator, texts.recipe.counted, texts.recipe.weight];
    const sources = [...new Set(names.map((name) => method.indicateurs[name].source))];
    return h(
      "table",
      {},
      h("caption", {}, libelle, h("small", {}, sources.map((source) => SOURCE_LABELS[source] ?? source).join(" ; "))),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...names.map((name) => buildLine(method.indicateurs[name], weights.get(name) ?? ""))),
    );
  });
}

function buildLine(indicator: Method["indicateurs"][IndicatorName], weight: string): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, indicator.libelle),
    h(
      "td",
      {},
      `${labelCount(indicator.numerateur)}, ${texts.recipe.among} ${labelCounts(indicator.denominateur)}`,
      indicator.note ? h("small", {}, indicator.note) : null,
    ),
    h("td", { class: "weight" }, weight),
  );
}
