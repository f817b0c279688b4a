/**
 * Classes of communes by their number of social dwellings: how much there is, and nothing about how it is.
 *
 * The breaks are fixed, so that two years compare; only the classes that the territory reaches are shown.
 */
import { formatInteger } from "../shared/format";

export interface Volume {
  from: number;
  /** Not included. */
  to: number;
  colour: string;
  /** « moins de 50 », « 50 à 199 », « 1 000 et plus ». */
  label: string;
}

const BREAKS = [50, 200, 1000, 5000, 20000];
const RAMP = ["#dcebea", "#a3cdca", "#5a9fa2", "#1d6c76", "#0a3d46", "#06272d"] as const;
/** The colours that a territory of few classes takes, far from each other. */
const FEW: Record<number, readonly number[]> = { 1: [1], 2: [0, 2], 3: [0, 2, 3] };

/** The classes that these numbers need, smallest first. */
export function buildVolumes(counts: readonly number[]): Volume[] {
  const largest = Math.max(0, ...counts);
  const bounds = [0, ...BREAKS.filter((bound) => bound <= largest), Number.POSITIVE_INFINITY];
  const colours = FEW[bounds.length - 1] ?? [0, 1, 2, 3, 4, 5];
  return bounds.slice(0, -1).map((from, position) => {
    const to = bounds[position + 1] ?? Number.POSITIVE_INFINITY;
    return { from, to, colour: RAMP[colours[position] ?? 0] ?? RAMP[0], label: labelVolume(from, to) };
  });
}

/** The class of a number of dwellings. */
export function findVolume(volumes: readonly Volume[], count: number): Volume {
  const found = volumes.find(({ to }) => count < to) ?? volumes.at(-1);
  if (!found) throw new RangeError("no class to put a number in");
  return found;
}

function labelVolume(from: number, to: number): string {
  if (!Number.isFinite(to)) return from === 0 ? "tous les nombres" : `${formatInteger(from)} et plus`;
  return from === 0 ? `moins de ${formatInteger(to)}` : `${formatInteger(from)} à ${formatInteger(to - 1)}`;
}
