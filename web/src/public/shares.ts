/** What the EPCI opens of the indicators of a commune: rounded shares and classes, behind one click. */
import { h } from "../shared/dom";
import { formatPercent } from "../shared/format";
import { INDEX_LABELS, INDICATOR_SHORT, STATUS_LABELS } from "../shared/texts.fr";
import { INDICATOR_NAMES } from "../shared/types";
import type { Place } from "./rows";
import { texts } from "./texts.fr";

/** Builds the panel; `null` where nothing is open. */
export function buildShares({ shares, indices }: Place): HTMLElement | null {
  const names = INDICATOR_NAMES.filter((name) => shares[name]);
  if (names.length === 0) return null;
  const lines = names.map((name) => {
    const { share, status } = shares[name] ?? { share: null, status: "non_transmis" };
    return buildLine(
      INDICATOR_SHORT[name],
      share === null ? STATUS_LABELS[status] : formatPercent(share, 0),
      status === "partiel",
    );
  });
  const classes = (["occupation", "attractivite"] as const).flatMap((name) => {
    const index = indices[name];
    return index ? [buildLine(INDEX_LABELS[name], index.class ?? STATUS_LABELS[index.status], false)] : [];
  });
  return h(
    "details",
    { class: "shares" },
    h("summary", {}, texts.shares.title),
    h("p", { class: "field-help" }, texts.shares.lead),
    h("dl", {}, ...lines, ...classes),
    h("p", {}, h("a", { href: "/methode#limites" }, texts.shares.limits)),
  );
}

function buildLine(name: string, value: string, partial: boolean): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, partial ? `${value} (${STATUS_LABELS.partiel})` : value));
}
