/** « Essayer une autre recette »: sliders on weights and thresholds, and at once the list of what would change class. */
import { h, replace } from "../shared/dom";
import { formatCount, formatIndex, formatPercent, NOTHING, typeset } from "../shared/format";
import { INDEX_LABELS, INDICATOR_SHORT } from "../shared/texts.fr";
import { INDICATOR_NAMES, type IndicatorName, type Method } from "../shared/types";
import { listMoves, type Move, readRecipe } from "./recipe";
import { applyTrial, isTrial, LARGEST_WEIGHT, type Trial } from "./recipe-address";
import type { Row } from "./rows";
import { createScenarios } from "./scenarios";
import { texts } from "./texts.fr";

export interface Workshop {
  element: HTMLElement;
  update(rows: readonly Row[], trial: Trial): void;
  destroy(): void;
}

export interface WorkshopOptions {
  method: Method;
  rows: readonly Row[];
  /** Whether a row of this level may be the reference. */
  withReference: boolean;
  onChange(trial: Trial): void;
  onSelect(code: string): void;
}

/** More would be a list that nobody reads; the table holds them all. */
const LISTED = 40;

/** Builds the panel. */
export function createWorkshop({ method, rows, withReference, onChange, onSelect }: WorkshopOptions): Workshop {
  const published = readRecipe(method);
  let trial: Trial = {};
  const change = (part: Trial) => onChange({ ...trial, ...part });
  const setWeight = (name: IndicatorName, weight: number) => {
    const { [name]: _, ...others } = trial.weights ?? {};
    change({ weights: weight === published.weights[name] ? others : { ...others, [name]: weight } });
  };
  const sliders = INDICATOR_NAMES.map((name) =>
    buildSlider({
      label: INDICATOR_SHORT[name],
      max: LARGEST_WEIGHT,
      step: 0.5,
      say: (value) => String(value).replace(".", ","),
      read: (current) => applyTrial(published, current).weights[name],
      onInput: (value) => setWeight(name, value),
    }),
  );
  const share = buildSlider({
    label: texts.workshop.share,
    max: 100,
    step: 5,
    say: (value) => formatPercent(value / 100, 0),
    read: (current) => Math.round(100 * applyTrial(published, current).share),
    onInput: (value) => change({ share: value }),
  });
  const thresholds = (["intermediaire", "fragile"] as const).map((name) =>
    buildSlider({
      label: texts.workshop[name],
      min: 80,
      max: 180,
      step: 1,
      say: formatIndex,
      read: (current) => applyTrial(published, current)[name],
      onInput: (value) => change({ [name]: value }),
    }),
  );
  const reference = h(
    "select",
    {
      class: "field-input",
      on: {
        change: () => {
          const { reference: _, ...others } = trial;
          onChange(reference.value ? { ...others, reference: reference.value } : others);
        },
      },
    },
    h("option", { value: "" }, texts.workshop.published),
    ...(withReference ? rows : []).map(({ code, nom }) => h("option", { value: code }, nom)),
  ) as HTMLSelectElement;
  const scenarios = createScenarios(onChange);
  const outcome = h("div", { class: "workshop-outcome", role: "status" });
  const list = h("div", { class: "workshop-list" });
  const reset = h(
    "button",
    { type: "button", class: "button", on: { click: () => onChange({}) } },
    texts.workshop.reset,
  );
  const details = h(
    "details",
    { class: "workshop" },
    h("summary", {}, texts.workshop.title),
    h("p", { class: "soft" }, texts.workshop.lead),
    h(
      "div",
      { class: "workshop-fields" },
      buildGroup(INDEX_LABELS.occupation, sliders.slice(0, 4)),
      buildGroup(INDEX_LABELS.attractivite, sliders.slice(4)),
      buildGroup(INDEX_LABELS.fragilite, [share, ...thresholds]),
      withReference
        ? h("label", { class: "narrowing-select" }, h("span", {}, texts.workshop.reference), reference)
        : null,
    ),
    reset,
    outcome,
    list,
    scenarios.element,
  );

  return {
    element: h("section", { class: "workshop-place", "aria-label": texts.workshop.title }, details),
    update(shown, next) {
      trial = next;
      scenarios.update(trial);
      for (const slider of [...sliders, share, ...thresholds]) slider.update(trial);
      reference.value = trial.reference ?? "";
      const tried = isTrial(trial);
      reset.hidden = !tried;
      if (tried) details.open = true;
      const moves = tried ? listMoves(shown, applyTrial(published, trial), method) : [];
      outcome.textContent = tried ? describeOutcome(moves, shown.length) : texts.workshop.none;
      replace(list, moves.length > 0 ? buildMoves(moves, onSelect) : null);
    },
    destroy: scenarios.destroy,
  };
}

interface Slider {
  element: HTMLElement;
  update(trial: Trial): void;
}

function buildSlider(options: {
  label: string;
  min?: number;
  max: number;
  step: number;
  say(value: number): string;
  read(trial: Trial): number;
  onInput(value: number): void;
}): Slider {
  const output = h("output");
  const input = h("input", {
    type: "range",
    min: options.min ?? 0,
    max: options.max,
    step: options.step,
    on: { input: () => options.onInput(input.valueAsNumber) },
  }) as HTMLInputElement;
  return {
    element: h("label", { class: "slider" }, h("span", {}, options.label), input, output),
    update(trial) {
      const value = options.read(trial);
      input.value = String(value);
      output.textContent = options.say(value);
    },
  };
}

function buildGroup(legend: string, sliders: readonly Slider[]): HTMLElement {
  return h("fieldset", { class: "sliders" }, h("legend", {}, legend), ...sliders.map(({ element }) => element));
}

function buildMoves(moves: readonly Move[], onSelect: (code: string) => void): HTMLElement {
  const lines = moves
    .slice(0, LISTED)
    .map(({ row, before, after, value }) =>
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "row" },
          h("button", { type: "button", class: "row-link", on: { click: () => onSelect(row.code) } }, row.nom),
        ),
        h("td", {}, before),
        h("td", {}, after ?? texts.workshop.gone),
        h("td", { class: "numeric" }, formatKnown(row.indices.fragilite.value)),
        h("td", { class: "numeric" }, formatKnown(value)),
      ),
    );
  const { territory, before, after, published, value } = texts.workshop.columns;
  const heads = [territory, before, after, published, value];
  return h(
    "table",
    { class: "data-table" },
    h("caption", { class: "visually-hidden" }, texts.workshop.moves),
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...lines),
  );
}

function formatKnown(value: number | null): string {
  return value === null ? NOTHING : formatIndex(value);
}

/** « 8 changements de classe sur 62 : 3 deviennent fragiles, 1 n'est plus fragile. Rien n'est en vigueur. » */
export function describeOutcome(moves: readonly Move[], all: number): string {
  if (moves.length === 0) return texts.workshop.same;
  const more = moves.length > LISTED ? texts.workshop.more : "";
  const enter = moves.filter(({ after }) => after === "fragile").length;
  const leave = moves.filter(({ before }) => before === "fragile").length;
  const crossed = [
    enter > 0 ? `${enter} ${enter > 1 ? "deviennent fragiles" : "devient fragile"}` : null,
    leave > 0 ? `${leave} ${leave > 1 ? "ne sont plus fragiles" : "n'est plus fragile"}` : null,
  ].filter((part) => part !== null);
  const said = crossed.length > 0 ? ` : ${crossed.join(", ")}` : "";
  return typeset(
    `${formatCount(moves.length, "changement de classe", "changements de classe")} sur ${all}${said}. ${texts.workshop.nothing}${more}`,
  );
}
