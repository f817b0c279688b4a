/** The same level at other publications: trails on the plot, and how much each index has changed. */
import { partnerApi } from "../shared/api";
import type { IndexName, Publication, ValueRow } from "../shared/types";
import type { Level, Reading } from "./state";

/** A publication before the one that is shown. */
export interface Earlier {
  publication: Publication;
  /** Number of the publication whose reference its evolution is on. */
  base: number;
  values: ReadonlyMap<string, ValueRow>;
}

/** Where a territory stood, oldest first. */
export interface TrailPoint {
  x: number;
  y: number;
  /** Year of the occupation survey. */
  year: number;
}

/** The latest publication of each couple of millésimes older than `shown`, oldest first. */
export async function readEarlier(level: Level, shown: Publication, signal: AbortSignal): Promise<Earlier[]> {
  const { publications } = await partnerApi.publications(signal);
  const latest = new Map<string, number>();
  for (const { number, ops, rpls } of [...publications].sort((a, b) => a.number - b.number)) {
    const before = ops <= shown.ops && rpls <= shown.rpls && (ops < shown.ops || rpls < shown.rpls);
    if (before && number < shown.number) latest.set(`${ops}/${rpls}`, number);
  }
  const answers = await Promise.all([...latest.values()].map((number) => partnerApi.values(level, number, signal)));
  return answers
    .map(({ publication, base, values }) => ({
      publication,
      base: base.number,
      values: new Map(values.map((row) => [row.code, row])),
    }))
    .sort((a, b) => a.publication.ops - b.publication.ops || a.publication.rpls - b.publication.rpls);
}

/** Where a row stands: its position, or its evolution on a reference that does not move. Never one for the other. */
export function findSpot(row: ValueRow, reading: Reading): { x: number; y: number } | null {
  const x = readFigure(row, "occupation", reading);
  const y = readFigure(row, "attractivite", reading);
  return x === null || y === null ? null : { x, y };
}

function readFigure(row: ValueRow, index: IndexName, reading: Reading): number | null {
  return (reading === "position" ? row.indices[index].value : row.evolution[index]?.value) ?? null;
}

/** The points of a territory in earlier years, without those that have no index, or an evolution on another base. */
export function findTrail(code: string, earlier: readonly Earlier[], reading: Reading, base: number): TrailPoint[] {
  return earlier
    .filter((each) => reading === "position" || each.base === base)
    .flatMap(({ publication, values }) => {
      const row = values.get(code);
      const spot = row ? findSpot(row, reading) : null;
      return spot ? [{ ...spot, year: publication.ops || publication.rpls }] : [];
    });
}

/**
 * How much an index has changed since the publication before, in points; `null` where either has no value.
 *
 * Both are evolutions on the same base: a change of the reference does not show in it.
 */
export function findChange(row: ValueRow, index: IndexName, earlier: readonly Earlier[], base: number): number | null {
  const last = earlier.at(-1);
  const then = last?.values.get(row.code);
  if (!then || last?.base !== base) return null;
  const before = readFigure(then, index, "evolution");
  const value = readFigure(row, index, "evolution");
  return before === null || value === null ? null : value - before;
}
