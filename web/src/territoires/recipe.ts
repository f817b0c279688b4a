/**
 * A recipe tried on published figures: other weights, other thresholds, another reference.
 *
 * It works on the ratios to the reference that the publication gives, so it can be followed by hand, and it changes
 * nothing that anybody else reads. The rule of the missing components is that of the method.
 */
import type { IndicatorName, Method } from "../shared/types";
import { INDICATOR_NAMES } from "../shared/types";
import type { Row } from "./rows";

export const VIGILANCE = ["occupation", "attractivite"] as const;
export type VigilanceIndex = (typeof VIGILANCE)[number];

export interface Recipe {
  /** Relative weights of the indicators. */
  weights: Readonly<Record<IndicatorName, number>>;
  /** Weight of the occupation in the fragilité, 0 to 1; the attractivité has the rest. */
  share: number;
  intermediaire: number;
  fragile: number;
  /** Code of the commune that is worth 100; `null` is the reference of the publication. */
  reference: string | null;
}

export type ClassName = "équilibré" | "intermédiaire" | "fragile";

export interface Tried {
  occupation: number | null;
  attractivite: number | null;
  fragilite: number | null;
  class: ClassName | null;
}

/** A row whose class the recipe changes. */
export interface Move {
  row: Row;
  before: ClassName;
  after: ClassName | null;
  value: number | null;
}

/** The recipe of a method file. */
export function readRecipe(method: Method): Recipe {
  const weightOf = (name: IndicatorName) =>
    method.indices.occupation.composantes[name] ?? method.indices.attractivite.composantes[name] ?? 0;
  const { occupation = 1, attractivite = 1 } = method.indices.fragilite.composantes;
  return {
    weights: Object.fromEntries(INDICATOR_NAMES.map((name) => [name, weightOf(name)])) as Recipe["weights"],
    share: occupation / (occupation + attractivite),
    intermediaire: method.classes.intermediaire,
    fragile: method.classes.fragile,
    reference: null,
  };
}

/** What a recipe gives for a row; `reference` is the row of the territory worth 100, or `null` for the published one. */
export function tryRecipe(row: Row, recipe: Recipe, method: Method, reference: Row | null): Tried {
  const [occupation, attractivite] = VIGILANCE.map((index) => tryIndex(row, index, recipe, method, reference)) as [
    number | null,
    number | null,
  ];
  const known = occupation !== null && attractivite !== null;
  const fragilite = known ? recipe.share * occupation + (1 - recipe.share) * attractivite : null;
  return { occupation, attractivite, fragilite, class: fragilite === null ? null : classify(fragilite, recipe) };
}

/** The rows whose class differs from the published one, the largest change of value first. */
export function listMoves(rows: readonly Row[], recipe: Recipe, method: Method): Move[] {
  const reference = rows.find(({ code }) => code === recipe.reference) ?? null;
  return rows.flatMap((row) => {
    const { class: before } = row.indices.fragilite;
    // Elsewhere than at home, a landlord reads the class alone: there is nothing to try it on.
    if (before === null || row.access !== "full") return [];
    const tried = tryRecipe(row, recipe, method, reference);
    return tried.class === before ? [] : [{ row, before, after: tried.class, value: tried.fragilite }];
  });
}

function tryIndex(
  row: Row,
  index: VigilanceIndex,
  recipe: Recipe,
  method: Method,
  reference: Row | null,
): number | null {
  const { composantes, composantes_minimales } = method.indices[index];
  const parts = INDICATOR_NAMES.filter((name) => name in composantes && recipe.weights[name] > 0).flatMap((name) => {
    const ratio = rebase(row.components[name].ratio, reference?.components[name].ratio);
    return ratio === null ? [] : [{ ratio, weight: recipe.weights[name] }];
  });
  const asked = INDICATOR_NAMES.filter((name) => name in composantes && recipe.weights[name] > 0).length;
  const enough = Math.min(composantes_minimales, asked);
  if (parts.length === 0 || parts.length < enough) return null;
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.reduce((sum, { ratio, weight }) => sum + (ratio * weight) / total, 0);
}

/** A ratio against another reference; a reference that has none, or zero, leaves the component without object. */
function rebase(ratio: number | null, reference: number | null | undefined): number | null {
  if (ratio === null || reference === undefined) return ratio;
  return reference ? (100 * ratio) / reference : null;
}

function classify(value: number, { intermediaire, fragile }: Recipe): ClassName {
  if (value >= fragile) return "fragile";
  return value >= intermediaire ? "intermédiaire" : "équilibré";
}
