/** The legend: a histogram, and classes that filter when they are chosen. */
import { h, replace, svg } from "../shared/dom";
import { formatCount } from "../shared/format";
import { drawSwatch } from "../shared/hatch";
import { OUTLINE } from "../shared/palette";
import { decisionTexts } from "./decision-texts.fr";
import { countCategories, isVigilant, type Row } from "./rows";
import { texts } from "./texts.fr";
import type { Histogram, Theme } from "./themes";

export interface LegendState {
  /** Rows that the other filters keep. */
  rows: readonly Row[];
  theme: Theme;
  kept: readonly string[];
  /** Whether residences can be counted. */
  counted: boolean;
}

export interface Legend {
  element: HTMLElement;
  /** Shows which categories are kept, without counting again. */
  press(kept: readonly string[]): void;
  update(state: LegendState): void;
}

/** Builds the legend; `onToggle` is told which category was chosen or dropped. */
export function createLegend(onToggle: (category: string) => void): Legend {
  const plot = h("div", { class: "histogram" });
  const base = h("p", { class: "field-help" });
  const list = h("ul", { class: "legend-list" });
  const signal = h("span", { class: "legend-count" });
  const vigilance = h("span", { class: "legend-count" });
  const signalOpen = h("span", { class: "legend-count" });
  const help = h("p", { class: "field-help" });
  const hollow = { fill: "#ffffff", stroke: OUTLINE };
  const element = h(
    "section",
    { class: "legend", "aria-labelledby": "legende" },
    h("h2", { id: "legende", class: "eyebrow" }, texts.legend.title),
    base,
    plot,
    list,
    h(
      "ul",
      { class: "legend-list" },
      buildNote(drawSwatch({ ...hollow, ring: true }), texts.legend.signal, signal),
      buildNote(drawSwatch({ ...hollow, ring: true, open: true }), texts.legend.signalOpen, signalOpen),
      buildNote(drawSwatch({ ...hollow, vigilance: true }), decisionTexts.legend, vigilance),
      buildNote(drawOutline("outline-qpv"), texts.legend.qpv),
      buildNote(drawOutline("outline-secteur"), texts.legend.secteur),
    ),
    help,
  );
  const press = (kept: readonly string[]) => {
    for (const entry of list.querySelectorAll("button")) {
      const on = kept.includes(entry.dataset.category ?? "");
      entry.setAttribute("aria-pressed", String(on));
      entry.classList.toggle("off", kept.length > 0 && !on);
    }
  };
  return {
    element,
    press,
    update({ rows, theme, kept, counted }) {
      element.classList.toggle("uncounted", !counted);
      const counts = countCategories(rows, theme.categorise);
      base.textContent = theme.caption;
      help.textContent = theme.help;
      replace(plot, drawHistogram(theme.histogram(rows)));
      const signals = rows.filter((row) => row.signal);
      const certain = signals.filter((row) => row.signal_solidite === "avéré").length;
      signal.textContent = String(certain);
      signalOpen.textContent = String(signals.length - certain);
      vigilance.textContent = String(rows.filter(isVigilant).length);
      // Redrawing would take the focus away from the entry that was just pressed.
      const held = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-category") : null;
      // « Sans objet » is rare: it only takes a line when there is something to say.
      const spoken = theme.categories.filter(
        ({ category }) => category !== "sans_objet" || counts.has(category) || kept.includes(category),
      );
      const entries = spoken.map(({ category, label, word, sign, fill, dashed }) => {
        const swatch = drawSwatch({ fill, stroke: OUTLINE, dashed });
        swatch.classList.toggle("above", sign?.startsWith("+") ?? false);
        const count = counts.get(category) ?? 0;
        const attributes = {
          type: "button",
          class: "legend-entry",
          "data-category": category,
          on: { click: () => onToggle(category) },
        } as const;
        const name = h(
          "span",
          {},
          label,
          word ? h("span", { class: "legend-word" }, ` · ${word}`) : null,
          sign ? h("span", { class: "legend-sign", "aria-hidden": "true" }, sign) : null,
        );
        // How many are secret is not said beside a total: it would help whoever subtracts.
        const number =
          category === "secret"
            ? null
            : h(
                "span",
                { class: "legend-count" },
                String(count),
                h("span", { class: "visually-hidden" }, ` ${count < 2 ? "résidence" : "résidences"}`),
              );
        return h("li", {}, h("button", attributes, swatch, name, number));
      });
      replace(list, ...entries);
      press(kept);
      if (held) list.querySelector<HTMLElement>(`[data-category="${held}"]`)?.focus();
    },
  };
}

const WIDTH = 280;
const HEIGHT = 74;
const BASELINE = 58;

/** A sign of the map that is told and does not filter. */
function buildNote(sample: SVGSVGElement, label: string, count: HTMLElement | null = null): HTMLElement {
  return h("li", { class: "legend-entry note" }, sample, h("span", {}, label), count);
}

function drawOutline(name: string): SVGSVGElement {
  const line = svg("line", { x1: 0, x2: 20, y1: 10, y2: 10, class: name });
  return svg("svg", { class: "swatch", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, line);
}

function drawHistogram({ bins, ticks: marked, reference, colour }: Histogram): SVGSVGElement {
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
      fill: colour(bin),
      stroke: OUTLINE,
      "stroke-width": height > 0 ? 0.6 : 0,
    });
  });
  // Whole households stand under their bar, an index on the edge of its own.
  const shift = reference === null ? 0.5 : 0;
  const ticks = marked.map((tick) =>
    svg(
      "text",
      {
        x: x(tick + shift),
        y: HEIGHT - 2,
        "text-anchor": "middle",
        class: tick === reference ? "tick strong" : "tick",
      },
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
    reference === null
      ? null
      : svg("line", { x1: x(reference), x2: x(reference), y1: 2, y2: BASELINE + 3, class: "reference" }),
    ...ticks,
  );
}
