/** The plot of a funnel: limits as lines, residences as points, this one as a ring. */
import { svg } from "../../shared/dom";
import { formatInteger, formatPercent } from "../../shared/format";
import type { Funnel } from "../../shared/types";
import { texts } from "../texts.fr";

type Description = NonNullable<Funnel["described"]>;

const WIDTH = 352;
const HEIGHT = 200;
const LEFT = 38;
const BOTTOM = 24;
const TOP = 8;
const LIMITS = ["low_999", "low_975", "high_975", "high_999"] as const;

/** Draws the funnel; the table beside it holds the same points. */
export function drawFunnel(
  described: Description,
  points: Funnel["points"],
  code: string,
  label: string,
): SVGSVGElement {
  const last = described.limites.at(-1)?.den ?? 1;
  const { highest, ticks } = graduate(Math.max(described.centre * 1.5, ...points.map(({ rate }) => rate)));
  const x = (den: number) => LEFT + (den / last) * (WIDTH - LEFT - 4);
  const y = (rate: number) => HEIGHT - BOTTOM - (rate / highest) * (HEIGHT - BOTTOM - TOP);
  const lines = LIMITS.map((name) =>
    svg("polyline", {
      class: name.endsWith("975") ? "funnel-limit near" : "funnel-limit",
      // Above the plot a limit is not drawn: held at its edge, it would look like one.
      points: described.limites
        .filter((limit) => limit[name] <= highest)
        .map((limit) => `${x(limit.den)},${y(limit[name])}`)
        .join(" "),
    }),
  );
  const dots = [...points]
    .sort((a, b) => Number(a.code === code) - Number(b.code === code))
    .map((point) =>
      svg("circle", {
        class: point.code === code ? "funnel-point own" : "funnel-point",
        cx: x(point.den),
        cy: y(point.rate),
        r: point.code === code ? 6 : 3,
      }),
    );
  const rates = ticks.map((rate) =>
    svg("text", { x: LEFT - 5, y: y(rate) + 4, "text-anchor": "end", class: "tick" }, formatPercent(rate, 0)),
  );
  return svg(
    "svg",
    {
      class: "funnel",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `${texts.funnel.plot} : ${label}`,
    },
    svg("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }),
    svg("line", { class: "reference", x1: LEFT, x2: WIDTH, y1: y(described.centre), y2: y(described.centre) }),
    ...lines,
    ...dots,
    ...rates,
    svg("text", { x: LEFT, y: HEIGHT - 6, class: "tick" }, "0"),
    svg("text", { x: WIDTH - 2, y: HEIGHT - 6, "text-anchor": "end", class: "tick" }, formatInteger(last)),
    svg("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 6, "text-anchor": "middle", class: "tick" }, texts.funnel.axis),
  );
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];
const MOST_TICKS = 5;

/** Round graduations that hold a rate, and the top of the plot, which is one of them. */
export function graduate(rate: number): { highest: number; ticks: number[] } {
  const step = STEPS.find((each) => Math.ceil(rate / each) <= MOST_TICKS) ?? 0.5;
  const count = Math.max(1, Math.ceil(rate / step));
  const ticks = Array.from({ length: count + 1 }, (_, position) => position * step);
  return { highest: count * step, ticks };
}
