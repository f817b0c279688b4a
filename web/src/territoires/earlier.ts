/** The same level at other publications: trails on the plot, and how much each index has changed. */
import { partnerApi } from "../shared/api";
import type { IndexName, LevelRupture, Publication, RupturesAnswer, ValueRow } from "../shared/types";
import type { Level, Reading } from "./state";

/** A publication before the one that is shown. */
export interface Earlier {
  publication: Publication;
  /** Number of the publication whose reference its evolution is on. */
  base: number;
  /** By the code of today: a territory whose code alone has changed is followed under its former one. */
  values: ReadonlyMap<string, ValueRow>;
  /** What has changed since, by the code of today; a territory that is not there compares with itself. */
  ruptures: ReadonlyMap<string, LevelRupture>;
}

/** The publications before, and what in them does not compare. */
export interface Past {
  earlier: Earlier[];
  qpv: RupturesAnswer["qpv"];
}

/** Where a territory stood, oldest first. */
export interface TrailPoint {
  x: number;
  y: number;
  /** Year of the occupation survey. */
  year: number;
}

/** The latest publication of each couple of millésimes older than `shown`, oldest first. */
export async function readEarlier(level: Level, shown: Publication, signal: AbortSignal): Promise<Past> {
  const { publications } = await partnerApi.publications(signal);
  const latest = new Map<string, number>();
  for (const { number, ops, rpls } of [...publications].sort((a, b) => a.number - b.number)) {
    const before = ops <= shown.ops && rpls <= shown.rpls && (ops < shown.ops || rpls < shown.rpls);
    if (before && number < shown.number) latest.set(`${ops}/${rpls}`, number);
  }
  const [found, answers] = await Promise.all([
    partnerApi.ruptures(level, shown.number, signal),
    Promise.all([...latest.values()].map((number) => partnerApi.values(level, number, signal))),
  ]);
  const earlier = answers
    .map(({ publication, base, values }) => {
      const ruptures = found.ruptures.filter(({ number }) => number === publication.number);
      const renamed = new Map(ruptures.map(({ code, code_publie }) => [code_publie, code]));
      return {
        publication,
        base: base.number,
        values: new Map(values.map((row) => [renamed.get(row.code) ?? row.code, row])),
        ruptures: new Map(ruptures.map((each) => [each.code, each])),
      };
    })
    .sort((a, b) => a.publication.ops - b.publication.ops || a.publication.rpls - b.publication.rpls);
  return { earlier, qpv: found.qpv };
}

/** Whether a year is of another perimeter: nothing is drawn nor subtracted between it and today. */
function isBroken({ ruptures }: Earlier, code: string): boolean {
  return ruptures.get(code)?.rupture?.certaine === true;
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

/** The points of a territory in earlier years, without those of another perimeter, without index, or on another base. */
export function findTrail(code: string, earlier: readonly Earlier[], reading: Reading, base: number): TrailPoint[] {
  return earlier
    .filter((each) => (reading === "position" || each.base === base) && !isBroken(each, code))
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
  if (!last || !then || last.base !== base || isBroken(last, row.code)) return null;
  const before = readFigure(then, index, "evolution");
  const value = readFigure(row, index, "evolution");
  return before === null || value === null ? null : value - before;
}
