/** The share of a gauge, precise enough to be believed. */
import { formatPercent } from "./format";
import type { Gauge } from "./types";

const MOST_DIGITS = 2;

/** « 38,8 % » where 39 % is promised and one is missing: rounded to 39 %, it would look reached. */
export function formatGaugeShare({
  share,
  rate,
  missing,
}: Pick<Gauge, "rate" | "missing"> & { share: number }): string {
  let digits = 0;
  if (missing && rate !== null) {
    while (digits < MOST_DIGITS && Number((share * 100).toFixed(digits)) >= Number((rate * 100).toFixed(MOST_DIGITS)))
      digits += 1;
  }
  return formatPercent(share, digits);
}
