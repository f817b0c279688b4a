/** The legend: a histogram, and classes that filter when they are chosen. */
import { h, replace, svg } from "../shared/dom";
import { formatCount } from "../shared/format";
import { drawSwatch, patternFill } from "../shared/hatch";
import { findClass, type MapClass, OUTLINE } from "../shared/palette";
import { INDEX_LABELS } from "../shared/texts.fr";
import type { IndexName } from "../shared/types";
import { decisionTexts } from "./decision-texts.fr";
import { type Bin, binValues, countCategories, isVigilant, type Row, WITHHELD_CATEGORIES } from "./rows";
import { texts } from "./texts.fr";

export interface LegendState {
  /** Rows that the other filters keep. */
  rows: readonly Row[];
  indice: IndexName;
  kept: readonly string[];
}

export interface Legend {
  element: HTMLElement;
  update(state: LegendState): void;
}

const LINE_SAMPLE = { class: "swatch", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" };

/** Builds the legend of a publication; `onToggle` is told which category was chosen or dropped. */
export function createLegend(
  reference: string,
  classes: readonly MapClass[],
  onToggle: (category: string) => void,
): Legend {
  const plot = h("div", { class: "histogram" });
  const base = h("p", { class: "field-help" });
  const list = h("ul", { class: "legend-list" });
  const signal = h("span", { class: "legend-count" });
  const vigilance = h("span", { class: "legend-count" });
  const element = h(
    "section",
    { class: "legend", "aria-labelledby": "legende" },
    h("h2", { id: "legende", class: "eyebrow" }, texts.legend.title),
    base,
    plot,
    list,
    h(
      "div",
      { class: "legend-entry note" },
      drawSwatch({ fill: "#ffffff", stroke: OUTLINE, ring: true }),
      h("span", {}, texts.legend.signal),
      signal,
    ),
    h(
      "div",
      { class: "legend-entry note" },
      drawSwatch({ fill: "#ffffff", stroke: OUTLINE, vigilance: true }),
      h("span", {}, decisionTexts.legend),
      vigilance,
    ),
    h(
      "div",
      { class: "legend-entry note" },
      svg("svg", LINE_SAMPLE, svg("line", { x1: 0, x2: 20, y1: 10, y2: 10, class: "outline-qpv" })),
      h("span", {}, texts.legend.qpv),
    ),
    h(
      "div",
      { class: "legend-entry note" },
      svg("svg", LINE_SAMPLE, svg("line", { x1: 0, x2: 20, y1: 10, y2: 10, class: "outline-secteur" })),
      h("span", {}, texts.legend.secteur),
    ),
    h("p", { class: "field-help" }, texts.legend.help),
  );
  return {
    element,
    update({ rows, indice, kept }) {
      const counts = countCategories(rows, indice, classes);
      base.textContent = `${INDEX_LABELS[indice]}, ${texts.legend.base} ${reference}`;
      replace(plot, drawHistogram(binValues(rows, indice), classes));
      vigilance.textContent = String(rows.filter(isVigilant).length);
      signal.textContent = String(rows.filter((row) => row.signal).length);
      // Redrawing would take the focus away from the entry that was just pressed.
      const held = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-category") : null;
      // « Sans objet » is rare: it only takes a line when there is something to say.
      const spoken = listEntries(classes).filter(
        ({ category }) => category !== "sans_objet" || counts.has(category) || kept.includes(category),
      );
      const entries = spoken.map(({ category, label, sign, swatch }) => {
        const count = counts.get(category) ?? 0;
        const attributes = {
          type: "button",
          class: `legend-entry${kept.length > 0 && !kept.includes(category) ? " off" : ""}`,
          "aria-pressed": String(kept.includes(category)),
          "data-category": category,
          on: { click: () => onToggle(category) },
        } as const;
        const name = h(
          "span",
          {},
          label,
          sign ? h("span", { class: "legend-sign", "aria-hidden": "true" }, sign) : null,
        );
        const number = h(
          "span",
          { class: "legend-count" },
          String(count),
          h("span", { class: "visually-hidden" }, ` ${count < 2 ? "résidence" : "résidences"}`),
        );
        return h("li", {}, h("button", attributes, swatch, name, number));
      });
      replace(list, ...entries);
      if (held) list.querySelector<HTMLElement>(`[data-category="${held}"]`)?.focus();
    },
  };
}

interface Entry {
  category: string;
  label: string;
  sign: string | null;
  swatch: SVGSVGElement;
}

function listEntries(classes: readonly MapClass[]): Entry[] {
  const withNumber = classes.map((mapClass) => ({
    category: mapClass.key,
    label: mapClass.label,
    sign: mapClass.sign,
    swatch: drawSwatch({ fill: mapClass.colour, stroke: OUTLINE }),
  }));
  const without = WITHHELD_CATEGORIES.map((status) => ({
    category: status,
    label: texts.legend[status],
    sign: null,
    swatch: drawSwatch({ fill: patternFill(status), stroke: OUTLINE, dashed: status === "non_transmis" }),
  }));
  return [...withNumber.reverse(), ...without];
}

const WIDTH = 280;
const HEIGHT = 74;
const BASELINE = 58;

function drawHistogram(bins: readonly Bin[], classes: readonly MapClass[]): SVGSVGElement {
  const first = bins[0]?.from ?? 0;
  const last = bins.at(-1)?.to ?? 1;
  const tallest = Math.max(1, ...bins.map((bin) => bin.count));
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const x = (value: number) => ((value - first) / (last - first)) * WIDTH;
  const bars = bins.map((bin) => {
    const height = bin.count === 0 ? 0 : Math.max(3, (bin.count / tallest) * (BASELINE - 4));
    return svg("rect", {
      x: x(bin.from) + 0.5,
      y: BASELINE - height,
      width: x(bin.to) - x(bin.from) - 1,
      height,
      rx: 1.5,
      fill: findClass(classes, (bin.from + bin.to) / 2).colour,
      stroke: OUTLINE,
      "stroke-width": height > 0 ? 0.6 : 0,
    });
  });
  const ticks = [60, 80, 100, 120, 140, 160].map((tick) =>
    svg(
      "text",
      { x: x(tick), y: HEIGHT - 2, "text-anchor": "middle", class: tick === 100 ? "tick strong" : "tick" },
      tick,
    ),
  );
  return svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `Répartition : ${formatCount(total, "résidence")}`,
    },
    ...bars,
    svg("line", { x1: 0, x2: WIDTH, y1: BASELINE, y2: BASELINE, class: "axis" }),
    svg("line", { x1: x(100), x2: x(100), y1: 2, y2: BASELINE + 3, class: "reference" }),
    ...ticks,
  );
}
