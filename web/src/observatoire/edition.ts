/** A publication as the partners' map needs it: method, outlines and residences, read together. */
import { decisionsApi, partnerApi } from "../shared/api";
import { buildClasses, type MapClass } from "../shared/palette";
import type { Feature, Labels, Method, Outline, PartnerTerritory, Publication } from "../shared/types";
import { buildRows, placeDecisions, type Row } from "./rows";

export type TerritoryFeature = Feature<Outline, PartnerTerritory>;

export interface Edition {
  publication: Publication;
  /** Name of the EPCI. */
  territory: string;
  method: Method;
  secrecy: { logements: number; repondants: number };
  classes: MapClass[];
  epci: TerritoryFeature[];
  communes: TerritoryFeature[];
  secteurs: TerritoryFeature[];
  qpv: TerritoryFeature[];
  rows: Row[];
  /** Closed lists of decisions, with their labels. */
  labels: Labels;
}

/** Reads a publication, `null` for the one online. */
export async function readEdition(number: number | null, signal: AbortSignal): Promise<Edition> {
  const territories = (level: "epci" | "commune" | "secteur" | "qpv") => partnerApi.territories(level, number, signal);
  const [method, epci, communes, secteurs, qpv, residences, decisions] = await Promise.all([
    partnerApi.method(number, signal),
    territories("epci"),
    territories("commune"),
    territories("secteur"),
    territories("qpv"),
    partnerApi.residences(number, signal),
    decisionsApi.all(signal),
  ]);
  const rows = buildRows(residences.features);
  placeDecisions(rows, decisions);
  return {
    publication: residences.publication,
    territory: epci.features[0]?.properties.nom ?? residences.publication.reference.nom,
    method: method.method,
    secrecy: method.secrecy,
    classes: buildClasses(method.method.classes.carte),
    epci: epci.features,
    communes: communes.features,
    secteurs: secteurs.features,
    qpv: qpv.features,
    rows,
    labels: decisions.labels,
  };
}
