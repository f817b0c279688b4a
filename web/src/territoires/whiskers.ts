/**
 * The interval of each index as a whisker, cut at the edge of the plot.
 *
 * It is the interval of the smoothed index: a small residence may stand outside of its own. A dotted line then leads from
 * the bubble to its whisker.
 */
import { svg } from "../shared/dom";
import type { MapClass } from "../shared/palette";
import type { PlacedRow } from "./bubbles";
import type { Frame } from "./frame";
import { chooseLook } from "./looks";
import type { Row } from "./rows";
import type { ColouringName } from "./state";

export interface WhiskerOptions {
  colouring: ColouringName;
  classes: readonly MapClass[];
  kept: ReadonlySet<string>;
  selected: string | null;
}

/** Whether at least one row has an interval: publications made before wider territories had any have none. */
export function haveIntervals(rows: readonly Row[]): boolean {
  return rows.some(({ intervals }) => intervals.occupation || intervals.attractivite);
}

/** A cross a bubble: across for the occupation, upright for the attractivité. */
export function drawWhiskers(placed: readonly PlacedRow[], frame: Frame, options: WhiskerOptions): SVGElement[] {
  const { area } = frame;
  return placed.flatMap(({ row, bubble }) => {
    if (!options.kept.has(row.code)) return [];
    const { occupation, attractivite } = row.intervals;
    const stroke = chooseLook(row, options.colouring, options.classes).fill;
    const attributes = { class: row.code === options.selected ? "whisker chosen" : "whisker", stroke };
    const link = { ...attributes, class: `${attributes.class} link` };
    const across = (x1: number, x2: number, look: typeof link) =>
      svg("line", { ...look, x1, x2, y1: bubble.y, y2: bubble.y });
    const upright = (y1: number, y2: number, look: typeof link) =>
      svg("line", { ...look, x1: bubble.x, x2: bubble.x, y1, y2 });
    const [left, right] = cut(occupation?.map(frame.x), area.left, area.right);
    const [top, bottom] = cut(attractivite?.map(frame.y), area.top, area.bottom);
    return [
      ...(occupation ? [across(left, right, attributes), across(bubble.x, nearest(bubble.x, left, right), link)] : []),
      ...(attractivite
        ? [upright(top, bottom, attributes), upright(bubble.y, nearest(bubble.y, top, bottom), link)]
        : []),
    ];
  });
}

/** Where an interval is closest to a place; the place itself when it is inside. */
function nearest(place: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, place));
}

function cut(ends: readonly number[] | undefined, least: number, most: number): [number, number] {
  const [one = least, other = least] = ends ?? [];
  const within = (value: number) => Math.max(least, Math.min(most, value));
  return [within(Math.min(one, other)), within(Math.max(one, other))];
}
