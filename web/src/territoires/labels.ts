/**
 * Where to write names beside bubbles, without covering a bubble, another name or the edge.
 *
 * Greedy: the names that matter most choose first among eight places around their bubble; a name without a free place is
 * left out, and the plot shows it when its bubble is pointed at.
 */
import { type Box, estimateWidth, overlap } from "../shared/labels";

export interface Bubble {
  key: string;
  text: string;
  x: number;
  y: number;
  radius: number;
}

export interface PlacedLabel {
  key: string;
  text: string;
  /** Start of the text, on its baseline. */
  x: number;
  y: number;
  box: Box;
}

const GAP = 4;
const DIAGONAL = Math.SQRT1_2;

/** Places of a label from the best to the worst: the side of the box that touches the bubble, as a direction. */
const DIRECTIONS: readonly [number, number][] = [
  [1, 0],
  [DIAGONAL, -DIAGONAL],
  [DIAGONAL, DIAGONAL],
  [-1, 0],
  [0, -1],
  [0, 1],
  [-DIAGONAL, -DIAGONAL],
  [-DIAGONAL, DIAGONAL],
];

/** Places the labels of `bubbles`, in their order of importance, inside `area` and off `taken`. */
export function placeLabels(
  bubbles: readonly Bubble[],
  area: Box,
  size: number,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const bubble of bubbles) {
    const others = bubbles.filter((other) => other !== bubble);
    const free = DIRECTIONS.map((direction) => locate(bubble, direction, size)).find(
      ({ box }) =>
        isInside(box, area) &&
        ![...taken, ...placed.map((label) => label.box)].some((other) => overlap(box, other)) &&
        !others.some((other) => touches(box, other)),
    );
    if (free) placed.push(free);
  }
  return placed;
}

/** The label of a bubble on its better side, whatever it covers. */
export function forceLabel(bubble: Bubble, area: Box, size: number): PlacedLabel {
  const places = DIRECTIONS.map((direction) => locate(bubble, direction, size));
  const best = places.find(({ box }) => isInside(box, area)) ?? places[0];
  if (!best) throw new RangeError("a label has at least one place");
  return best;
}

function locate({ key, text, x, y, radius }: Bubble, [dx, dy]: [number, number], size: number): PlacedLabel {
  const width = estimateWidth(text, size);
  const height = size * 1.2;
  const reach = radius + GAP;
  const centreX = x + dx * reach + (Math.sign(dx) * width) / 2;
  const centreY = y + dy * reach + (Math.abs(dy) === 1 ? (dy * height) / 2 : (Math.sign(dy) * height) / 4);
  const left = centreX - width / 2;
  const top = centreY - height / 2;
  return {
    key,
    text,
    x: left,
    y: top + size * 0.95,
    box: { left, top, right: left + width, bottom: top + height },
  };
}

function isInside(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}

function touches(box: Box, { x, y, radius }: Bubble): boolean {
  const nearX = Math.max(box.left, Math.min(x, box.right));
  const nearY = Math.max(box.top, Math.min(y, box.bottom));
  return Math.hypot(x - nearX, y - nearY) < radius + 1;
}
