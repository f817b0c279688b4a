/**
 * What the rows are narrowed to: an interval of an index, a landlord, inside or outside a priority neighbourhood, with or
 * without rehabilitation.
 */
import { INDEX_NAMES, type IndexName } from "../shared/types";
import type { Field } from "../shared/url";
import type { Row } from "./rows";

/** Both ends are included. */
export interface Range {
  low: number;
  high: number;
}

export type Ranges = Readonly<Partial<Record<IndexName, Range>>>;

export const QPV_CHOICES = ["tous", "dans", "hors"] as const;
export type QpvChoice = (typeof QPV_CHOICES)[number];

/** Whether there was a rehabilitation. Where the landlord does not say, a residence is in neither. */
export const WORKS_CHOICES = ["toutes", "avec", "sans"] as const;
export type WorksChoice = (typeof WORKS_CHOICES)[number];

export interface Narrowing {
  plages: Ranges;
  bailleur: string | null;
  qpv: QpvChoice;
  rehabilitation: WorksChoice;
}

export const HIGHEST = 999;

/** Whether a row is kept. A row without a value is in no interval: where one is asked for, it is left out. */
export function isKept(row: Row, { plages, bailleur, qpv, rehabilitation }: Narrowing): boolean {
  if (bailleur !== null && row.bailleur !== bailleur) return false;
  if (qpv !== "tous" && row.inQpv !== null && row.inQpv !== (qpv === "dans")) return false;
  const isResidence = row.bailleur !== null;
  if (rehabilitation !== "toutes" && isResidence && row.rehabilitated !== (rehabilitation === "avec")) return false;
  return INDEX_NAMES.every((index) => {
    const range = plages[index];
    const { value } = row.indices[index];
    return !range || (value !== null && value >= range.low && value <= range.high);
  });
}

/** Whether anything is left out at all. */
export function isNarrowed({ plages, bailleur, qpv, rehabilitation }: Narrowing): boolean {
  return Object.keys(plages).length > 0 || bailleur !== null || qpv !== "tous" || rehabilitation !== "toutes";
}

/** A range in whole numbers, the lower end first; `null` where it would leave nothing out. */
export function tidyRange(a: number, b: number): Range | null {
  const [low, high] = [Math.min(a, b), Math.max(a, b)].map((end) => Math.min(HIGHEST, Math.max(0, Math.round(end))));
  if (low === undefined || high === undefined || (low === 0 && high === HIGHEST)) return null;
  return { low, high };
}

/** The ranges with one changed; `null` takes it away. */
export function withRange(plages: Ranges, index: IndexName, range: Range | null): Ranges {
  const { [index]: _, ...others } = plages;
  return range ? { ...others, [index]: range } : others;
}

/** `occupation:90-120,fragilite:0-105`. */
export function rangesField(): Field<Ranges> {
  return {
    fallback: {},
    parse(text) {
      let plages: Ranges = {};
      for (const part of text.split(",")) {
        const [, name, low, high] = /^([a-z]+):(\d{1,3})-(\d{1,3})$/.exec(part) ?? [];
        const index = INDEX_NAMES.find((candidate) => candidate === name);
        if (!index) return undefined;
        plages = withRange(plages, index, tidyRange(Number(low), Number(high)));
      }
      return plages;
    },
    format: (plages) =>
      INDEX_NAMES.flatMap((index) => {
        const range = plages[index];
        return range ? [`${index}:${range.low}-${range.high}`] : [];
      }).join(","),
  };
}
