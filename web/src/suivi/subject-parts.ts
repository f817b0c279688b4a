/** What the sections of every subject are made of. */
import { h } from "../shared/dom";
import { type Column, createTable } from "../shared/table";

/** A title and what it names. */
export function section(title: string, ...content: (Node | null)[]): HTMLElement {
  return h("div", { class: "follow-section" }, h("h2", {}, title), ...content);
}

/** A table already filled, in the order of its rows. */
export function buildTable<Row>(
  caption: string,
  keyOf: (row: Row) => string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): HTMLElement {
  const table = createTable<Row>({ caption, keyOf, columns, sorting: { key: "", descending: false } });
  table.update(rows);
  return table.element;
}

/** A file to take away, made for who asks. */
export function buildFile(href: string, label: string): HTMLElement {
  return h("a", { href, class: "button button-small", download: true }, label);
}
