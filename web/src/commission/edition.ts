/** What the page of the commission reads: sessions, lists, and the residences that may be put on the agenda. */
import { commissionApi, decisionsApi, Problem, partnerApi, readSession } from "../shared/api";
import { followApi } from "../shared/follow-api";
import { compareText } from "../shared/format";
import type {
  Labels,
  Objectives,
  PartnerResidence,
  Publication,
  RepmsList,
  SessionAnswer,
  Sessions,
} from "../shared/types";
import type { CommissionState } from "./state";

export interface CommissionEdition {
  publication: Publication;
  territory: string;
  role: string;
  labels: Labels;
  residences: PartnerResidence[];
  /** Residences are more than a list can hold: none is offered. */
  vast: boolean;
  sessions: Sessions["sessions"];
  session: SessionAnswer | null;
  repms: RepmsList[];
  /** The convention this year; `null` where no attribution was ever entered. */
  objectives: Objectives | null;
}

/** Reads the page; the session that is asked for comes whole, or the next one to be held. */
export async function readCommission(state: CommissionState, signal: AbortSignal): Promise<CommissionEdition> {
  const [who, epci, residences, decisions, sessions, repms, objectives] = await Promise.all([
    readSession(),
    partnerApi.territories("epci", state.publication, signal),
    partnerApi.residences(state.publication, signal),
    decisionsApi.all(signal),
    commissionApi.sessions(signal),
    commissionApi.repms(signal),
    readObjectives(signal),
  ]);
  const role = who?.role ?? "";
  const shown = state.seance ?? chooseSession(sessions.sessions, role);
  const session = shown === null ? null : await commissionApi.session(shown, signal);
  return {
    publication: residences.publication,
    territory: epci.features[0]?.properties.nom ?? residences.publication.reference.nom,
    role,
    labels: decisions.labels,
    residences: residences.features
      .map(({ properties }) => properties)
      .sort((a, b) => compareText(a.commune ?? "", b.commune ?? "") || compareText(a.nom, b.nom)),
    vast: residences.too_many === true,
    sessions: sessions.sessions,
    session,
    repms: repms.lists,
    objectives,
  };
}

/** Whether a role reads every residence, and the seals that hold them. */
export function readsEverything(role: string): boolean {
  return role === "epci" || role === "commission" || role === "reservataire";
}

/** The latest come first: the last that is not sealed is the next to be held. */
function chooseSession(sessions: CommissionEdition["sessions"], role: string): number | null {
  if (!readsEverything(role)) return sessions[0]?.id ?? null;
  return sessions.filter(({ sealed_at }) => sealed_at === null).at(-1)?.id ?? null;
}

/** The session is held without the follow-up of the convention, when it cannot be read. */
async function readObjectives(signal: AbortSignal): Promise<Objectives | null> {
  try {
    return await followApi.objectives(null, null, signal);
  } catch (error) {
    if (error instanceof Problem && error.status !== 401) return null;
    throw error;
  }
}
