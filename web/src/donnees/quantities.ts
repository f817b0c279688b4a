/** Quantities of several sources, written as people read them. */
import { formatInteger, formatPrecise, NOTHING } from "../shared/format";

/** A count, or a rate in percent. */
export function writeQuantity(value: number | null, measure: string): string {
  if (value === null) return NOTHING;
  return measure.startsWith("taux_") ? `${formatPrecise(value, 2)} %` : formatInteger(value);
}
