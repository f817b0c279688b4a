/** Territories as bubbles and their names, in the frame of the plot. */
import { svg } from "../shared/dom";
import type { Box } from "../shared/labels";
import { type MapClass, OUTLINE } from "../shared/palette";
import type { Frame } from "./frame";
import { type Bubble, forceLabel, type PlacedLabel, placeLabels } from "./labels";
import { chooseLook, type Look } from "./looks";
import type { PlottedRow } from "./rows";
import { createRadius } from "./scale";
import type { ColouringName, Level } from "./state";
import { describeRow } from "./texts.fr";

export const LABEL_SIZE = 13;
/** A target smaller than this is hard to point at. */
const LEAST_TARGET = 12;

export interface PlacedRow {
  row: PlottedRow;
  bubble: Bubble;
}

/** Radius of the largest bubble: many bubbles are smaller ones. */
export function chooseWidest(count: number, width: number): number {
  return Math.min(count > 30 ? 20 : 30, width / 16);
}

/** Rows in pixels, the largest first: the one that is drawn below the others and named before them. */
export function placeRows(rows: readonly PlottedRow[], { x, y, width }: Frame): PlacedRow[] {
  const largest = Math.max(1, ...rows.map((row) => row.logements ?? 0));
  const radius = createRadius(largest, chooseWidest(rows.length, width));
  return [...rows]
    .sort((a, b) => (b.logements ?? 0) - (a.logements ?? 0))
    .map((row) => ({
      row,
      bubble: { key: row.code, text: row.nom, x: x(row.spot.x), y: y(row.spot.y), radius: radius(row.logements) },
    }));
}

/** A bubble, as a button. */
export function drawBubble(
  { row, bubble }: PlacedRow,
  options: { level: Level; colouring: ColouringName; classes: readonly MapClass[]; selected: boolean; kept: boolean },
): SVGGElement {
  return svg(
    "g",
    {
      class: options.kept ? "bubble" : "bubble left-out",
      role: "button",
      "data-key": row.code,
      "aria-label": describeRow(row, options.level),
      "aria-pressed": String(options.selected),
      transform: `translate(${bubble.x} ${bubble.y})`,
    },
    svg("circle", { class: "bubble-target", r: Math.max(bubble.radius, LEAST_TARGET) }),
    ...drawDisc(bubble.radius, chooseLook(row, options.colouring, options.classes)),
  );
}

/** A disc, hollow when its value is partial; also the samples of the legend. */
export function drawDisc(radius: number, { fill, hollow, dashed }: Pick<Look, "fill" | "hollow" | "dashed">) {
  const outline = { r: radius, stroke: OUTLINE, "stroke-width": 1.2, "stroke-dasharray": dashed ? "3 2.2" : null };
  if (!hollow) return [svg("circle", { ...outline, fill })];
  const band = Math.max(2.2, radius * 0.3);
  return [
    svg("circle", { ...outline, fill: "#ffffff" }),
    svg("circle", { r: radius - band / 2 - 0.5, fill: "none", stroke: fill, "stroke-width": band }),
  ];
}

/** The names that find a free place. */
export function drawNames(placed: readonly PlacedRow[], frame: Frame, taken: readonly Box[]): SVGGElement {
  const labels = placeLabels(
    placed.map(({ bubble }) => bubble),
    frame.area,
    LABEL_SIZE,
    taken,
  );
  return svg("g", { class: "bubble-names", "aria-hidden": "true" }, ...labels.map(drawName));
}

/** What stands over the selected bubble and the one that is pointed at: a ring, and its name if it had no place. */
export function drawHalo({ bubble }: PlacedRow, frame: Frame, named: boolean, className: string): SVGGElement {
  const { x, y, radius } = bubble;
  return svg(
    "g",
    { class: className, "aria-hidden": "true" },
    svg("circle", { cx: x, cy: y, r: radius + 2.5 }),
    named ? null : drawName(forceLabel(bubble, frame.area, LABEL_SIZE)),
  );
}

function drawName({ key, text, x, y }: PlacedLabel): SVGTextElement {
  return svg("text", { class: "bubble-name", "data-name": key, x, y }, text);
}
