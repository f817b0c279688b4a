/** What is compared with the years before: read once, when something asks for it. */
import { announce } from "../shared/announce";
import { sayBreaks } from "./breaks";
import { findChange, findSpot, findTrail, type Past, readEarlier, type TrailPoint } from "./earlier";
import type { Edition } from "./edition";
import { findProfile } from "./profiles";
import type { Row } from "./rows";
import type { Reading, ViewState } from "./state";
import { texts } from "./texts.fr";

export interface Comparison {
  /** Reads the earlier publications if the state needs them and they are not there yet. */
  prepare(state: ViewState): void;
  /** The rows with their change. */
  rows(): readonly Row[];
  /** The rows as they were at the publication before; empty where there is none. */
  rowsBefore(): readonly Row[];
  /** The rows where their evolution puts them: the reference of the base year is worth 100. */
  rowsInEvolution(): readonly Row[];
  trailOf(code: string, reading: Reading): readonly TrailPoint[];
  /** Which years do not compare, in sentences; empty until the years before were read. */
  breaks(): readonly string[];
  destroy(): void;
}

/** `onReady` is told when what was missing has come. */
export function createComparison(
  { level, publication, base, rows }: Edition,
  onReady: () => void,
  onRefused: (error: unknown) => void,
): Comparison {
  const aborting = new AbortController();
  let past: Past | null = null;
  let asked = false;
  let shown: readonly Row[] = rows;

  async function read(): Promise<void> {
    try {
      past = await readEarlier(level, publication, aborting.signal);
      const { earlier } = past;
      shown = rows.map((row) => ({ ...row, change: findChange(row, "fragilite", earlier, base.number) }));
      if (earlier.length === 0) announce(texts.noEarlier);
      onReady();
    } catch (error) {
      if (!aborting.signal.aborted) onRefused(error);
    }
  }

  return {
    prepare(state) {
      const needed = state.trajectoires || [state.couleur, state.seconde].some((each) => NEEDING.has(each));
      if (!needed || asked) return;
      asked = true;
      void read();
    },
    rows: () => shown,
    rowsBefore() {
      const before = past?.earlier.at(-1)?.values;
      if (!before) return [];
      return rows.flatMap((row) => {
        const then = before.get(row.code);
        if (!then) return [];
        const { occupation, attractivite } = then.indices;
        return { ...row, ...then, change: null, profile: findProfile(occupation.value, attractivite.value) };
      });
    },
    rowsInEvolution: () =>
      shown.map((row) => {
        const spot = findSpot(row, "evolution");
        return { ...row, spot, profile: findProfile(spot?.x ?? null, spot?.y ?? null) };
      }),
    trailOf: (code, reading) => (past ? findTrail(code, past.earlier, reading, base.number) : []),
    breaks: () => (past ? sayBreaks(past) : []),
    destroy: () => aborting.abort(),
  };
}

const NEEDING: ReadonlySet<string> = new Set(["evolution", "avant"]);
