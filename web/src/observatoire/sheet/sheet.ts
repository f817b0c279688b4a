/** The sheet of a residence: what, how much, why, how solid, what was decided, what could be done, the years, the stock. */
import { createSlot, partnerApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { createEffectsPanel, type Designated } from "../../shared/effects-panel";
import { type Family, readFamilies } from "../../shared/families";
import { buildFailure, buildLoading } from "../../shared/screens";
import { texts as shared } from "../../shared/texts.fr";
import type { IndexName, ResidenceSheet } from "../../shared/types";
import type { Edition } from "../edition";
import type { Row } from "../rows";
import type { ViewState } from "../state";
import { describeSource, texts } from "../texts.fr";
import { buildCalculation } from "./calculation";
import { buildContributions } from "./contributions";
import { createDecisions } from "./decisions";
import { createDesignation } from "./designation";
import { buildFacts } from "./facts";
import { buildFamily } from "./family";
import { buildFunnel } from "./funnel";
import { buildIdentity } from "./identity";
import { openLimits } from "./limits";
import { buildMagnitude } from "./magnitude";
import { buildMargin } from "./margin";
import { createNeighbours } from "./neighbours";
import { buildSeries } from "./series";
import { buildSolidity } from "./solidity";

export interface SheetOptions {
  edition: Edition;
  onClose(): void;
  /** Another residence was chosen in the sheet. */
  onOpen(code: string): void;
  /** Partners decided, signed or noted something. */
  onDecided(): void;
  /** Another type of household was chosen, as the address says it. */
  onMenage(menage: string | null): void;
  /** Another kind of attribution was chosen, as the address says it. */
  onAttribution(attribution: string | null): void;
  /** The server no longer answers for this session. */
  onRefused(error: unknown): void;
}

/** What is tried before a designation, as the address says it. */
type Tried = Pick<ViewState, "menage" | "attribution">;

export interface SheetPanel {
  element: HTMLElement;
  show(row: Row, index: IndexName, tried: Tried): void;
  /** Says again who the residence is, once partners decided of it: nothing else moves under the fingers. */
  retell(row: Row): void;
  /** Tries another type of household or kind of attribution on the residence that is shown. */
  tryDesignation(tried: Tried): void;
  /** Gives the focus to the title. */
  focus(): void;
}

/** Makes the panel; what the map knows is shown at once, the rest when it comes. */
export function createSheet({
  edition,
  onClose,
  onOpen,
  onMenage,
  onAttribution,
  onDecided,
  onRefused,
}: SheetOptions): SheetPanel {
  const slot = createSlot();
  const decisions = createDecisions({ labels: edition.labels, onChange: onDecided, onRefused });
  const neighbours = createNeighbours(edition, onOpen);
  const designation = createDesignation({ edition, onChoose: onMenage, onOpen, onRefused });
  const effects = createEffectsPanel({
    titleId: "fiche-objectifs",
    titleClass: "eyebrow",
    onChoose: onAttribution,
    onRefused,
  });
  const element = h("article", { class: "sheet", "aria-label": texts.sheet.label });
  let read: { code: string; sheet: ResidenceSheet } | null = null;
  let families: readonly Family[] | null = null;
  let shown: Row | null = null;
  let identity: HTMLElement = h("header");

  function show(row: Row, index: IndexName, tried: Tried): void {
    shown = row;
    tryDesignation(tried);
    neighbours.update(row.code);
    decisions.update(row.code, row.signal);
    const known = read?.code === row.code ? read.sheet : null;
    const rest = h("div", { class: "sheet-rest" });
    identity = buildIdentity(row);
    replace(
      element,
      buildTools(row.code, edition.publication.number, onClose),
      identity,
      buildMagnitude(row, index, edition, { onLimits: () => openLimits(row.signal), onTry: designation.focus }),
      rest,
      h("p", { class: "sheet-source soft" }, describeSource(edition.publication)),
    );
    if (known) fill(rest, row, known, index);
    else void load(row, index, rest);
  }

  function tryDesignation({ menage, attribution }: Tried): void {
    if (!shown) return;
    designation.update(shown.code, menage);
    effects.update(designatedOf(shown), attribution);
  }

  async function load(row: Row, index: IndexName, rest: HTMLElement): Promise<void> {
    replace(rest, buildLoading());
    try {
      const { number } = edition.publication;
      const [sheet, told] = await slot((signal) =>
        Promise.all([
          partnerApi.residence(row.code, number, signal),
          families ?? partnerApi.analysis(number, signal).then(({ analysis }) => readFamilies(analysis)),
        ]),
      );
      read = { code: row.code, sheet };
      families = told;
      fill(rest, row, sheet, index);
    } catch (error) {
      replace(
        rest,
        buildFailure(error, () => void load(row, index, rest)),
      );
      onRefused(error);
    }
  }

  function fill(rest: HTMLElement, row: Row, sheet: ResidenceSheet, index: IndexName): void {
    replace(
      rest,
      buildContributions(sheet, index, edition),
      buildCalculation(sheet, edition),
      buildSolidity(sheet, index, edition),
      buildFunnel(sheet, edition),
      decisions.element,
      buildMargin(sheet.residence, edition),
      designation.element,
      effects.element,
      neighbours.element,
      buildSeries(sheet.series, index, edition, sheet.residence.code),
      buildFamily(row, sheet.residence.family_before, families ?? [], edition),
      buildFacts(sheet.residence),
    );
  }

  return {
    element,
    show,
    retell(row) {
      const next = buildIdentity(row);
      identity.replaceWith(next);
      identity = next;
    },
    tryDesignation,
    focus: () => element.querySelector<HTMLElement>("#fiche-titre")?.focus(),
  };
}

/** The residence as the convention counts what is attributed in it; each dwelling has a reservation right of its own. */
function designatedOf({ bailleur_siren, bailleur, code_insee, code_qp }: Row): Designated {
  const place = { bailleurSiren: bailleur_siren, bailleur, codeInsee: code_insee, inQpv: code_qp !== null };
  return { ...place, reservataire: null };
}

function buildTools(code: string, publication: number, onClose: () => void): HTMLElement {
  const print = () => window.print();
  return h(
    "div",
    { class: "sheet-tools" },
    h("button", { type: "button", class: "button plain", on: { click: print } }, texts.sheet.print),
    h(
      "a",
      {
        class: "button plain",
        href: `/api/v1/partner/residences/${encodeURIComponent(code)}/sheet.pdf?publication=${publication}`,
      },
      texts.sheet.pdf,
    ),
    h(
      "button",
      { type: "button", class: "button plain close", "aria-label": texts.sheet.close, on: { click: onClose } },
      `${shared.close} ✕`,
    ),
  );
}
