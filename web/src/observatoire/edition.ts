/** A publication as the partners' map needs it: method, outlines and residences, read together. */
import { decisionsApi, partnerApi } from "../shared/api";
import { buildClasses, type MapClass } from "../shared/palette";
import type {
  Decisions,
  Feature,
  Labels,
  Method,
  Outline,
  PartnerResidence,
  PartnerTerritory,
  Point,
  Publication,
} from "../shared/types";
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
  /** More residences than a map holds: `rows` are those of its frame, or none. */
  vast: boolean;
  decided: Decisions;
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
    rows: decideRows(residences.features, decisions),
    vast: residences.too_many === true,
    decided: decisions,
    labels: decisions.labels,
  };
}

/** The residences of a window of a vast edition; `null` where they are still too many. */
export async function readFrame(edition: Edition, bbox: string, signal: AbortSignal): Promise<Row[] | null> {
  const read = await partnerApi.residences(edition.publication.number, signal, bbox);
  return read.too_many ? null : decideRows(read.features, edition.decided);
}

function decideRows(features: readonly Feature<Point, PartnerResidence>[], decisions: Decisions): Row[] {
  const rows = buildRows(features);
  placeDecisions(rows, decisions);
  return rows;
}
