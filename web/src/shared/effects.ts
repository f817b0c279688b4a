/** What a designation changes, or would change, for the objectives of the convention. Used beside any dwelling. */
import { h } from "./dom";
import { formatInteger, typeset } from "./format";
import type { ObjectiveEffect } from "./types";

/** A line for each objective that the designation concerns; `null` when it concerns none. */
export function buildEffects(effects: readonly ObjectiveEffect[], title: string): HTMLElement | null {
  if (effects.length === 0) return null;
  return h(
    "section",
    { class: "effects", "aria-label": title },
    h("h3", {}, title),
    h("ul", {}, ...effects.map((effect) => h("li", { class: `effect-${slugOf(effect)}` }, describeEffect(effect)))),
  );
}

/** « 1er quartile hors QPV : 7 sur 40, manquait 4, manque 3. » */
export function describeEffect(effect: ObjectiveEffect): string {
  const { before, after } = effect;
  const counts = `${formatInteger(after.realised)} sur ${formatInteger(after.base)}`;
  if (after.missing === null) return typeset(`${effect.short} : ${counts}, sans seuil.`);
  const was = before.missing ?? 0;
  if (was === after.missing) {
    const state = after.missing === 0 ? "objectif tenu" : `manque toujours ${formatInteger(after.missing)}`;
    return typeset(`${effect.short} : ${counts}, ${state}.`);
  }
  return typeset(
    `${effect.short} : ${counts}, manquait ${formatInteger(was)}, manque ${formatInteger(after.missing)}.`,
  );
}

function slugOf(effect: ObjectiveEffect): string {
  return { rapproche: "nearer", éloigne: "farther", "ne change pas": "same" }[effect.direction];
}
