/** The agenda of a session: one line a dwelling, the one that is examined marked. */
import { h } from "../shared/dom";
import { typeset } from "../shared/format";
import type { AgendaItem, Labels } from "../shared/types";
import { nameDwelling, residenceOf } from "./dwelling";
import { texts } from "./texts.fr";

/** Builds the list; `onChoose` is told which dwelling to examine. */
export function buildAgenda(
  items: readonly AgendaItem[],
  current: number | null,
  labels: Labels,
  onChoose: (id: number) => void,
): HTMLElement {
  if (items.length === 0) return h("p", {}, texts.emptyAgenda);
  return h("ol", { class: "agenda" }, ...items.map((item) => buildLine(item, item.id === current, labels, onChoose)));
}

function buildLine(item: AgendaItem, shown: boolean, labels: Labels, onChoose: (id: number) => void): HTMLElement {
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
      h("strong", {}, residenceOf(item).nom),
      h("span", { class: "soft" }, typeset(nameDwelling(item, labels))),
      h("span", { class: "agenda-state" }, typeset(`${note ? "✓ " : ""}${said}`)),
    ),
  );
}
