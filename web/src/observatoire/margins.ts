/** Marge d'accueil as categories: those of balanced residences above all, in which more can be welcomed. */
import { formatInteger } from "../shared/format";
import type { Row } from "./rows";

export interface MarginClass {
  /** Name in an address. */
  key: string;
  /** Lowest margin of the class. */
  from: number;
  colour: string;
}

/** Pale to deep teal: more room is deeper. Each differs from the next by its words and, on the map, by its tip. */
export const MARGIN_CLASSES: readonly MarginClass[] = [
  { key: "marge-0", from: 0, colour: "#f2ede1" },
  { key: "marge-1", from: 1, colour: "#b9dbe2" },
  { key: "marge-2", from: 2, colour: "#6aaebd" },
  { key: "marge-4", from: 4, colour: "#25707e" },
];

/** Residences that are not balanced: greys, which no class of the map uses. */
export const NOT_BALANCED = {
  intermediaire: "#d6d3cc",
  fragile: "#8f8b84",
} as const;

/** Where a row falls: a class of margin when it is balanced, its class otherwise, or the status that withholds it. */
export function categoriseMargin(row: Pick<Row, "indices" | "margin">): string {
  const { value, status, class: classe } = row.indices.fragilite;
  if (value === null) return status;
  if (classe === "fragile") return "fragile";
  if (classe === "intermédiaire") return "intermediaire";
  // Mobility may be without object, where nothing was let for a year: no departure can be expected.
  if (row.margin === null) return "sans_objet";
  return findMarginClass(row.margin).key;
}

export function findMarginClass(margin: number): MarginClass {
  const found = MARGIN_CLASSES.findLast(({ from }) => margin >= from);
  if (!found) throw new Error("a margin is never negative");
  return found;
}

/** « aucune », « 1 ménage », « 2 ou 3 ménages », « 4 ménages et plus ». */
export function labelMarginClass({ from }: MarginClass): string {
  const next = MARGIN_CLASSES.find((other) => other.from > from)?.from;
  if (from === 0) return "aucune";
  if (next === undefined) return `${formatInteger(from)} ménages et plus`;
  if (next === from + 1) return from === 1 ? "1 ménage" : `${formatInteger(from)} ménages`;
  return `${formatInteger(from)} ou ${formatInteger(next - 1)} ménages`;
}
