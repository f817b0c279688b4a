/** A sortable table: the alternative of every map and plot, and often the better view. */
import { h, replace } from "./dom";
import { compareText, formatInteger } from "./format";
import { texts } from "./texts.fr";

export interface Column<Row> {
  key: string;
  label: string;
  /** What the cell shows. */
  cell(row: Row): Node | string;
  /** What the column sorts on; `null` always comes last. Without it the column does not sort. */
  sort?(row: Row): number | string | null;
  /** Right-aligned, tabular figures. */
  numeric?: boolean;
  /** The cell that names the row. */
  heading?: boolean;
}

export interface Sorting {
  key: string;
  descending: boolean;
}

export interface TableOptions<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  sorting?: Sorting;
  /** How many rows are drawn at first, and with each « more »: thousands of rows hold a page up. All of them by default. */
  atOnce?: number;
  /** Called on a click on a row; the heading cell then holds a button for the keyboard. */
  onSelect?(row: Row): void;
  onSort?(sorting: Sorting): void;
}

export interface Table<Row> {
  element: HTMLElement;
  update(rows: readonly Row[]): void;
  select(key: string | null): void;
  /** Puts the rows in another order, without telling `onSort`. */
  sort(sorting: Sorting): void;
}

/** Builds a table; `update` fills it. */
export function createTable<Row>(options: TableOptions<Row>): Table<Row> {
  let rows: readonly Row[] = [];
  let selected: string | null = null;
  let sorting: Sorting = options.sorting ?? { key: options.columns[0]?.key ?? "", descending: false };
  const heads = new Map(options.columns.map((column) => [column.key, buildHead(column, () => sortBy(column.key))]));
  const body = h("tbody");
  const atOnce = options.atOnce ?? Number.POSITIVE_INFINITY;
  let shown = atOnce;
  const more = h("button", {
    type: "button",
    class: "button more-rows",
    hidden: true,
    on: { click: () => showMore() },
  });
  const table = h(
    "table",
    { class: "data-table" },
    h("caption", { class: "visually-hidden" }, options.caption),
    h("thead", {}, h("tr", {}, ...heads.values())),
    body,
  );
  const element = h(
    "div",
    { class: "table-scroll", role: "region", "aria-label": options.caption, tabindex: 0 },
    table,
    more,
  );

  function sayMore(): void {
    const left = rows.length - shown;
    more.hidden = left <= 0;
    more.textContent = texts.table.more
      .replace("{count}", formatInteger(Math.max(0, Math.min(left, atOnce))))
      .replace("{total}", formatInteger(rows.length));
  }

  function showMore(): void {
    const first = shown;
    shown += atOnce;
    draw();
    // The reading goes on where it was: the button may have gone.
    const next = body.querySelectorAll<HTMLElement>("tr")[first];
    next?.setAttribute("tabindex", "-1");
    next?.focus();
  }

  function sortBy(key: string): void {
    sorting = { key, descending: sorting.key === key && !sorting.descending };
    options.onSort?.(sorting);
    draw();
  }

  function draw(): void {
    for (const [key, head] of heads) {
      const order = sorting.descending ? "descending" : "ascending";
      if (key === sorting.key) head.setAttribute("aria-sort", order);
      else head.removeAttribute("aria-sort");
    }
    const held = holdFocus(body);
    const drawn = sortRows(rows, options.columns, sorting).slice(0, shown);
    const lines = drawn.map((row) => buildRow(row, options));
    replace(body, ...(lines.length > 0 ? lines : [buildEmpty(options.columns.length)]));
    sayMore();
    mark();
    held();
  }

  function mark(): void {
    for (const line of body.querySelectorAll<HTMLElement>("tr[data-key]")) {
      const on = line.dataset.key === selected;
      line.classList.toggle("selected", on);
      line.querySelector("button.row-link")?.setAttribute("aria-pressed", String(on));
    }
  }

  return {
    element,
    update(next) {
      rows = next;
      draw();
    },
    select(key) {
      selected = key;
      mark();
    },
    sort(next) {
      sorting = next;
      draw();
    },
  };
}

/** Rows in the order of a column; rows without a value come last whichever the direction. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting): Row[] {
  const read = columns.find((column) => column.key === sorting.key)?.sort;
  if (!read) return [...rows];
  const sign = sorting.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: read(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === "number" && typeof b.value === "number") return sign * (a.value - b.value);
      return sign * compareText(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}

/** Remembers which row has the focus, to give it back once the rows are drawn again. */
function holdFocus(body: HTMLElement): () => void {
  const held = document.activeElement?.closest<HTMLElement>("tr[data-key]");
  if (!held || !body.contains(held)) return () => {};
  return () => {
    const rows = [...body.querySelectorAll<HTMLElement>("tr[data-key]")];
    rows
      .find((row) => row.dataset.key === held.dataset.key)
      ?.querySelector<HTMLElement>("button.row-link")
      ?.focus();
  };
}

function buildHead<Row>(column: Column<Row>, onSort: () => void): HTMLTableCellElement {
  const label = column.sort
    ? h("button", { type: "button", class: "sort", on: { click: onSort } }, column.label)
    : column.label;
  return h("th", { scope: "col", class: column.numeric ? "numeric" : null }, label);
}

function buildRow<Row>(row: Row, options: TableOptions<Row>): HTMLTableRowElement {
  const { onSelect } = options;
  const cells = options.columns.map((column) => {
    const content = column.cell(row);
    if (!column.heading) return h("td", { class: column.numeric ? "numeric" : null }, content);
    if (!onSelect) return h("th", { scope: "row" }, content);
    return h(
      "th",
      { scope: "row" },
      h("button", { type: "button", class: "row-link", "aria-pressed": "false" }, content),
    );
  });
  const line = h("tr", { "data-key": options.keyOf(row) }, ...cells);
  if (onSelect) {
    line.classList.add("selectable");
    line.addEventListener("click", () => onSelect(row));
  }
  return line;
}

function buildEmpty(columns: number): HTMLTableRowElement {
  return h("tr", {}, h("td", { colspan: columns, class: "empty-cell" }, texts.table.empty));
}
