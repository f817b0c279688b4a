/** The scale of the indices: the three classes above, the colours of the map below. */
import { h, replace, svg } from "../shared/dom";
import { formatInteger } from "../shared/format";
import { keepApart } from "../shared/labels";
import { buildClasses, OUTLINE } from "../shared/palette";
import type { Method } from "../shared/types";
import { CLASS_NAMES, describeClass, texts } from "./texts.fr";

type Classes = Method["classes"];

interface Axis {
  from: number;
  to: number;
  width: number;
  x(value: number): number;
}

const HEIGHT = 100;
const BAND = { top: 34, height: 26 };
const NAME_SIZE = 13;
/** Half of the room that a number takes. */
const TICK_ROOM = 14;

/** Draws the scale to the width of `place`, again whenever it changes, and says the same in a list. */
export function showScale(place: HTMLElement, { classes }: Method): void {
  const drawing = h("div");
  const items = CLASS_NAMES.map((name) => h("div", {}, h("dt", {}, name), h("dd", {}, describeClass(name, classes))));
  replace(place, drawing, h("dl", { class: "class-list" }, ...items));
  new ResizeObserver(() => replace(drawing, drawScale(classes, drawing.clientWidth))).observe(drawing);
}

function drawScale(classes: Classes, width: number): SVGSVGElement {
  const axis = createAxis(classes.carte, width);
  const { x } = axis;
  const bands = buildClasses(classes.carte).map((band) =>
    svg("rect", {
      x: x(band.from),
      y: BAND.top,
      width: x(band.to) - x(band.from),
      height: BAND.height,
      fill: band.colour,
      stroke: OUTLINE,
      "stroke-width": 1,
    }),
  );
  const foot = BAND.top + BAND.height;
  return svg(
    "svg",
    { class: "scale-drawing", width, height: HEIGHT, role: "img", "aria-label": texts.scale.label },
    ...drawClasses(classes, axis),
    ...bands,
    ...drawTicks(classes, axis, foot + 17),
    svg("line", { class: "scale-hundred", x1: x(100), x2: x(100), y1: BAND.top - 5, y2: foot + 22 }),
    svg("text", { class: "scale-tick strong", x: x(100), y: foot + 36 }, texts.scale.reference),
  );
}

function createAxis(breaks: readonly number[], width: number): Axis {
  const from = (breaks[0] ?? 60) - 20;
  const to = (breaks.at(-1) ?? 150) + 20;
  const x = (value: number) => ((Math.max(from, Math.min(to, value)) - from) / (to - from)) * width;
  return { from, to, width, x };
}

/** The breaks, those of the classes first: where room lacks, a number is left out rather than written over another. */
function drawTicks({ carte, intermediaire, fragile }: Classes, { x }: Axis, y: number): SVGTextElement[] {
  const values = [...new Set([intermediaire, fragile, ...carte])];
  const kept = keepApart([
    { left: x(100) - 3, right: x(100) + 3, top: 0, bottom: 1 },
    ...values.map((value) => ({ left: x(value) - TICK_ROOM, right: x(value) + TICK_ROOM, top: 0, bottom: 1 })),
  ]);
  return values
    .filter((_, position) => kept[position + 1] || position < 2)
    .map((value) => svg("text", { class: "scale-tick", x: x(value), y }, formatInteger(value)));
}

function drawClasses({ intermediaire, fragile }: Classes, { from, to, width, x }: Axis): SVGElement[] {
  const bounds = [from, intermediaire, fragile, to];
  return CLASS_NAMES.flatMap((name, position) => {
    const left = x(bounds[position] ?? from) + 2;
    const right = x(bounds[position + 1] ?? to) - 2;
    const half = (name.length * NAME_SIZE * 0.55) / 2;
    const middle = Math.max(half, Math.min(width - half, (left + right) / 2));
    return [
      svg("line", { class: "scale-class", x1: left, x2: right, y1: BAND.top - 8, y2: BAND.top - 8 }),
      svg("text", { class: "scale-name", x: middle, y: BAND.top - 15 }, name),
    ];
  });
}
