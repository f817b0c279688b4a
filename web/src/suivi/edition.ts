/** What the page reads: the statement of a year, and its attributions. */
import { partnerApi } from "../shared/api";
import { followApi } from "../shared/follow-api";
import type { ReadEdition } from "../shared/partner-page";
import type { Choices, Entry, Objectives } from "../shared/types";
import type { ViewState } from "./state";

export interface Edition extends ReadEdition {
  statement: Objectives;
  entries: readonly Entry[];
  choices: Choices;
}

export async function readEdition(state: ViewState, signal: AbortSignal): Promise<Edition> {
  const [statement, listed, territories] = await Promise.all([
    followApi.objectives(state.annee, state.au, signal),
    followApi.attributions(state.annee, state.historique, signal),
    partnerApi.territories("epci", null, signal),
  ]);
  return {
    publication: statement.publication,
    territory: territories.features[0]?.properties.nom ?? "",
    statement,
    entries: listed.entries,
    choices: listed.choices,
  };
}
