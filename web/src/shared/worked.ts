/** An index worked out step by step, from counts to class: what a sheet prints and what the method explains. */
import { labelCount, labelCounts } from "./counts.fr";
import { h } from "./dom";
import { formatIndex, formatInteger, formatPercent, formatPrecise, typeset } from "./format";
import { INDEX_LABELS, STATUS_LABELS } from "./texts.fr";
import type { IndexName, IndexValue, IndicatorName, Indices, Method, SheetComponent } from "./types";

export interface Worked {
  indices: Indices;
  components: Record<IndicatorName, SheetComponent>;
  method: Method;
  /** Name of the territory that is worth 100. */
  reference: string;
}

const SIMPLE = ["occupation", "attractivite"] as const;

/** The steps: a list an index made of indicators, then the composite, then the class. */
export function buildWorked(worked: Worked): HTMLElement[] {
  return [
    ...SIMPLE.flatMap((index) => buildIndex(index, worked)),
    h("h4", {}, INDEX_LABELS.fragilite),
    h("ol", { class: "worked" }, ...describeComposite(worked).map((step) => h("li", {}, step))),
  ];
}

function buildIndex(index: (typeof SIMPLE)[number], worked: Worked): HTMLElement[] {
  const { method, components, indices } = worked;
  const names = Object.keys(method.indices[index].composantes).filter(
    (name): name is IndicatorName => name in method.indicateurs,
  );
  const steps = names.map((name) =>
    h("li", {}, h("strong", {}, typeset(method.indicateurs[name].libelle)), ` ${describeStep(name, worked)}`),
  );
  const points = names.flatMap((name) => readPoints(components[name]) ?? []);
  return [
    h("h4", {}, INDEX_LABELS[index]),
    h("ol", { class: "worked" }, ...steps, h("li", {}, describeSum(indices[index], points, index))),
  ];
}

/** « 29 ménages sous 40 % des plafonds, parmi 51 : 57 %. Référence : 28 %. 57 ÷ 28 × 100 = 203. Poids 25 % : 50,8 points. » */
function describeStep(name: IndicatorName, { components, method, reference }: Worked): string {
  const component = components[name];
  const { rate, ratio, reference: whole, num, den } = component;
  if (rate === null || ratio === null || whole === null) return `: ${STATUS_LABELS[component.status]}.`;
  const recipe = method.indicateurs[name];
  const counted =
    num === null || den === null
      ? `la part est de ${formatPercent(rate, 1)} ; les effectifs ne sont pas ouverts à votre rôle.`
      : `${formatInteger(num)} (${labelCount(recipe.numerateur)}) sur ${formatInteger(den)} (${labelCounts(recipe.denominateur)}) : ${formatPercent(rate, 1)}.`;
  const related = `${reference} : ${formatPercent(whole, 1)}. Rapport : ${formatPercent(rate, 1)} ÷ ${formatPercent(whole, 1)} × 100 = ${formatPrecise(ratio)}.`;
  const points = readPoints(component);
  const weighed =
    points === null || component.weight === null
      ? "Ce rapport n'entre pas dans l'indice."
      : `Poids ${formatPercent(component.weight, 1)} : ${formatPrecise(points)} points.`;
  return typeset(`: ${counted} ${related} ${weighed}`);
}

/** Points that a component brings to its index. */
function readPoints({ ratio, weight }: SheetComponent): number | null {
  return ratio === null || weight === null ? null : ratio * weight;
}

function describeSum({ value, status }: IndexValue, points: readonly number[], index: IndexName): string {
  const label = INDEX_LABELS[index];
  if (value === null) return typeset(`${label} : ${STATUS_LABELS[status]}, faute de composantes en nombre suffisant.`);
  const terms = points.map((each) => formatPrecise(each)).join(" + ");
  return typeset(`${label} = ${terms} = ${formatIndex(value, 1)}.`);
}

function describeComposite({ indices, method }: Worked): string[] {
  const { value, status, class: classe } = indices.fragilite;
  if (value === null) return [typeset(`Fragilité : ${STATUS_LABELS[status]}.`)];
  const weights = method.indices.fragilite.composantes;
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  const parts = SIMPLE.filter((name) => name in weights && indices[name].value !== null);
  const terms = parts.map(
    (name) => `${formatPercent((weights[name] ?? 0) / sum, 0)} × ${formatPrecise(indices[name].value ?? 0)}`,
  );
  const { intermediaire, fragile } = method.classes;
  return [
    typeset(`Fragilité = ${terms.join(" + ")} = ${formatIndex(value, 1)}.`),
    typeset(
      `Classes : équilibré sous ${formatIndex(intermediaire)}, intermédiaire de ${formatIndex(intermediaire)} à moins de ` +
        `${formatIndex(fragile)}, fragile à partir de ${formatIndex(fragile)}. ${formatIndex(value, 1)} est donc « ${classe} ».`,
    ),
  ];
}
