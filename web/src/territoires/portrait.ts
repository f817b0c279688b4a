/** The portrait of a territory against another, and against the reference: what differs, indicator by indicator. */
import { formatBound } from "../shared/bounds.fr";
import { h, replace } from "../shared/dom";
import { formatInteger, formatPercent, NOTHING } from "../shared/format";
import { INDEX_LABELS, INDICATOR_SHORT, STATUS_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, INDICATOR_NAMES, type Status } from "../shared/types";
import type { Row } from "./rows";
import { describeIndexValue, texts } from "./texts.fr";

export interface Portrait {
  element: HTMLElement;
  /** Nothing is shown until a territory is chosen. */
  update(row: Row | null, other: Row | null): void;
}

/** Builds the portrait; `onCompare` is told which territory to set beside. */
export function createPortrait(rows: readonly Row[], onCompare: (code: string | null) => void): Portrait {
  const choice = h(
    "select",
    { id: "contre", class: "field-input", on: { change: () => onCompare(choice.value || null) } },
    h("option", { value: "" }, texts.portrait.nobody),
    ...rows.map(({ code, nom }) => h("option", { value: code }, nom)),
  ) as HTMLSelectElement;
  const title = h("h2");
  const place = h("div", {
    class: "portrait-table",
    role: "region",
    "aria-label": texts.portrait.caption,
    tabindex: 0,
  });
  const element = h(
    "section",
    { class: "portrait", hidden: true },
    h(
      "div",
      { class: "portrait-head" },
      title,
      h("div", {}, h("label", { for: "contre" }, texts.portrait.against), choice),
    ),
    place,
  );
  return {
    element,
    update(row, other) {
      element.hidden = row === null;
      choice.value = other?.code ?? "";
      if (!row) return;
      title.textContent = `${texts.portrait.title} ${row.nom}`;
      replace(place, buildTable(row, other));
    },
  };
}

function buildTable(row: Row, other: Row | null): HTMLElement {
  const columns = other ? [row, other] : [row];
  const line = (label: string, cells: string[], gap: string | null) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      ...cells.map((cell) => h("td", { class: "numeric" }, cell)),
      other ? h("td", { class: "numeric" }, gap ?? NOTHING) : null,
    );
  return h(
    "table",
    { class: "data-table" },
    h("caption", { class: "visually-hidden" }, texts.portrait.caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, texts.portrait.figure),
        ...columns.map(({ nom }) => h("th", { scope: "col", class: "numeric" }, nom)),
        other ? h("th", { scope: "col", class: "numeric" }, texts.portrait.gap) : null,
      ),
    ),
    h(
      "tbody",
      {},
      line(
        texts.table.logements,
        columns.map(({ logements }) => (logements === null ? NOTHING : formatInteger(logements))),
        null,
      ),
      ...INDEX_NAMES.map((index) =>
        line(
          INDEX_LABELS[index],
          columns.map((each) => describeIndexValue(each, index)),
          tellGap(columns, (each) => each.indices[index].value, texts.portrait.points),
        ),
      ),
      ...INDICATOR_NAMES.map((name) =>
        line(
          INDICATOR_SHORT[name],
          columns.map(
            ({ components }) =>
              formatBound(components[name]) ?? say(components[name].rate, components[name].status, formatPercent),
          ),
          tellGap(columns, (each) => percent(each.components[name].rate), texts.portrait.percentPoints),
        ),
      ),
    ),
  );
}

function say(value: number | null, status: Status, format: (value: number) => string): string {
  if (value === null) return STATUS_LABELS[status];
  return status === "partiel" ? `${format(value)} (${STATUS_LABELS.partiel})` : format(value);
}

function percent(rate: number | null): number | null {
  return rate === null ? null : 100 * rate;
}

/** « +12 points », in whole numbers; nothing where one of the two is missing. */
function tellGap(columns: readonly Row[], read: (row: Row) => number | null, unit: string): string | null {
  const [mine = null, theirs = null] = columns.map(read);
  if (mine === null || theirs === null) return null;
  const gap = Math.round(mine) - Math.round(theirs);
  const sign = gap > 0 ? "+" : gap < 0 ? "−" : "";
  return `${sign}${formatInteger(Math.abs(gap))} ${unit}`;
}
