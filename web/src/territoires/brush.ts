/** A rectangle drawn on the plot by the pointer: the interval that it covers on each axis. */
import { svg } from "../shared/dom";
import type { Frame } from "./frame";
import { type Range, tidyRange } from "./ranges";

/** Less than this is a click. */
const LEAST_DRAG = 6;

export interface Brushed {
  occupation: Range | null;
  attractivite: Range | null;
}

/** What a rectangle of pixels covers, in index points. */
export function readBrush(frame: Frame, start: Point, end: Point): Brushed {
  const across = (x: number) => invert(x, frame.area.left, frame.area.right, frame.x.from, frame.x.to);
  const up = (y: number) => invert(y, frame.area.bottom, frame.area.top, frame.y.from, frame.y.to);
  return {
    occupation: tidyRange(across(start.x), across(end.x)),
    attractivite: tidyRange(up(start.y), up(end.y)),
  };
}

export interface Point {
  x: number;
  y: number;
}

/** Follows the pointer over the plot; touch is left to the page, which it scrolls. */
export function followBrush(
  element: HTMLElement,
  frameOf: () => Frame | undefined,
  onBrush: (brushed: Brushed) => void,
) {
  let start: Point | null = null;
  let drawn: SVGRectElement | null = null;

  const locate = (event: PointerEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const begin = (event: PointerEvent) => {
    const onBubble = event.target instanceof Element && event.target.closest("[data-key]");
    if (event.button === 0 && event.pointerType === "mouse" && !onBubble) start = locate(event);
  };
  const move = (event: PointerEvent) => {
    if (!start) return;
    const end = locate(event);
    if (!drawn && Math.hypot(end.x - start.x, end.y - start.y) < LEAST_DRAG) return;
    drawn ??= svg("rect", { class: "brush" });
    element.querySelector("svg")?.append(drawn);
    drawn.setAttribute("x", String(Math.min(start.x, end.x)));
    drawn.setAttribute("y", String(Math.min(start.y, end.y)));
    drawn.setAttribute("width", String(Math.abs(end.x - start.x)));
    drawn.setAttribute("height", String(Math.abs(end.y - start.y)));
  };
  const finish = (event: PointerEvent) => {
    const frame = frameOf();
    if (start && drawn && frame) onBrush(readBrush(frame, start, locate(event)));
    drawn?.remove();
    start = null;
    drawn = null;
  };
  element.addEventListener("pointerdown", begin);
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", finish);
  return () => {
    element.removeEventListener("pointerdown", begin);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", finish);
  };
}

function invert(pixel: number, start: number, end: number, from: number, to: number): number {
  return from + ((pixel - start) / (end - start)) * (to - from);
}
