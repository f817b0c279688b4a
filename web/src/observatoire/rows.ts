/** The residences as rows: what the map draws, the legend counts and the table lists are the same ones. */

import { compareText, simplify } from "../shared/format";
import { type LatLng, toLatLng } from "../shared/geometry";
import { findClass, type MapClass } from "../shared/palette";
import type { Decisions, Feature, IndexName, IndexValue, PartnerResidence, Point } from "../shared/types";
import type { ViewState } from "./state";

type Decision = Decisions["decisions"][number];

export interface Row extends PartnerResidence {
  commune: string;
  /** `null` keeps the residence in the table and off the map. */
  position: LatLng | null;
  /** What partners decided of it, when a decision is in force or proposed. */
  decision: Decision | null;
  repms: boolean;
  /** What a search reads: name, address, sector, commune, landlord, without accents. */
  words: string;
}

/** Statuses that stand in the legend beside the classes, because they have no number. */
export const WITHHELD_CATEGORIES = ["secret", "non_transmis", "sans_objet", "reserve"] as const;

export type Filters = Pick<ViewState, "classes" | "signal" | "vigilance" | "qpv" | "bailleur" | "commune">;

/** Rows by commune, then name: the order of the keyboard. */
export function buildRows(features: readonly Feature<Point, PartnerResidence>[]): Row[] {
  return features
    .map(({ geometry, properties }) => {
      const { nom, facts, secteur_nom, bailleur, qpv_nom, code } = properties;
      const commune = properties.commune ?? properties.code_insee;
      const words = simplify([nom, facts.adresse, secteur_nom, commune, bailleur, qpv_nom, code].join(" "));
      const position = geometry && toLatLng(geometry.coordinates);
      return { ...properties, decision: null, repms: false, commune, position, words };
    })
    .sort((a, b) => compareText(a.commune, b.commune) || compareText(a.nom, b.nom));
}

/** Where a row falls in the legend: the key of a class, or the status that withholds its number. */
export function categorise(value: IndexValue, classes: readonly MapClass[]): string {
  return value.value === null ? value.status : findClass(classes, value.value).key;
}

/** Whether partners confirmed the vigilance, signatures included. */
export function isVigilant({ decision }: Row): boolean {
  return decision?.state === "en vigueur" && decision.avis === "confirmée";
}

/** Writes on the rows what partners decided; what is in force wins over what is proposed. */
export function placeDecisions(
  rows: readonly Row[],
  { decisions, repms }: Pick<Decisions, "decisions" | "repms">,
): void {
  const byCode = new Map<string, Decision>();
  for (const line of decisions) {
    if (byCode.get(line.residence)?.state !== "en vigueur") byCode.set(line.residence, line);
  }
  const listed = new Set(repms);
  for (const row of rows) {
    row.decision = byCode.get(row.code) ?? null;
    row.repms = listed.has(row.code);
  }
}

/** Rows that every filter keeps: those that are drawn and listed. `categoriseRow` is the theme's. */
export function filterRows(rows: readonly Row[], filters: Filters, categoriseRow: (row: Row) => string): Row[] {
  const kept = new Set(filters.classes);
  return filterFacts(rows, filters).filter((row) => kept.size === 0 || kept.has(categoriseRow(row)));
}

/** Rows that the filters other than the legend keep: those that the legend counts. */
export function filterFacts(rows: readonly Row[], filters: Filters): Row[] {
  return rows.filter(
    (row) =>
      (!filters.signal || row.signal) &&
      (!filters.vigilance || isVigilant(row)) &&
      (!filters.qpv || row.code_qp !== null) &&
      (filters.bailleur === null || row.bailleur_siren === filters.bailleur) &&
      (filters.commune === null || row.code_insee === filters.commune),
  );
}

/** How many rows fall in each category. */
export function countCategories(rows: readonly Row[], categoriseRow: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const category = categoriseRow(row);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

/** A bar of the histogram; the first and the last also hold what lies beyond. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Fixed bins of five points, so that two indices and two years can be compared. */
export function binValues(rows: readonly Row[], index: IndexName, from = 40, to = 180, step = 5): Bin[] {
  const bins = Array.from({ length: (to - from) / step }, (_, position) => ({
    from: from + position * step,
    to: from + (position + 1) * step,
    count: 0,
  }));
  for (const row of rows) {
    const { value } = row.indices[index];
    if (value === null) continue;
    const position = Math.max(0, Math.min(bins.length - 1, Math.floor((value - from) / step)));
    const bin = bins[position];
    if (bin) bin.count += 1;
  }
  return bins;
}

/** One bin a household, the last one open. */
export function binMargins(rows: readonly Row[], last = 8): Bin[] {
  const bins = Array.from({ length: last + 1 }, (_, from) => ({ from, to: from + 1, count: 0 }));
  for (const { margin } of rows) {
    const bin = margin === null ? undefined : bins[Math.min(margin, last)];
    if (bin) bin.count += 1;
  }
  return bins;
}

/** Distinct (code, name) pairs with their number of rows, by name. */
export function listChoices(
  rows: readonly Row[],
  read: (row: Row) => { code: string; name: string },
): { code: string; name: string; count: number }[] {
  const choices = new Map<string, { code: string; name: string; count: number }>();
  for (const row of rows) {
    const { code, name } = read(row);
    const known = choices.get(code);
    if (known) known.count += 1;
    else choices.set(code, { code, name, count: 1 });
  }
  return [...choices.values()].sort((a, b) => compareText(a.name, b.name));
}
