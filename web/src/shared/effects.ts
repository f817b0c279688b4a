/** What a designation changes, or would change, for the objectives of the convention. Used beside any dwelling. */
import { h } from "./dom";
import { effectTexts as words } from "./effects.fr";
import { formatInteger, typeset } from "./format";
import { formatGaugeShare } from "./gauge-share";
import { RESERVATAIRES } from "./reservataires.fr";
import type { Gauge, ObjectiveEffect } from "./types";

/** What a gauge is called by: the landlord has a name here, the contract gives its SIREN. */
export interface Naming {
  bailleur: string;
}

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

/** A row for each objective: its share and what is missing in number, before and after. */
export function buildEffectsTable(effects: readonly ObjectiveEffect[], naming: Naming): HTMLElement {
  const heads = [words.objective, words.before, words.after].map((label) => h("th", { scope: "col" }, label));
  return h(
    "table",
    { class: "effects-table" },
    h("caption", { class: "visually-hidden" }, words.caption),
    h("thead", {}, h("tr", {}, ...heads)),
    h(
      "tbody",
      {},
      ...effects.map((effect) =>
        h(
          "tr",
          { class: `effect-${slugOf(effect)}` },
          h(
            "th",
            { scope: "row" },
            h("strong", {}, effect.short),
            h("span", { class: "soft" }, nameWho(effect, naming)),
          ),
          h("td", {}, ...describeSide(effect.before)),
          h(
            "td",
            {},
            ...describeSide(effect.after),
            h("span", { class: "effect-direction" }, describeDirection(effect)),
          ),
        ),
      ),
    ),
  );
}

/** What changed, for those who do not see the table: « Halpades, 1er quartile hors QPV : 7 sur 40, manquait 4… » */
export function summariseEffects(effects: readonly ObjectiveEffect[], naming: Naming): string {
  if (effects.length === 0) return words.none;
  return effects.map((effect) => `${nameWho(effect, naming)}, ${describeEffect(effect)}`).join(" ");
}

/** « 15 % », « 6 sur 39, manque 4 ». */
function describeSide(gauge: Gauge): HTMLElement[] {
  if (gauge.share === null) return [h("span", { class: "soft" }, words.without)];
  const counts = `${formatInteger(gauge.realised)} sur ${formatInteger(gauge.base)}`;
  return [
    h("strong", {}, formatGaugeShare({ ...gauge, share: gauge.share })),
    h("span", { class: "soft" }, typeset(`${counts}, ${describeMissing(gauge)}`)),
  ];
}

/** Whether it brings the objective nearer, in a word; an objective that is held already is made stronger. */
export function describeDirection({ direction, before, after }: ObjectiveEffect): string {
  if (after.missing === null) return "";
  if (direction === "rapproche") return before.missing === 0 ? words.stronger : words.nearer;
  if (direction === "éloigne") return words.farther;
  return after.missing === 0 ? words.held : words.same;
}

/** « manque 4 » */
export function describeMissing({ missing }: Pick<Gauge, "missing">): string {
  if (missing === null) return words.followed;
  return missing === 0 ? words.reached : typeset(`manque ${formatInteger(missing)}`);
}

function nameWho({ committed, partner }: ObjectiveEffect, { bailleur }: Naming): string {
  if (committed === "bailleur") return bailleur;
  return committed === "reservataire" && partner ? (RESERVATAIRES[partner] ?? partner) : words.together;
}

function slugOf(effect: ObjectiveEffect): string {
  return { rapproche: "nearer", éloigne: "farther", "ne change pas": "same" }[effect.direction];
}
