/** The card of the chosen commune, or of the whole territory: its stock in plain figures, then its residences. */
import { h, replace, svg } from "../shared/dom";
import { formatCount, formatInteger, formatPercent } from "../shared/format";
import { buildDemand, describeWait, findWhole } from "./demand";
import { createResidenceList } from "./residence-list";
import { countRecent, countTypes, ENERGIES, type Place, TYPES } from "./rows";
import { buildShares } from "./shares";
import {
  describeAges,
  describeMobility,
  describeRent,
  describeRentHelp,
  describeStock,
  TYPE_LABELS,
  texts,
} from "./texts.fr";
import { buildWiden } from "./widen";

const WHOLE = 100;

export interface Card {
  show(place: Place, whole: boolean): void;
  /** Marks a residence of the list. */
  mark(code: string | null): void;
}

export interface CardOptions {
  container: HTMLElement;
  /** Year of the stock. */
  rpls: number;
  /** Shows the residences of the place on the map. */
  onZoom(): void;
  onLocate(code: string): void;
  /** Every commune: where else to look. */
  communes: readonly Place[];
  onChoose(code: string): void;
  onWhole(): void;
}

/** Ties the card to its place in the page. */
export function createCard({ container, rpls, communes, onZoom, onLocate, onChoose, onWhole }: CardOptions): Card {
  const list = createResidenceList(onLocate);
  return {
    show(place, whole) {
      const recent = countRecent(place.residences, rpls);
      const title = h("h2", { id: "titre-fiche", tabindex: -1 }, place.nom);
      const lead = h("p", { class: "stock" }, describeStock(place, recent, rpls));
      const around = whole
        ? [h("p", { class: "soft" }, texts.card.hint)]
        : [
            buildButton(texts.zoomTo, onZoom, "button"),
            list.show(place.residences),
            buildWiden(place, communes, onChoose),
            buildShares(place),
            buildButton(texts.backToWhole, onWhole, "button plain"),
          ];
      replace(
        container,
        title,
        lead,
        buildFacts(place),
        buildSizes(place),
        buildEnergy(place),
        buildDemand(place.demand),
        ...around,
      );
    },
    mark: list.mark,
  };
}

function buildFacts(place: Place): HTMLElement {
  const fact = (name: string, value: string, help?: string) =>
    h("div", {}, h("dt", {}, name, help ? h("small", {}, help) : null), h("dd", {}, value));
  const landlords = place.facts.bailleurs ?? [];
  return h(
    "dl",
    { class: "facts" },
    fact(texts.card.rent, describeRent(place), describeRentHelp(place)),
    fact(texts.card.freed, describeMobility(place)),
    place.demand.length > 0 ? fact(texts.card.wait, describeWait(findWhole(place.demand)), texts.card.waitHelp) : null,
    fact(texts.card.ages, describeAges(place)),
    landlords.length > 0
      ? h(
          "div",
          { class: "wide" },
          h("dt", {}, texts.card.landlords),
          h("dd", {}, landlords.map(({ nom, logements }) => `${nom} (${formatInteger(logements)})`).join(", ")),
        )
      : null,
  );
}

/** Sizes of the dwellings, and on how many they are known. */
function buildSizes({ facts }: Place): HTMLElement | null {
  const types = countTypes(facts);
  if (!types) return null;
  const lines = TYPES.map((type, position): [string, number] => [TYPE_LABELS[type], types.counts[position] ?? 0]);
  const partial = facts.logements !== undefined && types.total < facts.logements;
  return buildBars(
    { caption: texts.card.sizes, head: texts.card.size },
    lines,
    partial ? `Sur ${formatCount(types.total, "logement")} dont la taille est connue.` : null,
  );
}

/** Energy labels, where at least one is known. */
function buildEnergy({ facts }: Place): HTMLElement | null {
  const lines = ENERGIES.map((name): [string, number] => [texts.energy[name], facts[name] ?? 0]);
  const total = lines.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  return buildBars(
    { caption: texts.card.energy, head: texts.card.label },
    lines,
    `Sur ${formatCount(total, "logement")} dont l’étiquette est connue.`,
  );
}

/** A table whose middle column is a bar: the table is its own alternative. */
function buildBars(
  { caption, head }: { caption: string; head: string },
  counted: readonly [string, number][],
  note: string | null,
): HTMLElement {
  const largest = Math.max(...counted.map(([, count]) => count));
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  const rounded = counted.reduce((sum, [, count]) => sum + Math.round((100 * count) / total), 0);
  const notes = [note, rounded === WHOLE ? null : texts.roundedShares].filter((each) => each !== null);
  const lines = counted.map(([label, count]) => {
    const bar = svg(
      "svg",
      { class: "bar-drawing", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { width: (100 * count) / largest, height: 10, rx: 1 }),
    );
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      h("td", { class: "bar-cell" }, bar),
      h("td", { class: "numeric" }, formatInteger(count)),
      h("td", { class: "numeric soft" }, formatPercent(count / total, 0)),
    );
  });
  return h(
    "div",
    { class: "sizes" },
    h(
      "table",
      {},
      h("caption", {}, caption),
      h(
        "thead",
        { class: "visually-hidden" },
        h("tr", {}, ...[head, "Barre", "Logements", "Part"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h("tbody", {}, ...lines),
    ),
    notes.length > 0 ? h("p", { class: "field-help" }, notes.join(" ")) : null,
  );
}

function buildButton(label: string, onClick: () => void, className: string): HTMLElement {
  return h("button", { type: "button", class: className, on: { click: onClick } }, label);
}
