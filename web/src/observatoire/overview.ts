/** What stands in the place of the sheet while no residence is chosen: the territory, and where to start. */
import { h, replace } from "../shared/dom";
import { formatCount, formatInteger } from "../shared/format";
import type { IndexName } from "../shared/types";
import type { Edition } from "./edition";
import type { Row } from "./rows";
import { describeCut, describeSource, labelValue, texts } from "./texts.fr";

export interface Overview {
  element: HTMLElement;
  /** `null` when residences are too many to be read at once. */
  update(rows: readonly Row[] | null, index: IndexName): void;
}

/** Builds the overview; `onOpen` is told which residence was chosen in its list. */
export function createOverview(edition: Edition, onOpen: (code: string) => void): Overview {
  const figures = h("dl", { class: "figures" });
  const list = h("div", {});
  const element = h(
    "section",
    { class: "overview", "aria-labelledby": "vue-ensemble" },
    h("p", { class: "eyebrow" }, texts.overview.title),
    h("h2", { id: "vue-ensemble" }, edition.territory),
    h("p", { class: "soft" }, texts.overview.hint),
    figures,
    h("h3", { class: "eyebrow" }, texts.overview.signals),
    list,
    h("p", { class: "sheet-source soft" }, describeSource(edition.publication)),
  );
  return {
    element,
    update(rows, index) {
      if (!rows) {
        replace(figures);
        replace(list, h("p", {}, texts.filters.tooMany));
        return;
      }
      const dwellings = rows.reduce((sum, row) => sum + (row.logements ?? 0), 0);
      const figure = (name: string, number: number) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, formatInteger(number)));
      const signals = rows.filter((row) => row.signal);
      replace(
        figures,
        figure("résidences", rows.length),
        figure("logements", dwellings),
        figure("à examiner", signals.length),
      );
      replace(list, signals.length > 0 ? buildSignals(signals, index, onOpen) : h("p", {}, texts.overview.noSignal));
    },
  };
}

/** Beyond, a list is no longer read: the table sorts and filters. */
const MOST_LINES = 50;

function buildSignals(rows: readonly Row[], index: IndexName, onOpen: (code: string) => void): HTMLElement {
  const ordered = [...rows].sort((a, b) => (b.indices[index].value ?? 0) - (a.indices[index].value ?? 0));
  const lines = ordered
    .slice(0, MOST_LINES)
    .map((row) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", class: "overview-line", on: { click: () => onOpen(row.code) } },
          h(
            "span",
            {},
            h("strong", {}, row.nom),
            h("span", { class: "soft" }, `${row.commune} · ${formatCount(row.logements ?? 0, "logement")}`),
          ),
          h("span", { class: "overview-value" }, labelValue(row.indices[index])),
        ),
      ),
    );
  const list = h("ul", { class: "overview-list" }, ...lines);
  if (rows.length <= MOST_LINES) return list;
  return h("div", {}, list, h("p", { class: "soft" }, describeCut(MOST_LINES, rows.length)));
}
