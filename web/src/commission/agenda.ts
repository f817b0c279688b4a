/** The agenda of a session: one line a dwelling, the one that is examined marked. */
import { h } from "../shared/dom";
import { formatIndex, typeset } from "../shared/format";
import type { AgendaItem, Labels } from "../shared/types";
import { describeStock, nameDwelling, residenceOf } from "./dwelling";
import { texts } from "./texts.fr";

export interface AgendaOptions {
  labels: Labels;
  onChoose(id: number): void;
  /** What the convention still asks of its landlord and its reservation right, in a few words. */
  summary(item: AgendaItem): string | null;
}

/** Builds the list; `onChoose` is told which dwelling to examine. */
export function buildAgenda(
  items: readonly AgendaItem[],
  current: number | null,
  { labels, onChoose, summary }: AgendaOptions,
): HTMLElement {
  if (items.length === 0) return h("p", {}, texts.emptyAgenda);
  return h(
    "ol",
    { class: "agenda" },
    ...items.map((item) => buildLine(item, item.id === current, { labels, onChoose, summary })),
  );
}

function buildLine(item: AgendaItem, shown: boolean, { labels, onChoose, summary }: AgendaOptions): HTMLElement {
  const residence = residenceOf(item);
  const { value = null, class: classe = null } = residence.indices.fragilite ?? {};
  const figures = [
    value === null ? null : `${texts.fragilite} ${formatIndex(value)}, ${classe ?? ""}`,
    describeStock(residence),
  ].filter(Boolean);
  const commitments = summary(item);
  const note = item.notes.at(-1);
  const said = note ? (labels.orientations?.[note.orientation] ?? note.orientation) : texts.waiting;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: `agenda-line ${note ? "noted" : ""}`,
        "aria-current": shown ? "true" : null,
        on: { click: () => onChoose(item.id) },
      },
      h("strong", {}, residence.nom),
      h("span", { class: "soft" }, typeset(nameDwelling(item, labels))),
      h("span", { class: "agenda-figures" }, typeset(figures.join(" · "))),
      commitments ? h("span", { class: "agenda-figures" }, typeset(commitments)) : null,
      h("span", { class: "agenda-state" }, typeset(`${note ? "✓ " : ""}${said}`)),
    ),
  );
}
