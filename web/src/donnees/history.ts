/** What was published, and the way back to an earlier publication. */
import { h } from "../shared/dom";
import { formatDate, formatInteger, labelSurvey } from "../shared/format";
import { createTable } from "../shared/table";
import type { PublicationLine } from "../shared/types";
import { texts } from "./texts.fr";

export function buildHistory(
  publications: readonly PublicationLine[],
  busy: boolean,
  onRollBack: (number: number) => void,
): HTMLElement {
  const title = h("h2", {}, texts.edition.historyTitle);
  if (publications.length === 0) {
    return h("section", { class: "card" }, title, h("p", { class: "soft" }, texts.edition.nothing));
  }
  const table = createTable<PublicationLine>({
    caption: texts.edition.historyTitle,
    columns: [
      {
        key: "numero",
        label: "N°",
        heading: true,
        cell: (line) => formatInteger(line.number),
        sort: (line) => line.number,
      },
      {
        key: "date",
        label: "Publiée le",
        cell: (line) => formatDate(line.published_at),
        sort: (line) => line.published_at,
      },
      { key: "annees", label: "Millésimes", cell: (line) => `${labelSurvey(line.ops)}, RPLS ${line.rpls}` },
      { key: "note", label: "Note", cell: (line) => line.note || "–" },
      { key: "etat", label: "État", cell: (line) => buildState(line, busy, onRollBack) },
    ],
    keyOf: (line) => String(line.number),
    sorting: { key: "numero", descending: true },
  });
  table.update(publications);
  return h("section", { class: "card" }, title, table.element);
}

function buildState(line: PublicationLine, busy: boolean, onRollBack: (number: number) => void): HTMLElement {
  if (line.online) return h("span", { class: "tag state-charge" }, texts.edition.online);
  return h(
    "button",
    {
      type: "button",
      class: "button",
      disabled: busy,
      "aria-label": `${texts.edition.rollBack} la publication n° ${line.number}`,
      on: { click: () => onRollBack(line.number) },
    },
    texts.edition.rollBack,
  );
}
