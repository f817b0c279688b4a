/** What is said of a share that is secret because nearly all, or nearly none, are in that situation: a bound. */
import { NNBSP } from "./format";
import { STATUS_LABELS } from "./texts.fr";
import type { Component } from "./types";

const BOUNDS = { au_plus_5: `≤${NNBSP}5${NNBSP}%`, au_moins_95: `≥${NNBSP}95${NNBSP}%` };

/** « ≤ 5 % », « ≥ 95 % », or nothing. */
export function formatBound({ bound }: Pick<Component, "bound">): string | null {
  return bound ? BOUNDS[bound] : null;
}

/** « ≤ 5 % » where a bound is said of it, « secret statistique » or another reason where nothing is. */
export function explainMissingShare(component: Pick<Component, "bound" | "status">): string {
  return formatBound(component) ?? STATUS_LABELS[component.status];
}
