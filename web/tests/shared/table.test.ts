import { describe, expect, it, vi } from "vitest";
import { type Column, createTable, sortRows } from "../../src/shared/table";

interface Line {
  code: string;
  nom: string;
  valeur: number | null;
}

const columns: Column<Line>[] = [
  { key: "nom", label: "Nom", heading: true, cell: (line) => line.nom, sort: (line) => line.nom },
  { key: "valeur", label: "Valeur", numeric: true, cell: (line) => String(line.valeur), sort: (line) => line.valeur },
];
const lines: Line[] = [
  { code: "a", nom: "Étoile", valeur: 3 },
  { code: "b", nom: "Arve", valeur: null },
  { code: "c", nom: "Zone", valeur: 12 },
];
const order = (rows: readonly Line[]) => rows.map(({ code }) => code).join("");

describe("sorting", () => {
  it("follows the order of French", () => {
    expect(order(sortRows(lines, columns, { key: "nom", descending: false }))).toBe("bac");
  });

  it.each([
    [false, "acb"],
    [true, "cab"],
  ])("leaves missing values last (descending: %s)", (descending, expected) => {
    expect(order(sortRows(lines, columns, { key: "valeur", descending }))).toBe(expected);
  });
});

describe("the table", () => {
  const build = (onSelect = vi.fn()) => {
    const table = createTable({ caption: "Essai", columns, keyOf: (line) => line.code, onSelect });
    table.update(lines);
    document.body.replaceChildren(table.element);
    return {
      table,
      onSelect,
      keys: () => [...table.element.querySelectorAll("tbody tr")].map((row) => row.getAttribute("data-key")).join(""),
    };
  };

  it("turns the order round when the same head is pressed twice, and says so", () => {
    const { table, keys } = build();
    const head = table.element.querySelectorAll("thead th")[1];
    head?.querySelector("button")?.click();
    expect(keys()).toBe("acb");
    expect(head?.getAttribute("aria-sort")).toBe("ascending");
    head?.querySelector("button")?.click();
    expect(keys()).toBe("cab");
    expect(head?.getAttribute("aria-sort")).toBe("descending");
  });

  it("selects by the button that names the row", () => {
    const { table, onSelect } = build();
    table.element.querySelector<HTMLElement>('tr[data-key="c"] button')?.click();
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(lines[2]);
  });

  it("marks the selected row for the eye and for the ear", () => {
    const { table } = build();
    table.select("a");
    const row = table.element.querySelector('tr[data-key="a"]');
    expect(row?.className).toContain("selected");
    expect(row?.querySelector("button")?.getAttribute("aria-pressed")).toBe("true");
  });

  it("says when it is empty", () => {
    const { table } = build();
    table.update([]);
    expect(table.element.textContent).toContain("Aucune ligne");
  });
});

it("draws thousands of rows a few at a time, in the order of all of them, and goes on where it was", () => {
  const table = createTable<Line>({ caption: "Lignes", columns, keyOf: (line) => line.code, atOnce: 2 });
  document.body.replaceChildren(table.element);
  const drawn = () =>
    [...table.element.querySelectorAll<HTMLElement>("tbody tr")].map((row) => row.dataset.key).join("");
  const more = table.element.querySelector<HTMLButtonElement>("button.more-rows");

  table.update(lines);
  expect([drawn(), more?.textContent, more?.hidden]).toEqual(["ba", "Montrer la suite (1 sur 3)", false]);
  more?.click();
  expect([drawn(), more?.hidden]).toEqual(["bac", true]);
  expect((document.activeElement as HTMLElement).dataset.key).toBe("c");
});

it("gives the focus back to the row that had it when rows are drawn again", () => {
  const table = createTable<Line>({ caption: "Lignes", columns, keyOf: (line) => line.code, onSelect: () => {} });
  document.body.replaceChildren(table.element);
  table.update(lines);
  table.element.querySelector<HTMLElement>('tr[data-key="c"] button')?.focus();

  table.update([{ code: "d", nom: "Nouvelle", valeur: 1 }, ...lines]);

  expect(document.activeElement?.closest("tr")?.dataset.key).toBe("c");
});
