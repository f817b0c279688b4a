import { describe, expect, it } from "vitest";
import {
  binValues,
  buildRows,
  categorise,
  countCategories,
  type Filters,
  filterRows,
  type Row,
} from "../../src/observatoire/rows";
import { NO_FILTER, toggleCategory } from "../../src/observatoire/state";
import { buildClasses } from "../../src/shared/palette";
import type { IndexValue, PartnerResidence } from "../../src/shared/types";

const classes = buildClasses([60, 80, 95, 105, 120, 150]);

function value(number: number | null, status: IndexValue["status"] = number === null ? "secret" : "ok"): IndexValue {
  return { value: number, status, class: null, coverage: null, missing: [] };
}

function feature(code: string, number: number | null, more: Partial<PartnerResidence> = {}) {
  const index = value(number);
  const properties: PartnerResidence = {
    code,
    nom: `Résidence ${code}`,
    code_insee: "74042",
    commune: "Bonneville",
    secteur: null,
    secteur_nom: null,
    code_qp: null,
    qpv_nom: null,
    bailleur_siren: "1",
    bailleur: "Halpades",
    logements: 20,
    facts: {},
    indices: { fragilite: index, occupation: index, attractivite: index },
    signal: false,
    signal_solidite: null,
    margin: null,
    departures: null,
    family: null,
    access: "full",
    ...more,
  };
  return { type: "Feature" as const, geometry: { type: "Point" as const, coordinates: [6.4, 46.1] }, properties };
}

const rows = buildRows([
  feature("a", 142, { signal: true, code_qp: "QP1" }),
  feature("b", 120, { bailleur_siren: "2", bailleur: "Semcoda" }),
  feature("c", 50, { code_insee: "74164", commune: "Marignier" }),
  feature("d", null),
]);
const byFragility = (row: Row) => categorise(row.indices.fragilite, classes);
const keep = (filters: Partial<Filters>) =>
  filterRows(rows, { ...NO_FILTER, ...filters }, byFragility).map(({ code }) => code);

describe("rows", () => {
  it("stand by commune, then by name, with latitude first", () => {
    expect(rows.map(({ code }) => code)).toEqual(["a", "b", "d", "c"]);
    expect(rows[0]?.position).toEqual([46.1, 6.4]);
  });

  it("keep a residence without a point, off the map", () => {
    const [row] = buildRows([{ ...feature("a", 100), geometry: null }]);
    expect(row?.position).toBeNull();
  });
});

describe("filters", () => {
  it("keep everything when none is set", () => {
    expect(keep({})).toEqual(["a", "b", "d", "c"]);
  });

  it("each keep their own", () => {
    expect(keep({ signal: true })).toEqual(["a"]);
    expect(keep({ qpv: true })).toEqual(["a"]);
    expect(keep({ bailleur: "2" })).toEqual(["b"]);
    expect(keep({ commune: "74164" })).toEqual(["c"]);
  });

  it("add up", () => {
    expect(keep({ commune: "74042", classes: ["120-150"] })).toEqual(["a", "b"]);
    expect(keep({ commune: "74042", classes: ["120-150"], bailleur: "2" })).toEqual(["b"]);
  });

  it("keep what has no number by its status", () => {
    expect(keep({ classes: ["secret"] })).toEqual(["d"]);
  });

  it("toggle a category on and off", () => {
    expect(toggleCategory(["secret"], "0-60")).toEqual(["0-60", "secret"]);
    expect(toggleCategory(["0-60", "secret"], "secret")).toEqual(["0-60"]);
  });
});

describe("counts", () => {
  it("put every row in one category", () => {
    const counts = countCategories(rows, byFragility);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(rows.length);
    expect(counts.get("120-150")).toBe(2);
  });

  it("never give a class to a value that is withheld", () => {
    expect(categorise(value(null, "non_transmis"), classes)).toBe("non_transmis");
  });

  it("put what lies beyond in the first and last bins, and withheld values in none", () => {
    const far = buildRows([feature("low", 3), feature("high", 400), feature("none", null)]);
    const bins = binValues(far, "fragilite");
    expect(bins[0]?.count).toBe(1);
    expect(bins.at(-1)?.count).toBe(1);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(2);
  });

  it("put a value on the edge of a bin in the bin that it begins", () => {
    const bins = binValues(buildRows([feature("edge", 105)]), "fragilite");
    expect(bins.find((bin) => bin.count === 1)?.from).toBe(105);
  });
});
