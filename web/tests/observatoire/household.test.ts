import { describe, expect, it } from "vitest";
import { formatHousehold, isComplete, listWords, parseHousehold, reconcile } from "../../src/observatoire/household";

describe("a type of household in the address", () => {
  it("goes there and back", () => {
    const text = "inf_40.monoparentale.3_4.un";
    expect(formatHousehold(parseHousehold(text))).toBe(text);
    expect(isComplete(parseHousehold(text))).toBe(true);
  });

  it("keeps only words of the closed lists", () => {
    expect(parseHousehold("inf_40.Durand.3_4.un")).toEqual({ ressources: "inf_40", taille: "3_4", activite: "un" });
    expect(formatHousehold(parseHousehold("x"))).toBeNull();
    expect(parseHousehold(null)).toEqual({});
  });

  it("leaves open what the composition makes impossible", () => {
    expect(reconcile({ famille: "monoparentale", taille: "1", activite: "deux" })).toEqual({
      famille: "monoparentale",
    });
    expect(listWords("taille", {})).toEqual(["1", "2", "3_4", "5"]);
    expect(listWords("activite", { famille: "seule" })).toEqual(["aucun", "un"]);
  });

  it("chooses the size when only one is possible", () => {
    expect(reconcile({ famille: "couple" })).toEqual({ famille: "couple", taille: "2" });
  });
});
