/** Before a designation: a type of household, and what its entry would change in the residence, before and after. */
import { createSlot, partnerApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { formatCount, formatIndex, formatInteger, formatPercent, NOTHING, typeset } from "../../shared/format";
import { buildFailure, buildLoading } from "../../shared/screens";
import { INDEX_LABELS, INDICATOR_SHORT } from "../../shared/texts.fr";
import { type Effect, INDICATOR_NAMES, type IndexEffect } from "../../shared/types";
import { designationTexts as words } from "../designation-texts.fr";
import type { Edition } from "../edition";
import { formatHousehold, isComplete, type PartialHousehold, parseHousehold, reconcile } from "../household";
import { createHouseholdForm } from "./household-form";
import { buildBetterPlaces } from "./nearby";

export interface DesignationOptions {
  edition: Edition;
  onChoose(menage: string | null): void;
  onOpen(code: string): void;
  onRefused(error: unknown): void;
}

export interface DesignationSection {
  element: HTMLElement;
  /** Shows a type of household, as the address says it, on a residence. */
  update(code: string, menage: string | null): void;
  /** Goes to the first list. */
  focus(): void;
}

/** Makes the section; the form stays while residences and types change. */
export function createDesignation({ edition, onChoose, onOpen, onRefused }: DesignationOptions): DesignationSection {
  const slot = createSlot();
  const result = h("div", { class: "designation-result", "aria-live": "polite" });
  const form = createHouseholdForm((household) => onChoose(formatHousehold(reconcile(household))));
  const element = h(
    "section",
    { class: "sheet-designation", "aria-labelledby": "fiche-designation" },
    h("h3", { id: "fiche-designation", class: "eyebrow" }, words.title),
    h("p", { class: "soft" }, words.lead),
    form.element,
    result,
  );
  let shown = "";

  async function load(code: string, household: PartialHousehold): Promise<void> {
    if (!isComplete(household)) {
      replace(result, formatHousehold(household) === null ? null : h("p", { class: "soft" }, words.incomplete));
      return;
    }
    if (result.childElementCount === 0) replace(result, buildLoading());
    try {
      const { number } = edition.publication;
      const answer = await slot((signal) => partnerApi.designation(code, household, number, signal));
      replace(
        result,
        answer.effect ? buildEffect(answer.effect) : h("p", {}, words.withheld),
        buildBetterPlaces(answer.nearby, onOpen),
      );
    } catch (error) {
      replace(
        result,
        buildFailure(error, () => void load(code, household)),
      );
      onRefused(error);
    }
  }

  return {
    element,
    update(code, menage) {
      const household = parseHousehold(menage);
      const asked = `${code} ${formatHousehold(household)}`;
      form.update(household);
      if (asked === shown) return;
      shown = asked;
      void load(code, household);
    },
    focus() {
      element.scrollIntoView({ block: "start" });
      element.querySelector("select")?.focus({ preventScroll: true });
    },
  };
}

function buildEffect(effect: Effect): HTMLElement {
  return h(
    "div",
    { class: "designation-effect" },
    h(
      "table",
      { class: "years" },
      h("caption", { class: "visually-hidden" }, words.caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          h("th", { scope: "col", class: "numeric" }, words.before),
          h("th", { scope: "col", class: "numeric" }, words.after),
        ),
      ),
      h(
        "tbody",
        {},
        buildIndex(INDEX_LABELS.fragilite, effect.fragilite),
        buildIndex(INDEX_LABELS.occupation, effect.occupation),
        ...INDICATOR_NAMES.flatMap((indicator) => buildShare(indicator, effect)),
        buildMargin(effect),
      ),
    ),
    h("p", { class: "soft" }, words.note),
  );
}

function buildIndex(label: string, effect: IndexEffect): HTMLElement {
  const cell = (value: number | null, classe: string | null) =>
    value === null ? NOTHING : `${formatIndex(value)} · ${classe ?? NOTHING}`;
  const moved = effect.class_before !== effect.class_after;
  return h(
    "tr",
    { class: moved ? "moved" : null },
    h("th", { scope: "row" }, h("strong", {}, label)),
    h("td", { class: "numeric" }, cell(effect.before, effect.class_before)),
    h("td", { class: "numeric" }, h("strong", {}, cell(effect.after, effect.class_after))),
  );
}

function buildShare(indicator: (typeof INDICATOR_NAMES)[number], effect: Effect): HTMLElement[] {
  const component = effect.components[indicator];
  if (!component) return [];
  const cell = (rate: number | null, num: number | null, den: number | null) => {
    if (rate === null) return NOTHING;
    const counted = num === null || den === null ? "" : ` (${formatInteger(num)}/${formatInteger(den)})`;
    return `${formatPercent(rate, 0)}${counted}`;
  };
  return [
    h(
      "tr",
      {},
      h("th", { scope: "row" }, INDICATOR_SHORT[indicator]),
      h("td", { class: "numeric" }, cell(component.rate_before, component.num_before, component.den_before)),
      h("td", { class: "numeric" }, cell(component.rate_after, component.num_after, component.den_after)),
    ),
  ];
}

function buildMargin(effect: Effect): HTMLElement {
  const cell = (margin: number | null) => (margin === null ? NOTHING : typeset(formatCount(margin, "ménage")));
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, words.margin),
    h("td", { class: "numeric" }, cell(effect.margin_before)),
    h("td", { class: "numeric" }, cell(effect.margin_after)),
  );
}
