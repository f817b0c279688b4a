/** What is said of a share that is secret because nearly all, or nearly none, are in that situation: a bound. */
import { NNBSP } from "./format";
import { INDICATOR_SHORT, STATUS_LABELS } from "./texts.fr";
import { type Component, INDICATOR_NAMES, type IndicatorName } from "./types";

const BOUNDS = { au_plus_5: `≤${NNBSP}5${NNBSP}%`, au_moins_95: `≥${NNBSP}95${NNBSP}%` };

/** « ≤ 5 % », « ≥ 95 % », or nothing. */
export function formatBound({ bound }: Pick<Component, "bound">): string | null {
  return bound ? BOUNDS[bound] : null;
}

/** « ≤ 5 % » where a bound is said of it, « secret statistique » or another reason where nothing is. */
export function explainMissingShare(component: Pick<Component, "bound" | "status">): string {
  return formatBound(component) ?? STATUS_LABELS[component.status];
}

/** « Monoparentales : ≥ 95 % », for each share of which a bound is said. */
export function listBounds(read: (name: IndicatorName) => Component["bound"] | undefined): string[] {
  return INDICATOR_NAMES.flatMap((name) => {
    const said = formatBound({ bound: read(name) ?? null });
    return said ? [`${INDICATOR_SHORT[name]}${NNBSP}: ${said}`] : [];
  });
}
