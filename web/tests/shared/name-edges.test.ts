import { describe, expect, it } from "vitest";
import { findSlide } from "../../src/shared/name-edges";

describe("findSlide", () => {
  it("brings a name that an edge cuts back inside", () => {
    expect(findSlide({ left: -20, right: 60 }, 4, 400)).toBe(24);
    expect(findSlide({ left: 350, right: 430 }, 4, 400)).toBe(-30);
  });

  it("leaves alone a name that is whole, or whose outline is out of sight", () => {
    expect(findSlide({ left: 30, right: 110 }, 4, 400)).toBe(0);
    expect(findSlide({ left: -90, right: -10 }, 4, 400)).toBe(0);
  });
});
