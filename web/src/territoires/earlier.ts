/** The same level at other publications: trails on the plot, and how much each index has changed. */
import { partnerApi } from "../shared/api";
import type { IndexName, Publication, ValueRow } from "../shared/types";
import type { Level } from "./state";

/** A publication before the one that is shown. */
export interface Earlier {
  publication: Publication;
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
    .map(({ publication, values }) => ({ publication, values: new Map(values.map((row) => [row.code, row])) }))
    .sort((a, b) => a.publication.ops - b.publication.ops || a.publication.rpls - b.publication.rpls);
}

/** The points of a territory in earlier years, without those where an index is missing. */
export function findTrail(code: string, earlier: readonly Earlier[]): TrailPoint[] {
  return earlier.flatMap(({ publication, values }) => {
    const row = values.get(code);
    const x = row?.indices.occupation.value ?? null;
    const y = row?.indices.attractivite.value ?? null;
    return x === null || y === null ? [] : [{ x, y, year: publication.ops }];
  });
}

/**
 * How much an index has changed since the publication before, in points; `null` where either has no value.
 *
 * Both are positions against the reference of their year: a change of the reference shows in it too.
 */
export function findChange(row: ValueRow, index: IndexName, earlier: readonly Earlier[]): number | null {
  const before = earlier.at(-1)?.values.get(row.code)?.indices[index].value ?? null;
  const { value } = row.indices[index];
  return before === null || value === null ? null : value - before;
}
