/** The same file sent twice: said before anything is done again, with the way to the first. */
import { h } from "../shared/dom";
import { formatMoment } from "../shared/format";
import type { Deposit } from "../shared/types";
import { fill, STATE_LABELS } from "./texts.fr";
import { twinWords } from "./twins.fr";

type Twin = Deposit["twins"][number];

/** Two files of the same day are told apart by their hour. */
function describe(twin: Twin): Record<string, string> {
  return {
    name: twin.file_name,
    date: formatMoment(twin.created_at),
    who: twin.organisation,
    number: String(twin.receipt_id ?? ""),
    state: STATE_LABELS[twin.state],
  };
}

/** « Le même fichier, déposé le 28 nov. 2026, 14:05 par Halpades, attend déjà : contrôlé. » */
function say(twin: Twin): string {
  return fill(twin.state === "charge" ? twinWords.loaded : twinWords.waiting, describe(twin));
}

/** The notice in a sentence, for those who do not see it come; `null` where the file came once. */
export function sayTwins({ twins }: Deposit): string | null {
  return twins.length === 0 ? null : [`${twinWords.heading}.`, ...twins.map(say)].join(" ");
}

export function buildTwins({ twins }: Deposit, open: (id: string) => void): HTMLElement | null {
  if (twins.length === 0) return null;
  const lines = twins.map((twin) => {
    const label = fill(twinWords.openOf, describe(twin));
    return h(
      "li",
      {},
      say(twin),
      " ",
      h(
        "button",
        { type: "button", class: "button plain", "aria-label": label, on: { click: () => open(twin.id) } },
        twinWords.open,
      ),
    );
  });
  return h(
    "section",
    { class: "notice twins" },
    h("h3", {}, twinWords.heading),
    h("ul", { class: "notices" }, ...lines),
    h("p", {}, twinWords.advice),
  );
}
