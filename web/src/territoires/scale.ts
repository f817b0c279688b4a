/** Linear scales of the plot, in plain numbers. */

export interface Scale {
  (value: number): number;
  from: number;
  to: number;
}

export interface Domain {
  from: number;
  to: number;
}

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];
/** However close the territories are to each other, the plot never magnifies a smaller gap than this. */
const LEAST_SPAN = 40;

/** The interval that holds every value and 100. */
export function findDomain(values: readonly number[]): Domain {
  const lowest = Math.min(100, ...values);
  const highest = Math.max(100, ...values);
  const missing = Math.max(0, LEAST_SPAN - (highest - lowest)) / 2;
  return { from: lowest - missing, to: highest + missing };
}

/** The domain of an axis of `length` pixels that keeps its ends `before` and `after` pixels away from those of `domain`. */
export function widenDomain({ from, to }: Domain, length: number, before: number, after: number): Domain {
  const perPixel = (to - from) / Math.max(1, length - before - after);
  return { from: from - before * perPixel, to: to + after * perPixel };
}

/** From a domain to pixels; `start` may be greater than `end`, for an axis that grows upwards. */
export function createScale({ from, to }: Domain, start: number, end: number): Scale {
  const scale = (value: number) => start + ((value - from) / (to - from)) * (end - start);
  return Object.assign(scale, { from, to });
}

/** Round numbers inside a domain, at most `wanted` of them, 100 among them; an index is never below zero. */
export function listTicks({ from, to }: Domain, wanted: number): number[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= wanted && 100 % candidate === 0) ?? 100;
  const first = Math.max(0, Math.ceil((from - 100) / step) * step + 100);
  const ticks: number[] = [];
  for (let tick = first; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

/** Radius of a bubble: its area is proportional to the dwellings, down to a size that can be pointed at. */
export function createRadius(largest: number, widest: number): (dwellings: number | null) => number {
  const unit = largest > 0 ? widest / Math.sqrt(largest) : 0;
  return (dwellings) => Math.max(4.5, unit * Math.sqrt(dwellings ?? 0));
}
