/** The ground of the plot: quadrants and their names, graduations, the two lines at 100. */
import { svg } from "../shared/dom";
import { formatInteger } from "../shared/format";
import { type Box, estimateWidth } from "../shared/labels";
import { PROFILE_LOOKS, PROFILES, type Profile } from "./profiles";
import { listTicks, type Scale } from "./scale";
import { PROFILE_LABELS, texts } from "./texts.fr";

export interface Frame {
  width: number;
  height: number;
  area: Box;
  x: Scale;
  y: Scale;
}

const NAME_SIZE = 13;
/** What the name of a quadrant takes from the top or the bottom of the plot. */
export const NAME_HEIGHT = 22;
const TICK_GAP = 64;

/** Draws the frame; also returns the boxes that its words take. */
export function drawFrame(frame: Frame): { element: SVGGElement; taken: Box[] } {
  const names = PROFILES.flatMap((profile) => placeName(profile, frame));
  const element = svg(
    "g",
    { "aria-hidden": "true" },
    ...PROFILES.map((profile) => drawQuadrant(profile, frame)),
    ...drawTicks(frame),
    drawLine(frame.x(100), frame.area.top, frame.x(100), frame.area.bottom),
    drawLine(frame.area.left, frame.y(100), frame.area.right, frame.y(100)),
    ...names.map(({ element: name }) => name),
    ...drawTitles(frame),
  );
  return { element, taken: names.map(({ box }) => box) };
}

/** Part of the area that a quadrant covers. */
function boundQuadrant(profile: Profile, { area, x, y }: Frame): Box {
  const { right, top } = PROFILE_LOOKS[profile];
  return {
    left: right ? x(100) : area.left,
    right: right ? area.right : x(100),
    top: top ? area.top : y(100),
    bottom: top ? y(100) : area.bottom,
  };
}

function drawQuadrant(profile: Profile, frame: Frame): SVGRectElement {
  const { left, top, right, bottom } = boundQuadrant(profile, frame);
  const attributes = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  return svg("rect", { ...attributes, fill: PROFILE_LOOKS[profile].wash });
}

/** The name of a quadrant in its outer corner, when it has room. */
function placeName(profile: Profile, frame: Frame): { element: SVGTextElement; box: Box }[] {
  const quadrant = boundQuadrant(profile, frame);
  const { right, top, ink, arrow } = PROFILE_LOOKS[profile];
  const text = right ? `${PROFILE_LABELS[profile]} ${arrow}` : `${arrow} ${PROFILE_LABELS[profile]}`;
  const width = estimateWidth(text, NAME_SIZE) + 12;
  if (quadrant.right - quadrant.left < width || quadrant.bottom - quadrant.top < NAME_HEIGHT) return [];
  const box = {
    left: right ? quadrant.right - width : quadrant.left,
    right: right ? quadrant.right : quadrant.left + width,
    top: top ? quadrant.top : quadrant.bottom - NAME_HEIGHT,
    bottom: top ? quadrant.top + NAME_HEIGHT : quadrant.bottom,
  };
  const element = svg(
    "text",
    {
      class: "quadrant-name",
      x: right ? box.right - 8 : box.left + 8,
      y: top ? box.top + NAME_SIZE + 5 : box.bottom - 8,
      "text-anchor": right ? "end" : "start",
      fill: ink,
    },
    text,
  );
  return [{ element, box }];
}

function drawTicks({ area, x, y }: Frame): SVGElement[] {
  const columns = listTicks(x, (area.right - area.left) / TICK_GAP).flatMap((tick) => [
    drawGrid(x(tick), area.top, x(tick), area.bottom),
    drawTick(tick, x(tick), area.bottom + 18, "middle"),
  ]);
  const rows = listTicks(y, (area.bottom - area.top) / TICK_GAP).flatMap((tick) => [
    drawGrid(area.left, y(tick), area.right, y(tick)),
    drawTick(tick, area.left - 8, y(tick) + 4, "end"),
  ]);
  return [...columns, ...rows];
}

function drawTick(tick: number, x: number, y: number, anchor: string): SVGTextElement {
  const name = tick === 100 ? "plot-tick strong" : "plot-tick";
  return svg("text", { class: name, x, y, "text-anchor": anchor }, formatInteger(tick));
}

function drawTitles({ area, height }: Frame): SVGTextElement[] {
  const x = svg(
    "text",
    { class: "plot-title", x: area.right, y: height - 6, "text-anchor": "end" },
    `${texts.plot.x} →`,
  );
  const y = svg("text", { class: "plot-title", x: 4, y: area.top - 10 }, `↑ ${texts.plot.y}`);
  return [x, y];
}

function drawGrid(x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  return svg("line", { class: "plot-grid", x1, y1, x2, y2 });
}

function drawLine(x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  return svg("line", { class: "plot-hundred", x1, y1, x2, y2 });
}
