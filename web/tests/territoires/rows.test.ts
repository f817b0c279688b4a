import { describe, expect, it } from "vitest";
import { buildClasses } from "../../src/shared/palette";
import type { Component, IndexValue, IndicatorName, Outline, Status, ValueRow } from "../../src/shared/types";
import { INDICATOR_NAMES } from "../../src/shared/types";
import { chooseLook, findReason } from "../../src/territoires/looks";
import { buildRows, isPlotted, readCoverage } from "../../src/territoires/rows";
import { describeCoverage, describeIndexValue, describeRow } from "../../src/territoires/texts.fr";

const CLASSES = buildClasses([60, 80, 95, 105, 120, 150]);
const SQUARE: Outline = {
  type: "Polygon",
  coordinates: [
    [
      [6, 46],
      [6.1, 46],
      [6.1, 46.1],
      [6, 46],
    ],
  ],
};

const index = (value: number | null, status: Status = "ok", coverage: number | null = 1): IndexValue => ({
  value,
  status,
  class: null,
  coverage,
  missing: [],
});

function valueRow(
  code: string,
  nom: string,
  occupation: IndexValue,
  attractivite: IndexValue,
  fragilite = index(null, "secret"),
): ValueRow {
  const component: Component = {
    num: null,
    den: null,
    rate: null,
    ratio: null,
    weight: null,
    contribution: null,
    status: "secret",
    coverage: null,
  };
  const components = Object.fromEntries(INDICATOR_NAMES.map((name) => [name, component]));
  return {
    code,
    nom,
    code_insee: code,
    logements: 30,
    repondants: null,
    indices: { occupation, attractivite, fragilite },
    components: components as Record<IndicatorName, Component>,
    intervals: {},
    evolution: {},
    signal: false,
    access: "full",
  };
}

const outline = (code: string) => ({ type: "Feature" as const, geometry: SQUARE, properties: { code } });

describe("buildRows", () => {
  const rows = buildRows(
    [
      valueRow("2", "Vougy", index(58, "partiel", 0.44), index(41), index(50, "partiel", 0.44)),
      valueRow("1", "Ayse", index(null, "non_transmis", null), index(32), index(null, "non_transmis", null)),
      valueRow("3", "Élan", index(120), index(100), index(110)),
    ],
    [outline("1"), outline("2")],
    new Map([["1", "Ayse"]]),
  );

  it("orders the rows as French reads them", () => {
    expect(rows.map(({ nom }) => nom)).toEqual(["Ayse", "Élan", "Vougy"]);
  });

  it("gives a place in the plot only to a row that has both indices", () => {
    expect(rows.filter(isPlotted).map(({ code, spot }) => [code, spot])).toEqual([
      ["3", { x: 120, y: 100 }],
      ["2", { x: 58, y: 41 }],
    ]);
  });

  it("says why a row has no place", () => {
    expect(rows.map(findReason)).toEqual(["non_transmis", "ok", "ok"]);
  });

  it("is partial when one of its indices is", () => {
    expect(rows.map(({ partial }) => partial)).toEqual([false, false, true]);
    expect(rows.map(readCoverage)).toEqual([null, 1, 0.44]);
    expect(rows.map(describeCoverage)).toEqual([null, null, "couverture 44\u202f% des logements"]);
  });

  it("keeps a row without an outline", () => {
    expect(rows.map(({ shape }) => shape !== null)).toEqual([true, false, true]);
  });

  it("reads as a sentence", () => {
    const sentences = rows.map((row) => describeRow(row, "commune"));
    expect(sentences[0]).toBe("Ayse, 30\u00a0logements, occupation non transmis, attractivité 32");
    expect(sentences[2]).toBe(
      "Vougy, 30\u00a0logements, occupation 58 (partiel), attractivité 41, potentiel d’accueil",
    );
  });
});

describe("describeIndexValue", () => {
  it("says that small counts draw the interval away from what was counted", () => {
    const [row] = buildRows([valueRow("3", "Vougy", index(58, "partiel", 0.44), index(41))], [], new Map());
    if (row === undefined) throw new Error("no row");
    const between = (low: number, high: number) =>
      describeIndexValue({ ...row, intervals: { occupation: [low, high] } }, "occupation");
    expect(between(50, 70)).toBe("58 (partiel) (entre 50 et 70)");
    expect(between(75, 108)).toBe("58 (partiel) (petits effectifs\u00a0: plutôt entre 75 et 108)");
  });
});

describe("chooseLook", () => {
  const [ayse, elan, vougy] = buildRows(
    [
      valueRow("1", "Ayse", index(null, "non_transmis", null), index(32)),
      valueRow("2", "Élan", index(120), index(130)),
      valueRow("3", "Vougy", index(58, "partiel", 0.44), index(41)),
    ],
    [],
    new Map(),
  );

  it("never gives a colour to what has no value", () => {
    expect(ayse && chooseLook(ayse, "profil", CLASSES)).toMatchObject({
      fill: "url(#motif-non-transmis)",
      dashed: true,
      mark: "",
    });
    expect(ayse && chooseLook(ayse, "fragilite", CLASSES)).toMatchObject({ fill: "url(#motif-secret)" });
  });

  it("says in a mark what the colour says", () => {
    expect(elan && chooseLook(elan, "profil", CLASSES)).toMatchObject({ mark: "↗", hollow: false });
    expect(elan && chooseLook(elan, "occupation", CLASSES)).toMatchObject({ mark: "120" });
  });

  it("draws a partial value hollow", () => {
    expect(vougy && chooseLook(vougy, "profil", CLASSES).hollow).toBe(true);
    expect(vougy && chooseLook(vougy, "occupation", CLASSES).hollow).toBe(true);
    expect(vougy && chooseLook(vougy, "attractivite", CLASSES).hollow).toBe(false);
  });
});
