/** Classes of a change in points, around no change: less vigilance in teal, more in rust, never by colour alone. */
import { DIVERGING } from "../shared/palette";

export interface ChangeClass {
  from: number;
  to: number;
  colour: string;
  /** `− −` … `+ +`. */
  mark: string;
  label: string;
}

const BOUNDS = [-15, -5, 5, 15] as const;
const COLOURS = [DIVERGING[1], DIVERGING[2], DIVERGING[3], DIVERGING[4], DIVERGING[5]] as const;
const MARKS = ["− −", "−", "=", "+", "+ +"] as const;
const LABELS = [
  "baisse de plus de 15 points",
  "baisse de 5 à 15 points",
  "moins de 5 points d’écart",
  "hausse de 5 à 15 points",
  "hausse de plus de 15 points",
] as const;

export const CHANGE_CLASSES: readonly ChangeClass[] = LABELS.map((label, position) => ({
  from: BOUNDS[position - 1] ?? Number.NEGATIVE_INFINITY,
  to: BOUNDS[position] ?? Number.POSITIVE_INFINITY,
  colour: COLOURS[position] ?? DIVERGING[3],
  mark: MARKS[position] ?? "=",
  label,
}));

/** The class of a change, a bound belonging to the one that is farther from no change. */
export function findChangeClass(change: number): ChangeClass {
  const size = Math.abs(change);
  const steps = size >= BOUNDS[3] ? 2 : size >= BOUNDS[2] ? 1 : 0;
  const found = CHANGE_CLASSES[2 + Math.sign(change) * steps];
  if (!found) throw new RangeError("no class to put a change in");
  return found;
}
