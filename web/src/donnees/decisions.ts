/** What a person decides about an official file: the columns of a survey, the residences of a declaration. */
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import type { CheckAsked, Deposit, DepositProposal } from "../shared/types";
import { buildDwellings, type Dwellings } from "./dwellings";
import { buildSurveyColumns } from "./survey-columns";

export interface Decisions {
  element: HTMLElement;
  /** Shows what is proposed of a deposit; `open` when something may still be decided. */
  show(deposit: Deposit, open: boolean): void;
  destroy(): void;
}

export function mountDecisions(id: string, onDecide: (said: Partial<CheckAsked>) => void): Decisions {
  const element = h("div", { class: "deposit" });
  const controller = new AbortController();
  let dwellings: Dwellings | null = null;
  let shown = "";

  function draw(deposit: Deposit, { columns, residences }: DepositProposal): void {
    dwellings?.destroy();
    dwellings = null;
    if (columns) {
      replace(
        element,
        buildSurveyColumns(columns, deposit.state === "a_completer", (decided) =>
          onDecide({ kind: deposit.kind, millesime: deposit.millesime, ...decided }),
        ),
      );
    }
    if (residences) {
      const decide = deposit.state === "a_completer";
      dwellings = buildDwellings(
        residences,
        decide ? (decisions) => onDecide({ kind: deposit.kind, millesime: null, decisions }) : null,
      );
      replace(element, dwellings.element);
      dwellings.mountMap();
    }
  }

  return {
    element,
    show(deposit, open) {
      const wanted = open && deposit.proposes ? `${deposit.state} ${deposit.jobs[0]?.id}` : "";
      if (wanted === shown) return;
      shown = wanted;
      replace(element);
      if (!wanted) return;
      void dataApi.proposal(id, controller.signal).then(
        (proposal) => wanted === shown && draw(deposit, proposal),
        () => {},
      );
    },
    destroy() {
      controller.abort();
      dwellings?.destroy();
    },
  };
}
