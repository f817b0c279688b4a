/** The column of an index in a table: its class beside its value, or what withholds it. */
import { h } from "./dom";
import { formatIndex } from "./format";
import { findClass, type MapClass } from "./palette";
import type { Column } from "./table";
import { INDEX_LABELS } from "./texts.fr";
import type { IndexName, Indices, Status } from "./types";

interface Words {
  /** What stands in the place of a number. */
  withhold(status: Status): Node;
  /** What is said around a value that some components lack. */
  mark(chip: HTMLElement, status: Status): Node;
}

export function buildIndexColumn<Row extends { indices: Indices }>(
  index: IndexName,
  classes: readonly MapClass[],
  { withhold, mark }: Words,
): Column<Row> {
  return {
    key: index,
    label: INDEX_LABELS[index],
    numeric: true,
    cell: (row) => {
      const { value, status } = row.indices[index];
      if (value === null) return withhold(status);
      const chip = { class: "value-chip", "data-offset": findClass(classes, value).offset };
      return mark(h("span", chip, formatIndex(value)), status);
    },
    sort: (row) => row.indices[index].value,
  };
}
