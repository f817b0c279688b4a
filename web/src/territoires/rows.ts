/** Territories as rows: the plot, the map and the table show the same ones. */
import { compareText } from "../shared/format";
import type { Feature, Outline, Point, ValueRow } from "../shared/types";
import { findProfile, type Profile } from "./profiles";

/** What the map draws of a row. */
export type Shape = Outline | Point;

export interface Row extends ValueRow {
  /** Name of the commune that holds it; of a commune, its own. */
  commune: string;
  /** Landlord, of a residence only. */
  bailleur: string | null;
  /** Whether it stands in a priority neighbourhood; `null` of a level that may straddle one. */
  inQpv: boolean | null;
  /** Whether it was rehabilitated; `null` where its landlord does not say, and of wider territories. */
  rehabilitated: boolean | null;
  /** `null` when the publication has no outline for it. */
  shape: Shape | null;
  /** Where the plot puts it; `null` when an index is missing, and the plot leaves it out. */
  spot: { x: number; y: number } | null;
  profile: Profile | null;
  /** Points of fragilité since the publication before; `null` until it is read, or where either has no value. */
  change: number | null;
  /** At least one of the two indices of the plot is partial. */
  partial: boolean;
}

/** What the map knows of a territory. */
interface Described {
  code: string;
  bailleur?: string;
  code_qp?: string | null;
  facts?: object;
}

/** Joins values and shapes by code, in the order of names: the one of the keyboard. */
export function buildRows(
  values: readonly ValueRow[],
  features: readonly Feature<Shape, Described>[],
  communes: ReadonlyMap<string, string>,
): Row[] {
  const shapes = new Map(features.map((feature) => [feature.properties.code, feature]));
  return values
    .map((value) => {
      const { occupation, attractivite } = value.indices;
      const known = occupation.value !== null && attractivite.value !== null;
      const feature = shapes.get(value.code);
      const works = (feature?.properties.facts as { rehabilitation?: string } | undefined)?.rehabilitation;
      return {
        ...value,
        commune: communes.get(value.code_insee ?? "") ?? value.nom,
        bailleur: feature?.properties.bailleur ?? null,
        inQpv: feature?.properties.code_qp === undefined ? null : feature.properties.code_qp !== null,
        rehabilitated: works === undefined ? null : works !== "aucune",
        shape: feature?.geometry ?? null,
        spot: known ? { x: occupation.value ?? 0, y: attractivite.value ?? 0 } : null,
        change: null,
        profile: findProfile(occupation.value, attractivite.value),
        partial: known && (occupation.status === "partiel" || attractivite.status === "partiel"),
      };
    })
    .sort((a, b) => compareText(a.nom, b.nom) || compareText(a.code, b.code));
}

/** A row that has a place in the plot. */
export type PlottedRow = Row & { spot: { x: number; y: number } };

export function isPlotted(row: Row): row is PlottedRow {
  return row.spot !== null;
}

/** Share of the dwellings whose landlord has transmitted what both indices need; `null` where one is missing. */
export function readCoverage({ indices }: Row): number | null {
  const { coverage, status } = indices.fragilite;
  return status === "ok" || status === "partiel" ? coverage : null;
}
