/** Gauges that are read at a glance: a bar, the mark of the objective, and what is missing in number. */
import { h, svg } from "../shared/dom";
import { formatPercent, typeset } from "../shared/format";
import { formatGaugeShare } from "../shared/gauge-share";
import type { Objective, Objectives, ShownGauge } from "../shared/types";
import {
  decimalsOf,
  describeBase,
  describeGauge,
  describeMinimum,
  describeMissing,
  describeProjection,
  describeRealised,
  texts,
} from "./texts.fr";

/** A card for each objective. */
export function buildGauges(statement: Objectives): HTMLElement {
  const measured = statement.objectives.filter(({ together }) => together.status !== "sans_objet");
  const others = statement.objectives.filter((each) => !measured.includes(each)).map(({ label }) => label);
  return h(
    "section",
    { class: "gauges", "aria-labelledby": "titre-jauges" },
    h("h2", { id: "titre-jauges" }, texts.gauges),
    measured.length > 0 ? h("p", { class: "field-help" }, texts.rounding) : null,
    h("div", { class: "gauge-cards" }, ...measured.map(buildCard)),
    others.length > 0 ? h("p", { class: "field-help" }, `${texts.withoutObject} ${others.join(" ; ")}.`) : null,
  );
}

function buildCard(objective: Objective): HTMLElement {
  const alone = objective.committed === "ensemble";
  const lines = objective.partners.map(({ label, gauge }) => buildLine(label, gauge, false));
  return h(
    "article",
    { class: "gauge-card", "aria-label": objective.label },
    h("h3", {}, typeset(objective.label)),
    h(
      "p",
      { class: "gauge-base" },
      `${objective.article} · ${describeBase(objective)} · ${describeMinimum(objective)}`,
    ),
    h("ul", { class: "gauge-lines" }, ...lines, buildLine(texts.together, objective.together, true)),
    buildProjections(objective),
    alone && objective.derivation ? buildDerivation(objective) : null,
  );
}

/** A line of a card: bar, share, counts, what is missing. */
export function buildLine(label: string, gauge: ShownGauge, together: boolean): HTMLElement {
  const projection = describeProjection(gauge);
  return h(
    "li",
    { class: together ? "gauge-line gauge-together" : "gauge-line" },
    h("span", { class: "visually-hidden" }, describeGauge(label, gauge)),
    h("span", { class: "gauge-label", "aria-hidden": "true" }, label),
    h("span", { class: "gauge-bar", "aria-hidden": "true", title: projection }, drawBar(gauge)),
    h(
      "span",
      { class: "gauge-figures", "aria-hidden": "true" },
      gauge.share === null ? "" : formatGaugeShare({ ...gauge, share: gauge.share }),
      gauge.status === "partiel" ? h("em", { class: "gauge-partial" }, ` ${texts.partial}`) : null,
    ),
    h("span", { class: "gauge-counts", "aria-hidden": "true" }, gauge.share === null ? "" : describeRealised(gauge)),
    h("strong", { class: `gauge-missing ${toneOf(gauge)}`, "aria-hidden": "true" }, describeMissing(gauge)),
  );
}

/** Colour is never alone: the words say the same. */
function toneOf(gauge: ShownGauge): string {
  if (gauge.missing === null) return "tone-none";
  return gauge.missing === 0 ? "tone-reached" : "tone-missing";
}

function drawBar(gauge: ShownGauge): SVGElement {
  const share = gauge.share ?? 0;
  const mark = gauge.rate === null ? null : `${(gauge.rate * 100).toFixed(2)}%`;
  return svg(
    "svg",
    { width: "100%", height: 16, focusable: "false" },
    svg("rect", {
      class: gauge.share === null ? "bar-empty" : "bar-track",
      x: 0,
      y: 3,
      width: "100%",
      height: 10,
      rx: 3,
    }),
    gauge.share === null
      ? null
      : svg("rect", {
          class: `bar-fill ${toneOf(gauge)}`,
          x: 0,
          y: 3,
          width: `${(share * 100).toFixed(2)}%`,
          height: 10,
          rx: 3,
        }),
    mark && gauge.share !== null ? svg("line", { class: "bar-mark", x1: mark, x2: mark, y1: 0, y2: 16 }) : null,
  );
}

function buildProjections(objective: Objective): HTMLElement | null {
  const sentence = describeProjection(objective.together);
  return sentence ? h("p", { class: "gauge-projection" }, sentence) : null;
}

function buildDerivation(objective: Objective): HTMLElement {
  const { part_etat, etat, autres, rate } = objective.derivation as NonNullable<Objective["derivation"]>;
  const percent = (share: number) => formatPercent(share, decimalsOf(share));
  return h(
    "p",
    { class: "gauge-note" },
    `${percent(part_etat)} × ${percent(etat)} + ${percent(1 - part_etat)} × ${percent(autres)} = ${formatPercent(rate, 0)}`,
  );
}
