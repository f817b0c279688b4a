import { describe, expect, it } from "vitest";
import { explainMissingShare, formatBound, listBounds } from "../../src/shared/bounds.fr";

describe("a share that is not shown", () => {
  it("is a bound where nearly all, or nearly none, are in that situation", () => {
    expect(explainMissingShare({ status: "secret", bound: "au_plus_5" })).toBe("≤\u202f5\u202f%");
    expect(explainMissingShare({ status: "secret", bound: "au_moins_95" })).toBe("≥\u202f95\u202f%");
  });

  it("is said by its name on a map, and nothing is said of the others", () => {
    expect(listBounds((name) => (name === "occ4" ? "au_moins_95" : null))).toEqual([
      "Monoparentales\u202f: ≥\u202f95\u202f%",
    ]);
  });

  it("is its status otherwise, and no bound", () => {
    expect(explainMissingShare({ status: "secret" })).toBe("secret statistique");
    expect(explainMissingShare({ status: "non_transmis", bound: null })).toBe("non transmis");
    expect(formatBound({ bound: null })).toBeNull();
  });
});
