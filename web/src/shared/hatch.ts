/**
 * Patterns for what has no value: never a colour, not even grey, which would read as « neutre ».
 *
 * Diagonal lines are the statistical secret, dots are data not transmitted. The definitions stand once in the page, so that
 * the map, the legend and the plots refer to the same ones.
 */
import { svg } from "./dom";
import type { Status } from "./types";

const IDS = {
  secret: "motif-secret",
  non_transmis: "motif-non-transmis",
  sans_objet: "motif-sans-objet",
  reserve: "motif-reserve",
} as const;
export type Withheld = keyof typeof IDS;

/** Whether a status has no number to show. */
export function isWithheld(status: Status): status is Withheld {
  return status in IDS;
}

/** The `fill` of a shape whose value is withheld. */
export function patternFill(status: Withheld): string {
  return `url(#${IDS[status]})`;
}

/** Puts the definitions in the page, once. */
export function mountPatterns(): void {
  if (document.getElementById(IDS.secret)) return;
  const size = { width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  const paper = () => svg("rect", { width: 6, height: 6, fill: "#ffffff" });
  const line = (d: string) => svg("path", { d, stroke: "#4a5363", "stroke-width": 1.4, fill: "none" });
  document.body.append(
    svg(
      "svg",
      { class: "pattern-definitions", "aria-hidden": "true", focusable: "false", width: 0, height: 0 },
      svg(
        "defs",
        {},
        svg("pattern", { id: IDS.secret, ...size, patternTransform: "rotate(45)" }, paper(), line("M1.5 0V6")),
        svg(
          "pattern",
          { id: IDS.non_transmis, ...size },
          paper(),
          svg("circle", { cx: 3, cy: 3, r: 1, fill: "#6a7280" }),
        ),
        svg("pattern", { id: IDS.sans_objet, ...size }, paper()),
        svg("pattern", { id: IDS.reserve, ...size }, paper(), line("M0 3H6M3 0V6")),
      ),
    ),
  );
}

/** A round sample for legends: a class colour or a pattern, drawn as on the map. */
export function drawSwatch(look: {
  fill: string;
  stroke: string;
  dashed?: boolean;
  ring?: boolean;
  vigilance?: boolean;
  open?: boolean;
}): SVGSVGElement {
  return svg(
    "svg",
    { class: "swatch", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true", focusable: "false" },
    svg("circle", {
      cx: 10,
      cy: 10,
      r: look.ring || look.vigilance ? 5 : 7.5,
      fill: look.fill,
      stroke: look.stroke,
      "stroke-width": 1.3,
      "stroke-dasharray": look.dashed ? "3 2.2" : null,
    }),
    look.vigilance ? svg("circle", { cx: 10, cy: 10, r: 8.2, fill: "none", class: "vigilance" }) : null,
    look.ring
      ? svg("circle", {
          cx: 10,
          cy: 10,
          r: 8.6,
          fill: "none",
          stroke: "#1d2433",
          "stroke-width": 2,
          "stroke-dasharray": look.open ? "3.4 2" : null,
        })
      : null,
  );
}
