/** What the page of the commission reads: sessions, lists, and the residences that may be put on the agenda. */
import { commissionApi, decisionsApi, partnerApi, readSession } from "../shared/api";
import { compareText } from "../shared/format";
import type { Labels, PartnerResidence, Publication, RepmsList, SessionAnswer, Sessions } from "../shared/types";
import type { CommissionState } from "./state";

export interface CommissionEdition {
  publication: Publication;
  territory: string;
  role: string;
  labels: Labels;
  residences: PartnerResidence[];
  sessions: Sessions["sessions"];
  session: SessionAnswer | null;
  repms: RepmsList[];
}

/** Reads the page; the session that is open comes whole. */
export async function readCommission(state: CommissionState, signal: AbortSignal): Promise<CommissionEdition> {
  const [who, epci, residences, decisions, sessions, repms, session] = await Promise.all([
    readSession(),
    partnerApi.territories("epci", state.publication, signal),
    partnerApi.residences(state.publication, signal),
    decisionsApi.all(signal),
    commissionApi.sessions(signal),
    commissionApi.repms(signal),
    state.seance === null ? null : commissionApi.session(state.seance, signal),
  ]);
  return {
    publication: residences.publication,
    territory: epci.features[0]?.properties.nom ?? residences.publication.reference.nom,
    role: who?.role ?? "",
    labels: decisions.labels,
    residences: residences.features
      .map(({ properties }) => properties)
      .sort((a, b) => compareText(a.commune ?? "", b.commune ?? "") || compareText(a.nom, b.nom)),
    sessions: sessions.sessions,
    session,
    repms: repms.lists,
  };
}
