/** Why: each indicator of the residence beside the one of the reference, and the gap as a bar. The table is the figure. */
import { explainMissingShare } from "../../shared/bounds.fr";
import { h, svg } from "../../shared/dom";
import { formatGap, formatPercent, NOTHING, typeset } from "../../shared/format";
import { findClass, OUTLINE } from "../../shared/palette";
import { STATUS_LABELS } from "../../shared/texts.fr";
import type { IndexName, ResidenceSheet, SheetComponent } from "../../shared/types";
import type { Edition } from "../edition";
import { labelValue, texts } from "../texts.fr";

const GROUPS = [
  { index: "occupation", indicators: ["occ1", "occ2", "occ3", "occ4"] },
  { index: "attractivite", indicators: ["att1", "att2", "att3"] },
] as const;

/** The table of contributions, by index; the index that colours the map comes first. */
export function buildContributions(sheet: ResidenceSheet, index: IndexName, edition: Edition): HTMLElement {
  const groups = [...GROUPS].sort((a, b) => Number(b.index === index) - Number(a.index === index));
  return h(
    "section",
    { class: "sheet-why", "aria-labelledby": "fiche-pourquoi" },
    h("h3", { id: "fiche-pourquoi", class: "eyebrow" }, texts.sheet.why),
    h(
      "table",
      { class: "contributions" },
      h("caption", {}, `${texts.sheet.shares} (${edition.publication.reference.nom})`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, texts.sheet.share)),
          h("th", { scope: "col", class: "numeric" }, texts.sheet.residence),
          h("th", { scope: "col", class: "numeric" }, texts.sheet.reference),
          h("th", { scope: "col", class: "numeric" }, texts.sheet.gap),
        ),
      ),
      ...groups.map((group) => buildGroup(group, sheet, edition)),
    ),
  );
}

function buildGroup(group: (typeof GROUPS)[number], sheet: ResidenceSheet, edition: Edition): HTMLElement {
  const value = sheet.indices[group.index];
  return h(
    "tbody",
    {},
    h(
      "tr",
      { class: "group" },
      h(
        "th",
        { scope: "rowgroup", colspan: 4 },
        `${edition.method.indices[group.index].libelle} `,
        h("strong", {}, labelValue(value)),
      ),
    ),
    ...group.indicators.map((indicator) => {
      const { libelle, note } = edition.method.indicateurs[indicator];
      return buildLine(typeset(libelle), note ? typeset(note) : null, sheet.components[indicator], edition);
    }),
  );
}

function buildLine(label: string, note: string | null, component: SheetComponent, edition: Edition): HTMLElement {
  const head = h("th", { scope: "row", title: note }, label);
  const reference = component.reference;
  const last = h("td", { class: "numeric soft" }, reference === null ? NOTHING : formatPercent(reference));
  if (component.rate === null || component.ratio === null) {
    const said = explainMissingShare(component);
    return h("tr", {}, head, h("td", { class: "numeric soft wrap" }, said), last, h("td", {}));
  }
  const partial = component.status === "partiel" ? h("span", { class: "soft" }, ` (${STATUS_LABELS.partiel})`) : null;
  return h(
    "tr",
    {},
    head,
    h("td", { class: "numeric" }, formatPercent(component.rate), partial),
    last,
    h(
      "td",
      { class: "gap" },
      drawGap(component.ratio, findClass(edition.classes, component.ratio).colour),
      h("span", { class: "numeric" }, formatGap(component.ratio - 100)),
    ),
  );
}

const HALF = 38;
/** Gap to the reference, in percent, that fills the half of a bar; a longer one ends in a point. */
const FULL = 60;
const POINT = 6;

/** A bar from the reference, to the right when the share is above it. */
function drawGap(ratio: number, colour: string): SVGSVGElement {
  const gap = (ratio - 100) / FULL;
  const length = Math.max(0.5, Math.min(1, Math.abs(gap)) * HALF);
  const side = gap >= 0 ? 1 : -1;
  const neck = HALF + side * (length - POINT);
  const tip = HALF + side * length;
  return svg(
    "svg",
    { viewBox: `0 0 ${2 * HALF} 12`, width: 2 * HALF, height: 12, "aria-hidden": "true", focusable: "false" },
    svg("polygon", {
      points:
        Math.abs(gap) > 1
          ? `${HALF},2 ${neck},2 ${tip},6 ${neck},10 ${HALF},10`
          : `${HALF},2 ${tip},2 ${tip},10 ${HALF},10`,
      fill: colour,
      stroke: OUTLINE,
      "stroke-width": 0.7,
    }),
    svg("line", { x1: HALF, x2: HALF, y1: 0, y2: 12, class: "reference" }),
  );
}
