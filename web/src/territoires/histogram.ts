/** How the rows spread over an index: bars in the classes of the map, those that are kept in full colour. */
import { svg } from "../shared/dom";
import { findClass, type MapClass } from "../shared/palette";
import type { IndexName } from "../shared/types";
import type { Row } from "./rows";

export interface Bin {
  from: number;
  to: number;
  kept: number;
  all: number;
}

/** Narrow enough to show a shape, wide enough to count a few rows. */
const STEP = 10;
/** Beyond, everything is in the last bar. */
const END = 200;
const WIDTH = 200;
const HEIGHT = 44;

/** Bars of ten points from the lowest value to the highest; rows without a value are in none. */
export function countBins(rows: readonly Row[], kept: ReadonlySet<string>, index: IndexName): Bin[] {
  const valued = rows.flatMap((row) => {
    const { value } = row.indices[index];
    return value === null ? [] : [{ value: Math.min(value, END), isKept: kept.has(row.code) }];
  });
  if (valued.length === 0) return [];
  const first = Math.floor(Math.min(...valued.map(({ value }) => value)) / STEP);
  const last = Math.floor(Math.max(...valued.map(({ value }) => value)) / STEP);
  return Array.from({ length: last - first + 1 }, (_, position) => {
    const from = (first + position) * STEP;
    const inside = valued.filter(({ value }) => value >= from && value < from + STEP);
    return { from, to: from + STEP, kept: inside.filter(({ isKept }) => isKept).length, all: inside.length };
  });
}

/** The bars as a drawing; the numbers beside it and the table say the same. */
export function drawHistogram(bins: readonly Bin[], classes: readonly MapClass[]): SVGSVGElement {
  const highest = Math.max(1, ...bins.map(({ all }) => all));
  const width = WIDTH / Math.max(1, bins.length);
  const bars = bins.flatMap((bin, position) => {
    const { colour } = findClass(classes, (bin.from + bin.to) / 2);
    return [
      drawBar(position * width, width, (HEIGHT * bin.all) / highest, "bin-all", "#dcd8cc"),
      drawBar(position * width, width, (HEIGHT * bin.kept) / highest, "bin-kept", colour),
    ];
  });
  return svg(
    "svg",
    { class: "histogram", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...bars,
  );
}

function drawBar(x: number, width: number, height: number, name: string, fill: string): SVGRectElement {
  return svg("rect", { class: name, x: x + 0.5, y: HEIGHT - height, width: Math.max(1, width - 1), height, fill });
}
