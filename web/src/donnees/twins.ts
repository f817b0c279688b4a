/** The same file sent twice: said before anything is done again, with the way to the first. */
import { h } from "../shared/dom";
import { formatDate } from "../shared/format";
import type { Deposit } from "../shared/types";
import { fill, STATE_LABELS } from "./texts.fr";
import { twinWords } from "./twins.fr";

export function buildTwins({ twins }: Deposit, open: (id: string) => void): HTMLElement | null {
  if (twins.length === 0) return null;
  const lines = twins.map((twin) => {
    const said = twin.state === "charge" ? twinWords.loaded : twinWords.waiting;
    const values = {
      name: twin.file_name,
      date: formatDate(twin.created_at),
      who: twin.organisation,
      number: twin.receipt_id ?? "",
      state: STATE_LABELS[twin.state],
    };
    const label = fill(twinWords.openOf, values);
    return h(
      "li",
      {},
      fill(said, values),
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
