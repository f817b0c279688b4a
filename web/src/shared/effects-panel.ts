/** What a designation would change for the objectives of the convention, beside a residence or a freed dwelling. */
import { announce } from "./announce";
import { createSlot } from "./api";
import { type AttributionKind, formatKind, parseKind } from "./attribution-kind";
import { h, replace } from "./dom";
import { buildEffectsTable, type Naming, summariseEffects } from "./effects";
import { effectTexts as words } from "./effects.fr";
import { createKindForm } from "./effects-form";
import { followApi } from "./follow-api";
import { formatDate, typeset } from "./format";
import { buildFailure, buildLoading } from "./screens";
import type { Effects } from "./types";

/** Where the dwelling is, and whose. */
export interface Designated {
  bailleurSiren: string;
  bailleur: string;
  codeInsee: string;
  inQpv: boolean;
  /** The reservation right of the dwelling, where it is known. */
  reservataire: string | null;
}

export interface EffectsPanel {
  element: HTMLElement;
  /** Shows a kind of attribution, as the address says it, on a dwelling. */
  update(designated: Designated, text: string | null): void;
}

/** Makes the panel; the form stays, and keeps the focus, while dwellings and kinds change. */
export function createEffectsPanel(options: {
  titleId: string;
  titleClass: string | null;
  onChoose(text: string | null): void;
  onRefused(error: unknown): void;
}): EffectsPanel {
  const slot = createSlot();
  const result = h("div", { class: "effects-result" });
  const form = createKindForm(options.titleId, (kind) => options.onChoose(formatKind(kind)));
  const element = h(
    "section",
    { class: "effects-panel", "aria-labelledby": options.titleId },
    h("h3", { id: options.titleId, class: options.titleClass }, words.title),
    h("p", { class: "soft" }, words.lead),
    form.element,
    result,
  );
  let shown = "";

  async function load(designated: Designated, kind: AttributionKind): Promise<void> {
    const reservataire = designated.reservataire ?? kind.reservataire;
    if (reservataire === null || kind.quartile === null) {
      void slot(async () => {});
      const asked = designated.reservataire === null ? words.incompleteRight : words.incomplete;
      replace(result, h("p", { class: "soft" }, asked));
      return;
    }
    if (result.querySelector("table") === null) replace(result, buildLoading());
    try {
      const answer = await slot((signal) => followApi.effects(queryOf(designated, kind, reservataire), signal));
      const naming = { bailleur: designated.bailleur };
      replace(result, ...buildAnswer(answer, naming));
      announce(answer.readable ? summariseEffects(answer.effects, naming) : words.unreadable);
    } catch (error) {
      replace(
        result,
        buildFailure(error, () => void load(designated, kind)),
      );
      options.onRefused(error);
    }
  }

  return {
    element,
    update(designated, text) {
      const kind = parseKind(text);
      const asked = `${JSON.stringify(designated)} ${formatKind(kind)}`;
      form.update(kind, designated.reservataire === null);
      if (asked === shown) return;
      shown = asked;
      void load(designated, kind);
    },
  };
}

function queryOf(designated: Designated, kind: AttributionKind, reservataire: string): Record<string, string> {
  return {
    bailleur: designated.bailleurSiren,
    reservataire,
    code_insee: designated.codeInsee,
    qpv: String(designated.inQpv),
    ...(kind.quartile ? { quartile: kind.quartile } : {}),
    ...Object.fromEntries(kind.flags.map((flag) => [flag, "true"])),
  };
}

function buildAnswer(answer: Effects, naming: Naming): HTMLElement[] {
  if (!answer.readable) return [h("p", {}, words.unreadable)];
  if (answer.effects.length === 0) return [h("p", {}, words.none)];
  const asOf = typeset(`Objectifs ${answer.year}, attributions connues au ${formatDate(answer.as_of)}.`);
  return [buildEffectsTable(answer.effects, naming), h("p", { class: "field-help" }, `${asOf} ${words.readable}`)];
}
