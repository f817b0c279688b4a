/** Communes and their residences, joined: what the card, the map and the table of the public page read. */
import { compareText } from "../shared/format";
import { type Bounds, findBounds, type LatLng, toLatLng } from "../shared/geometry";
import type {
  Feature,
  Outline,
  Point,
  PublicDemandRow,
  PublicResidence,
  PublicTerritory,
  TerritoryFacts,
} from "../shared/types";

export interface Residence extends PublicResidence {
  /** `null` when the publication does not say where it is. */
  position: LatLng | null;
}

export interface Place extends PublicTerritory {
  outline: Outline | null;
  /** In the order of names. */
  residences: Residence[];
  /** What is asked for there, all sizes first; empty where nothing is known. */
  demand: PublicDemandRow[];
}

/** Years that count as recent. */
export const RECENT_YEARS = 5;
/** Sizes of dwellings, by their number of rooms. */
export const TYPES = ["t1", "t2", "t3", "t4", "t5"] as const;

/** Groups of energy labels. */
export const ENERGIES = ["dpe_abc", "dpe_de", "dpe_fg"] as const;

/** Communes in the order of names, each with its residences. */
export function buildCommunes(
  communes: readonly Feature<Outline, PublicTerritory>[],
  residences: readonly Feature<Point, PublicResidence>[],
  demand: readonly PublicDemandRow[] = [],
): Place[] {
  const all = residences
    .map(({ geometry, properties }) => ({ ...properties, position: geometry ? toLatLng(geometry.coordinates) : null }))
    .sort((a, b) => compareText(a.nom, b.nom) || compareText(a.code, b.code));
  return communes
    .map(({ geometry, properties }) => ({
      ...properties,
      outline: geometry,
      residences: all.filter(({ code_insee }) => code_insee === properties.code),
      demand: demand.filter(({ code_insee }) => code_insee === properties.code),
    }))
    .sort((a, b) => compareText(a.nom, b.nom));
}

/** The whole territory, as a place that holds every residence. */
export function buildWhole(
  epci: Feature<Outline, PublicTerritory> | undefined,
  communes: readonly Place[],
): Place | null {
  if (!epci) return null;
  const residences = communes.flatMap((commune) => commune.residences);
  return { ...epci.properties, outline: epci.geometry, residences, demand: [] };
}

/** First year that counts as recent at the date of the stock. */
export function firstRecentYear(rpls: number): number {
  return rpls - RECENT_YEARS;
}

/** Dwellings of the residences put in service in the last years before the date of the stock. */
export function countRecent(residences: readonly Residence[], rpls: number): number {
  return residences
    .filter(({ mise_en_service }) => mise_en_service !== null && mise_en_service >= firstRecentYear(rpls))
    .reduce((sum, { logements }) => sum + (logements ?? 0), 0);
}

/** « 7 sur 100 »: out of a hundred when there are that many, out of all of them otherwise. */
export function rateMobility({ emmenages, offerts_un_an }: TerritoryFacts): { freed: number; outOf: number } | null {
  if (emmenages === undefined || !offerts_un_an) return null;
  if (offerts_un_an < 100) return { freed: emmenages, outOf: offerts_un_an };
  return { freed: Math.round((100 * emmenages) / offerts_un_an), outOf: 100 };
}

/** How many dwellings of each size, and of how many in all; `null` when none is known. */
export function countTypes(facts: TerritoryFacts): { counts: number[]; total: number } | null {
  const counts = TYPES.map((type) => facts[type] ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total > 0 ? { counts, total } : null;
}

/** Around the residences of a place, in degrees: some three hundred metres, so that a lone one has an extent. */
const AIR = 0.003;

/** What a map frames to show a place: its residences, or its outline where it has none. */
export function boundPlace({ residences, outline }: Place): Bounds | null {
  const points = residences.flatMap(({ position }) => (position ? [position] : []));
  if (points.length === 0) return findBounds([outline]);
  const lats = points.map(([lat]) => lat);
  const lngs = points.map(([, lng]) => lng);
  return [
    [Math.min(...lats) - AIR, Math.min(...lngs) - AIR],
    [Math.max(...lats) + AIR, Math.max(...lngs) + AIR],
  ];
}
