/** The sheet of a residence: what, how much, why, how solid, what room is left, through the years, the stock. In that order. */
import { createSlot, partnerApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { buildFailure, buildLoading } from "../../shared/screens";
import { texts as shared } from "../../shared/texts.fr";
import type { IndexName, ResidenceSheet } from "../../shared/types";
import type { Edition } from "../edition";
import type { Row } from "../rows";
import { describeSource, texts } from "../texts.fr";
import { buildContributions } from "./contributions";
import { buildFacts } from "./facts";
import { buildIdentity } from "./identity";
import { openLimits } from "./limits";
import { buildMagnitude } from "./magnitude";
import { buildMargin } from "./margin";
import { buildSeries } from "./series";
import { buildSolidity } from "./solidity";

export interface SheetOptions {
  edition: Edition;
  onClose(): void;
  /** The server no longer answers for this session. */
  onRefused(error: unknown): void;
}

export interface SheetPanel {
  element: HTMLElement;
  show(row: Row, index: IndexName): void;
  /** Gives the focus to the title. */
  focus(): void;
}

/** Makes the panel; what the map knows is shown at once, the rest when it comes. */
export function createSheet({ edition, onClose, onRefused }: SheetOptions): SheetPanel {
  const slot = createSlot();
  const element = h("article", { class: "sheet", "aria-label": texts.sheet.label });
  let read: { code: string; sheet: ResidenceSheet } | null = null;

  function show(row: Row, index: IndexName): void {
    const known = read?.code === row.code ? read.sheet : null;
    const rest = h("div", { class: "sheet-rest" });
    replace(
      element,
      buildTools(onClose),
      buildIdentity(row),
      buildMagnitude(row, index, edition, () => openLimits(row.signal)),
      rest,
      h("p", { class: "sheet-source soft" }, describeSource(edition.publication)),
    );
    if (known) replace(rest, ...buildRest(known, index, edition));
    else void load(row, index, rest);
  }

  async function load(row: Row, index: IndexName, rest: HTMLElement): Promise<void> {
    replace(rest, buildLoading());
    try {
      const sheet = await slot((signal) => partnerApi.residence(row.code, edition.publication.number, signal));
      read = { code: row.code, sheet };
      replace(rest, ...buildRest(sheet, index, edition));
    } catch (error) {
      replace(
        rest,
        buildFailure(error, () => void load(row, index, rest)),
      );
      onRefused(error);
    }
  }

  return { element, show, focus: () => element.querySelector<HTMLElement>("#fiche-titre")?.focus() };
}

function buildRest(sheet: ResidenceSheet, index: IndexName, edition: Edition): HTMLElement[] {
  return [
    buildContributions(sheet, index, edition),
    buildSolidity(sheet, index, edition),
    buildMargin(sheet.residence, edition),
    buildSeries(sheet.series, index, edition),
    buildFacts(sheet.residence),
  ].filter((section) => section !== null);
}

function buildTools(onClose: () => void): HTMLElement {
  const print = () => window.print();
  return h(
    "div",
    { class: "sheet-tools" },
    h("button", { type: "button", class: "button plain", on: { click: print } }, texts.sheet.print),
    h(
      "button",
      { type: "button", class: "button plain close", "aria-label": texts.sheet.close, on: { click: onClose } },
      `${shared.close} ✕`,
    ),
  );
}
