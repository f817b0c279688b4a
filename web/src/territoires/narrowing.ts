/** The panel « Filtrer »: an interval for each index over its histogram, a landlord, the neighbourhood, the works. */
import { h, replace } from "../shared/dom";
import { formatCount } from "../shared/format";
import type { MapClass } from "../shared/palette";
import { INDEX_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, type IndexName } from "../shared/types";
import { countBins, drawHistogram } from "./histogram";
import {
  HIGHEST,
  isNarrowed,
  type Narrowing,
  QPV_CHOICES,
  type QpvChoice,
  type Ranges,
  tidyRange,
  WORKS_CHOICES,
  type WorksChoice,
  withRange,
} from "./ranges";
import type { Row } from "./rows";
import type { Level } from "./state";
import { texts } from "./texts.fr";

export interface NarrowingPanel {
  element: HTMLElement;
  update(rows: readonly Row[], kept: ReadonlySet<string>, narrowing: Narrowing): void;
}

export interface NarrowingOptions {
  level: Level;
  rows: readonly Row[];
  classes: readonly MapClass[];
  onChange(change: Partial<Narrowing>): void;
}

/** Builds the panel; landlords and neighbourhoods are chosen among residences only. */
export function createNarrowing({ level, rows, classes, onChange }: NarrowingOptions): NarrowingPanel {
  let plages: Ranges = {};
  const count = h("p", { class: "narrowing-count", role: "status" });
  const clear = h(
    "button",
    {
      type: "button",
      class: "button plain",
      on: { click: () => onChange({ plages: {}, bailleur: null, qpv: "tous", rehabilitation: "toutes" }) },
    },
    texts.narrowing.clear,
  );
  const intervals = INDEX_NAMES.map((index) =>
    buildInterval(index, (low, high) => onChange({ plages: withRange(plages, index, tidyRange(low, high)) })),
  );
  const landlord = buildSelect(
    texts.narrowing.landlord,
    [["", texts.narrowing.everyLandlord], ...listLandlords(rows).map((nom): [string, string] => [nom, nom])],
    (value) => onChange({ bailleur: value || null }),
  );
  const qpv = buildSelect(
    texts.narrowing.qpv,
    QPV_CHOICES.map((choice): [string, string] => [choice, texts.narrowing.qpvs[choice]]),
    (value) => onChange({ qpv: value as QpvChoice }),
  );
  const told = rows.some(({ rehabilitated }) => rehabilitated !== null);
  const works = buildSelect(
    texts.narrowing.works,
    told
      ? WORKS_CHOICES.map((choice): [string, string] => [choice, texts.narrowing.worksChoices[choice]])
      : [["toutes", texts.narrowing.worksUntold]],
    (value) => onChange({ rehabilitation: value as WorksChoice }),
  );
  works.select.disabled = !told;
  const details = h(
    "details",
    { class: "narrowing" },
    h("summary", {}, texts.narrowing.title),
    h(
      "div",
      { class: "narrowing-fields" },
      ...intervals.map(({ element }) => element),
      ...(level === "residence" ? [landlord.element, qpv.element, works.element] : []),
    ),
  );
  const element = h(
    "section",
    { class: "narrowing-place", "aria-label": texts.narrowing.title },
    details,
    count,
    clear,
  );

  return {
    element,
    update(shown, kept, narrowing) {
      plages = narrowing.plages;
      for (const interval of intervals) interval.update(shown, kept, narrowing.plages, classes);
      landlord.select.value = narrowing.bailleur ?? "";
      qpv.select.value = narrowing.qpv;
      works.select.value = told ? narrowing.rehabilitation : "toutes";
      const narrowed = isNarrowed(narrowing);
      if (narrowed) details.open = true;
      clear.hidden = !narrowed;
      count.textContent = narrowed ? describeCount(kept.size, shown.length) : "";
    },
  };
}

interface Interval {
  element: HTMLElement;
  update(rows: readonly Row[], kept: ReadonlySet<string>, plages: Ranges, classes: readonly MapClass[]): void;
}

function buildInterval(index: IndexName, onChange: (low: number, high: number) => void): Interval {
  const drawing = h("div", { class: "histogram-place" });
  const [low, high] = [texts.narrowing.from, texts.narrowing.to].map((label) =>
    h("input", {
      type: "number",
      class: "field-input",
      min: 0,
      max: HIGHEST,
      step: 1,
      inputmode: "numeric",
      "aria-label": `${INDEX_LABELS[index]}, ${label}`,
      on: { change: () => onChange(readEnd(low, 0), readEnd(high, HIGHEST)) },
    }),
  ) as [HTMLInputElement, HTMLInputElement];
  const element = h(
    "fieldset",
    { class: "interval" },
    h("legend", {}, INDEX_LABELS[index]),
    drawing,
    h(
      "div",
      { class: "interval-ends" },
      h("span", {}, texts.narrowing.from),
      low,
      h("span", {}, texts.narrowing.to),
      high,
    ),
  );
  return {
    element,
    update(rows, kept, plages, classes) {
      replace(drawing, drawHistogram(countBins(rows, kept, index), classes));
      const range = plages[index];
      low.value = range && range.low > 0 ? String(range.low) : "";
      high.value = range && range.high < HIGHEST ? String(range.high) : "";
    },
  };
}

/** An empty field leaves its end open. */
function readEnd(input: HTMLInputElement, open: number): number {
  return input.value === "" || Number.isNaN(input.valueAsNumber) ? open : input.valueAsNumber;
}

function buildSelect(label: string, options: readonly [string, string][], onChange: (value: string) => void) {
  const select = h(
    "select",
    { class: "field-input", on: { change: () => onChange(select.value) } },
    ...options.map(([value, text]) => h("option", { value }, text)),
  ) as HTMLSelectElement;
  return { select, element: h("label", { class: "narrowing-select" }, h("span", {}, label), select) };
}

function listLandlords(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap(({ bailleur }) => (bailleur ? [bailleur] : [])))].sort((a, b) => a.localeCompare(b));
}

function describeCount(kept: number, all: number): string {
  return `${formatCount(kept, "territoire retenu", "territoires retenus")} sur ${all}`;
}
