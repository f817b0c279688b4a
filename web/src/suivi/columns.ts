/** Columns of the tables of the follow-up: words, counts and shares. */
import { formatInteger, formatPercent, formatPrecise, NOTHING } from "../shared/format";
import type { Column } from "../shared/table";
import { texts } from "./subjects-texts.fr";

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

export function share<Row>(key: string, label: string, read: (row: Row) => number | null): Column<Row> {
  return figure(key, label, read, (value) => formatPercent(value, 0));
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
