import { describe, expect, it } from "vitest";
import { buildClasses } from "../../src/shared/palette";
import { readBrush } from "../../src/territoires/brush";
import { CHANGE_CLASSES, findChangeClass } from "../../src/territoires/changes";
import { countBins, drawHistogram } from "../../src/territoires/histogram";
import { isKept, isNarrowed, type Narrowing, rangesField, tidyRange, withRange } from "../../src/territoires/ranges";
import { createScale } from "../../src/territoires/scale";
import { anIndex, aRow } from "./builders";

const ALL: Narrowing = { plages: {}, bailleur: null, qpv: "tous", rehabilitation: "toutes" };

describe("narrowing the rows", () => {
  it("keeps both ends of an interval", () => {
    const row = aRow("A", { occ1: 140 });

    expect(isKept(row, { ...ALL, plages: { occupation: { low: 110, high: 110 } } })).toBe(true);
    expect(isKept(row, { ...ALL, plages: { occupation: { low: 111, high: 200 } } })).toBe(false);
  });

  it("keeps residences with works, or without, and in neither those whose landlord does not say", () => {
    const told = [true, false, null].map((rehabilitated) => aRow("A", {}, { bailleur: "Halpades", rehabilitated }));
    const kept = (rehabilitation: Narrowing["rehabilitation"]) =>
      told.map((row) => isKept(row, { ...ALL, rehabilitation }));
    expect(kept("avec")).toEqual([true, false, false]);
    expect(kept("sans")).toEqual([false, true, false]);
    expect(kept("toutes")).toEqual([true, true, true]);
  });

  it("leaves out a row without a value wherever an interval is asked for: where it stands is not told", () => {
    const secret = aRow(
      "A",
      {},
      { indices: { occupation: anIndex(null), attractivite: anIndex(90), fragilite: anIndex(null) } },
    );

    expect(isKept(secret, ALL)).toBe(true);
    expect(isKept(secret, { ...ALL, plages: { occupation: { low: 0, high: 500 } } })).toBe(false);
  });

  it("chooses a landlord, and one side of the priority neighbourhoods", () => {
    const inside = aRow("A", {}, { inQpv: true });

    expect(isKept(inside, { ...ALL, bailleur: "Semcoda" })).toBe(false);
    expect(isKept(inside, { ...ALL, qpv: "hors" })).toBe(false);
    expect(isKept(inside, { ...ALL, qpv: "dans" })).toBe(true);
    expect(isKept(aRow("C", {}), { ...ALL, qpv: "hors" })).toBe(true);
  });

  it("says whether anything is left out", () => {
    expect(isNarrowed(ALL)).toBe(false);
    expect(isNarrowed({ ...ALL, bailleur: "Halpades" })).toBe(true);
  });

  it("puts the ends in order, and drops an interval that leaves nothing out", () => {
    expect(tidyRange(120.4, 90)).toEqual({ low: 90, high: 120 });
    expect(tidyRange(0, 999)).toBeNull();
    expect(withRange({ occupation: { low: 1, high: 2 } }, "occupation", null)).toEqual({});
  });

  it("refuses an address that means nothing", () => {
    expect(rangesField().parse("occupation:90-120,fragilite:0-105")).toEqual({
      occupation: { low: 90, high: 120 },
      fragilite: { low: 0, high: 105 },
    });
    expect(rangesField().parse("occ1:1-2")).toBeUndefined();
  });
});

describe("a rectangle on the plot", () => {
  it("covers an interval of each axis, however it was drawn", () => {
    const frame = {
      width: 100,
      height: 100,
      area: { left: 0, top: 0, right: 100, bottom: 100 },
      x: createScale({ from: 50, to: 150 }, 0, 100),
      y: createScale({ from: 50, to: 150 }, 100, 0),
    };

    expect(readBrush(frame, { x: 60, y: 10 }, { x: 40, y: 50 })).toEqual({
      occupation: { low: 90, high: 110 },
      attractivite: { low: 100, high: 140 },
    });
  });
});

describe("the histogram", () => {
  const rows = [aRow("A", {}), aRow("B", { occ1: 140 }), aRow("C", { occ1: 2000 })];

  it("counts what is kept among all, and what is beyond in the last bar", () => {
    const bins = countBins(rows, new Set(["A"]), "occupation");

    expect(bins.reduce((sum, { all }) => sum + all, 0)).toBe(3);
    expect(bins[0]).toEqual({ from: 100, to: 110, kept: 1, all: 1 });
    expect(bins.at(-1)?.from).toBe(200);
  });

  it("counts no row without a value", () => {
    const secret = aRow(
      "S",
      {},
      { indices: { occupation: anIndex(null), attractivite: anIndex(null), fragilite: anIndex(null) } },
    );

    expect(countBins([secret], new Set(["S"]), "occupation")).toEqual([]);
  });

  it("draws two bars for each bin", () => {
    const bins = countBins(rows.slice(0, 2), new Set(["A"]), "occupation");

    expect(drawHistogram(bins, buildClasses([105, 120])).querySelectorAll("rect")).toHaveLength(2 * bins.length);
  });
});

describe("classes of a change", () => {
  it("put a bound with what is farther from no change, on both sides alike", () => {
    const marks = [-15, -14.9, -5, -4.9, 0, 4.9, 5, 14.9, 15].map((change) => findChangeClass(change).mark);

    expect(marks).toEqual(["− −", "−", "−", "=", "=", "=", "+", "+", "+ +"]);
    expect(new Set(CHANGE_CLASSES.map(({ colour }) => colour)).size).toBe(5);
  });
});
