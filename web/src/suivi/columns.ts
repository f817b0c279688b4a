/** Columns of the tables of the follow-up: words, counts and shares. */
import { formatInteger, formatPercent, formatPrecise, NOTHING } from "../shared/format";
import { formatGaugeShare } from "../shared/gauge-share";
import type { Column } from "../shared/table";
import type { ShownGauge } from "../shared/types";
import { texts } from "./subjects-texts.fr";
import { decimalsOf, describeMissing } from "./texts.fr";

/** A count that may be withheld. */
export interface Few {
  value: number | null;
  status: "ok" | "secret";
}

export function word<Row>(key: string, label: string, read: (row: Row) => string | null, heading = false): Column<Row> {
  return { key, label, heading, cell: (row) => read(row) ?? NOTHING, sort: read };
}

export function count<Row>(key: string, label: string, read: (row: Row) => number | null): Column<Row> {
  return figure(key, label, read, formatInteger);
}

/** What is promised is written as it was signed: « 25 % », « 71,43 % ». */
export function rate<Row>(key: string, label: string, read: (row: Row) => number | null): Column<Row> {
  return figure(key, label, read, (value) => formatPercent(value, decimalsOf(value)));
}

/** The share of a gauge, which never reads as reached when something is missing. */
export function gaugeShare<Row>(key: string, label: string, read: (row: Row) => ShownGauge): Column<Row> {
  const cell = (row: Row) => {
    const gauge = read(row);
    return gauge.share === null ? NOTHING : formatGaugeShare({ ...gauge, share: gauge.share });
  };
  return { key, label, numeric: true, cell, sort: (row) => read(row).share };
}

/** What is missing to a gauge: a number wherever there is one, for the column is read down. */
export function missing<Row>(key: string, label: string, read: (row: Row) => ShownGauge): Column<Row> {
  const cell = (row: Row) => {
    const gauge = read(row);
    return gauge.missing === null || gauge.share === null ? describeMissing(gauge) : formatInteger(gauge.missing);
  };
  return { key, label, numeric: true, cell, sort: (row) => read(row).missing };
}

export function precise<Row>(key: string, label: string, read: (row: Row) => number | null, digits = 2): Column<Row> {
  return figure(key, label, read, (value) => formatPrecise(value, digits));
}

export function few<Row>(key: string, label: string, read: (row: Row) => Few): Column<Row> {
  return { key, label, numeric: true, cell: (row) => writeFew(read(row)), sort: (row) => read(row).value };
}

/** « secret » in words where a count describes few households. */
export function writeFew({ value }: Few): string {
  return value === null ? texts.secret : formatInteger(value);
}

function figure<Row>(
  key: string,
  label: string,
  read: (row: Row) => number | null,
  write: (value: number) => string,
): Column<Row> {
  const cell = (row: Row) => {
    const value = read(row);
    return value === null ? NOTHING : write(value);
  };
  return { key, label, numeric: true, cell, sort: read };
}
