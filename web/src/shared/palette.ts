/**
 * Classes of an index and their colours.
 *
 * The breaks come from the method of the publication: fixed, never quantiles, so that two years can be compared and ranks
 * stay unknown. The colours diverge around the class that holds 100: teal below, pale in the middle, rust above. Five are
 * what a map usually shows; the two ends only serve below 60 and from 150. The tests measure the distance between them for
 * normal, deuteranope, protanope and tritanope sight.
 */
import { formatInteger, NNBSP } from "./format";

export const DIVERGING = ["#08404a", "#377f8c", "#8ac2d0", "#f2ede1", "#f3b17a", "#b35b1b", "#6f1b0d"] as const;
/** The line that every coloured shape carries: the pale classes alone are too close to paper. */
export const OUTLINE = "#37424d";

const MIDDLE = 3;

/** A class of the map: values from `from` (included) to `to` (excluded). */
export interface MapClass {
  /** Name in an address: `60-80`, `0-60`, `150-`. */
  key: string;
  position: number;
  from: number;
  to: number;
  /** Place from the class that holds 100: -3 … +3. */
  offset: number;
  colour: string;
  /** Dark or light ink, whichever reads on the colour. */
  ink: string;
  /** « moins de 60 », « 105 à 120 », « 150 et plus ». */
  label: string;
  /** Colour is never alone: `− −`, `=`, `+ +`. */
  sign: string;
}

/** Classes of the map from the breaks of the method, lowest first. */
export function buildClasses(breaks: readonly number[]): MapClass[] {
  const bounds = [Number.NEGATIVE_INFINITY, ...breaks, Number.POSITIVE_INFINITY];
  const centre = breaks.filter((bound) => bound <= 100).length;
  return bounds.slice(0, -1).map((from, position) => {
    const to = bounds[position + 1] ?? Number.POSITIVE_INFINITY;
    const key = `${Math.max(from, 0)}-${Number.isFinite(to) ? to : ""}`;
    const offset = Math.max(-MIDDLE, Math.min(MIDDLE, position - centre));
    const colour = DIVERGING[offset + MIDDLE] ?? DIVERGING[MIDDLE];
    return {
      key,
      position,
      from,
      to,
      offset,
      colour,
      ink: chooseInk(offset),
      label: labelClass(from, to),
      sign: signOf(offset),
    };
  });
}

/** The class of a value. */
export function findClass(classes: readonly MapClass[], value: number): MapClass {
  const found = classes.find((candidate) => value < candidate.to) ?? classes.at(-1);
  if (!found) throw new RangeError("no class to put a value in");
  return found;
}

function chooseInk(offset: number): string {
  return Math.abs(offset) >= 2 ? "#ffffff" : "#1d2433";
}

function labelClass(from: number, to: number): string {
  if (from === Number.NEGATIVE_INFINITY) return `moins de ${formatInteger(to)}`;
  if (to === Number.POSITIVE_INFINITY) return `${formatInteger(from)} et plus`;
  return `${formatInteger(from)} à ${formatInteger(to)}`;
}

function signOf(offset: number): string {
  if (offset === 0) return "=";
  return Array.from({ length: Math.abs(offset) }, () => (offset > 0 ? "+" : "−")).join(NNBSP);
}
