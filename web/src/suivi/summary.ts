/** What an elected official reads first: how many commitments are kept, and what is missing, in number and by whom. */
import { h } from "../shared/dom";
import { formatCount, formatInteger, typeset } from "../shared/format";
import type { Gauge, Objectives } from "../shared/types";
import { describeRealised, texts } from "./texts.fr";

export interface Promised {
  who: string;
  what: string;
  gauge: Gauge;
}

/** The gauges of who promised that have a threshold and something to count: all together only where they promised together. */
export function listPromised({ objectives }: Pick<Objectives, "objectives">): Promised[] {
  return objectives.flatMap(({ short, committed, partners, together }) =>
    (committed === "ensemble" ? [{ label: texts.together, gauge: together }] : partners)
      .filter(({ gauge }) => gauge.missing !== null)
      .map(({ label, gauge }) => ({ who: label, what: short, gauge })),
  );
}

/** « 13 engagements tenus sur 21. » */
export function countKept(promised: readonly Promised[]): string {
  const kept = promised.filter(({ gauge }) => gauge.missing === 0).length;
  if (kept === promised.length) return texts.allKept;
  const said = formatCount(kept, "engagement tenu", "engagements tenus");
  return typeset(`${said} sur ${formatInteger(promised.length)} mesurés.`);
}

/** The section; `null` where nothing can be measured. */
export function buildSummary(statement: Objectives): HTMLElement | null {
  const promised = listPromised(statement);
  if (promised.length === 0) return null;
  const missing = promised
    .filter(({ gauge }) => gauge.missing)
    .sort((a, b) => (b.gauge.missing ?? 0) - (a.gauge.missing ?? 0));
  return h(
    "section",
    { class: "follow-summary", "aria-labelledby": "titre-manque" },
    h("h2", { id: "titre-manque" }, texts.summary),
    h("p", { class: "follow-statement" }, countKept(promised)),
    missing.length > 0 ? h("ul", {}, ...missing.map(buildLine)) : null,
  );
}

function buildLine({ who, what, gauge }: Promised): HTMLElement {
  return h(
    "li",
    {},
    h("span", { class: "summary-missing" }, formatInteger(gauge.missing ?? 0)),
    h("span", {}, h("strong", {}, who), h("span", { class: "soft" }, typeset(`${what}, ${describeRealised(gauge)}`))),
  );
}
