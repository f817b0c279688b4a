/** The sessions, the latest first. */
import { h } from "../shared/dom";
import { formatCount, formatDate, typeset } from "../shared/format";
import type { Sessions } from "../shared/types";
import { texts } from "./texts.fr";

/**
 * Builds the list; `onPrepare` is null for whoever may not prepare a session. A seal holds the dwellings of everyone: whoever
 * reads their own alone does not see it, and is not told that the session goes on.
 */
export function buildSessions(
  sessions: Sessions["sessions"],
  current: number | null,
  onOpen: (id: number) => void,
  { seesSeals, onPrepare }: { seesSeals: boolean; onPrepare: (() => void) | null },
): HTMLElement {
  return h(
    "section",
    { class: "sessions", "aria-labelledby": "seances" },
    h("h2", { id: "seances", class: "eyebrow" }, texts.sessions),
    sessions.length === 0 ? h("p", {}, texts.none) : null,
    h(
      "ul",
      { class: "session-list" },
      ...sessions.map((session) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "session-line",
              "aria-current": session.id === current ? "true" : null,
              on: { click: () => onOpen(session.id) },
            },
            h("strong", {}, formatDate(session.held_on)),
            h(
              "span",
              { class: "soft" },
              typeset(
                seesSeals
                  ? `${formatCount(session.items, "logement")} · ${session.sealed_at ? texts.sealed : texts.open}`
                  : `${formatCount(session.items, "logement")} ${texts.ofYours}`,
              ),
            ),
          ),
        ),
      ),
    ),
    onPrepare ? h("button", { type: "button", class: "button", on: { click: onPrepare } }, texts.prepare) : null,
  );
}
