/** An index on its scale: the classes in their colours, and a needle. */
import { svg } from "../../shared/dom";
import { formatIndex } from "../../shared/format";
import { type MapClass, OUTLINE } from "../../shared/palette";

const WIDTH = 352;
const LOW = 40;
const HIGH = 180;
const TOP = 8;
const BAND = 12;

/** Draws the scale; the text beside it already says the value. */
export function drawScale(value: number, classes: readonly MapClass[]): SVGSVGElement {
  const x = (level: number) => ((Math.max(LOW, Math.min(HIGH, level)) - LOW) / (HIGH - LOW)) * WIDTH;
  const bands = classes.map(({ from, to, colour }) =>
    svg("rect", { x: x(from), y: TOP, width: Math.max(0, x(to) - x(from)), height: BAND, fill: colour }),
  );
  // Ticks at 95 and 105 would run into the one at 100.
  const bounds = classes.map(({ from }) => from).filter((from) => Number.isFinite(from) && Math.abs(from - 100) > 8);
  const ticks = [...bounds, 100].map((level) =>
    svg(
      "text",
      { x: x(level), y: TOP + BAND + 16, "text-anchor": "middle", class: level === 100 ? "tick strong" : "tick" },
      formatIndex(level),
    ),
  );
  return svg(
    "svg",
    { class: "scale", viewBox: `-8 0 ${WIDTH + 16} ${TOP + BAND + 20}`, "aria-hidden": "true", focusable: "false" },
    svg("clipPath", { id: "echelle-bords" }, svg("rect", { x: 0, y: TOP, width: WIDTH, height: BAND, rx: 6 })),
    svg("g", { "clip-path": "url(#echelle-bords)" }, ...bands),
    svg("rect", {
      x: 0,
      y: TOP,
      width: WIDTH,
      height: BAND,
      rx: 6,
      fill: "none",
      stroke: OUTLINE,
      "stroke-width": 0.8,
    }),
    svg("line", { x1: x(100), x2: x(100), y1: TOP - 3, y2: TOP + BAND + 3, class: "reference" }),
    svg("rect", { x: x(value) - 3.5, y: TOP - 6, width: 7, height: BAND + 12, rx: 3.5, class: "needle" }),
    ...ticks,
  );
}
