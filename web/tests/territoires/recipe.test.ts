import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INDICATOR_NAMES } from "../../src/shared/types";
import { listMoves, readRecipe, tryRecipe } from "../../src/territoires/recipe";
import { applyTrial, isTrial, trialField } from "../../src/territoires/recipe-address";
import { aRow, METHOD } from "./builders";

const published = readRecipe(METHOD);

describe("a recipe that is tried", () => {
  it("gives the published values under the published method", () => {
    const row = aRow("A", { occ1: 140, occ2: 120, att2: 190 });

    const tried = tryRecipe(row, published, METHOD, null);

    expect(tried).toEqual({ occupation: 115, attractivite: 130, fragilite: 122.5, class: "fragile" });
    expect(listMoves([row], published, METHOD)).toEqual([]);
  });

  it("follows the weights: (2×140 + 120 + 100 + 100) / 5 = 120", () => {
    const row = aRow("A", { occ1: 140, occ2: 120 });

    expect(tryRecipe(row, applyTrial(published, { weights: { occ1: 2 } }), METHOD, null).occupation).toBeCloseTo(120);
  });

  it("leaves out an indicator of no weight, and asks no more components than there are", () => {
    const row = aRow("A", { occ1: 160 });
    const recipe = applyTrial(published, { weights: { occ2: 0, occ3: 0, occ4: 0 } });

    expect(tryRecipe(row, recipe, METHOD, null).occupation).toBe(160);
  });

  it("renormalises over the components that are there, and gives up below the rule of the method", () => {
    expect(tryRecipe(aRow("A", { occ1: null }), published, METHOD, null).occupation).toBe(100);
    expect(tryRecipe(aRow("A", { occ1: null, occ2: null }), published, METHOD, null).fragilite).toBeNull();
  });

  it("rebases on another territory, which is then worth exactly 100", () => {
    const reference = aRow("R", { occ1: 80, att1: 50 });
    const row = aRow("A", { occ1: 160, att1: 100 });

    expect(tryRecipe(reference, published, METHOD, reference).fragilite).toBeCloseTo(100);
    expect(tryRecipe(row, published, METHOD, reference).occupation).toBeCloseTo((200 + 300) / 4);
  });

  it("leaves without object what the reference has none of", () => {
    const reference = aRow("R", { att2: 0 });

    expect(tryRecipe(aRow("A", { att2: 300 }), published, METHOD, reference).attractivite).toBe(100);
  });

  it("lists what changes class, and only that", () => {
    const [calm, near] = [aRow("A", {}), aRow("B", { occ1: 160, att1: 130 })];

    const moves = listMoves([calm, near], applyTrial(published, { intermediaire: 115 }), METHOD);

    expect(moves.map(({ row, before, after }) => [row.code, before, after])).toEqual([
      ["B", "intermédiaire", "équilibré"],
    ]);
  });

  it("says nothing of a row of which only the class may be read", () => {
    const elsewhere = aRow("A", { occ1: null, occ2: null, att1: null, att2: null }, { access: "class" });
    elsewhere.indices.fragilite = { ...elsewhere.indices.fragilite, value: null, class: "fragile" };

    expect(listMoves([elsewhere], applyTrial(published, { fragile: 150 }), METHOD)).toEqual([]);
  });

  it("never depends on the scale of the weights", () => {
    const weights = fc.record(
      Object.fromEntries(INDICATOR_NAMES.map((name) => [name, fc.double({ min: 0.1, max: 2 })])),
    );
    fc.assert(
      fc.property(weights, (some) => {
        const row = aRow("A", { occ1: 140, occ3: 60, att2: 250 });
        const twice = Object.fromEntries(Object.entries(some).map(([name, weight]) => [name, 2 * weight]));
        const [one, two] = [some, twice].map(
          (each) => tryRecipe(row, applyTrial(published, { weights: each }), METHOD, null).fragilite ?? 0,
        );
        expect(two).toBeCloseTo(one ?? 0, 9);
      }),
    );
  });
});

describe("the address of a trial", () => {
  it("is empty as long as nothing is tried", () => {
    expect(isTrial({})).toBe(false);
    expect(isTrial({ weights: {} })).toBe(false);
    expect(isTrial({ share: 60 })).toBe(true);
  });

  it("refuses what no slider can say", () => {
    for (const text of ["occ1:9", "occ9:1", "part:101", "fragile:-3", "occ1", "ref:<b>", "occ1:2,"]) {
      expect(trialField().parse(text)).toBeUndefined();
    }
  });
});
