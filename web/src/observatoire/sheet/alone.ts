/** A residence that weighs in its own reference is partly compared with itself: its index against the others. */
import { formatIndex, typeset } from "../../shared/format";
import type { IndexName, IndicatorName, Method, ResidenceSheet } from "../../shared/types";
import type { Edition } from "../edition";

/** The sentence, or nothing where the residence is light, or its counts are not the reader's. */
export function describeAlone(sheet: ResidenceSheet, index: IndexName, { method }: Edition): string[] {
  const alone = findAlone(sheet, index, method);
  if (alone === null) return [];
  return [
    typeset(
      `Cette résidence pèse plus d'un vingtième de sa référence ; comparée aux autres seulement, son indice serait ${formatIndex(alone)}.`,
    ),
  ];
}

/** The index on the ratios against the others, with the weights of the published one. */
function findAlone(sheet: ResidenceSheet, index: IndexName, method: Method): number | null {
  const { composantes } = method.indices[index];
  const terms = Object.entries(composantes).map(([name, weight]) =>
    name in method.indicateurs
      ? readTerm(sheet, name as IndicatorName)
      : { weight, value: findAlone(sheet, name as IndexName, method) },
  );
  const used = terms.filter((term) => term !== null);
  if (used.length === 0 || used.some(({ value }) => value === null)) return null;
  const sum = used.reduce((total, { weight }) => total + weight, 0);
  return used.reduce((total, { weight, value }) => total + (weight * (value ?? 0)) / sum, 0);
}

/** `null` where the index does without the indicator. */
function readTerm(sheet: ResidenceSheet, name: IndicatorName): { weight: number; value: number | null } | null {
  const { weight } = sheet.components[name];
  const solidity = sheet.components_solidity[name] as { alone: number | null } | undefined;
  return weight === null ? null : { weight, value: solidity?.alone ?? null };
}
