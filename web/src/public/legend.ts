/** What the colours of the communes say. */
import { h, svg } from "../shared/dom";
import { texts } from "./texts.fr";
import type { Volume } from "./volumes";

/** Builds the legend of the volumes. */
export function buildLegend(volumes: readonly Volume[]): HTMLElement[] {
  const entries = volumes.map(({ colour, label }) => h("li", {}, drawSample(colour), label));
  return [h("span", { class: "soft" }, texts.legend), h("ul", {}, ...entries)];
}

function drawSample(fill: string): SVGSVGElement {
  return svg(
    "svg",
    { class: "volume", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("rect", { x: 0.6, y: 0.6, width: 14.8, height: 14.8, rx: 3, fill, stroke: "#37424d", "stroke-width": 1.2 }),
  );
}
