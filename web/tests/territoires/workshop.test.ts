import { describe, expect, it } from "vitest";
import type { Move } from "../../src/territoires/recipe";
import { describeOutcome } from "../../src/territoires/workshop";

const move = (before: string, after: string) => ({ before, after }) as Move;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("describeOutcome", () => {
  it("says who becomes fragile and who no longer is, and that nothing is in force", () => {
    const moves = [move("intermédiaire", "fragile"), move("équilibré", "fragile"), move("fragile", "intermédiaire")];
    expect(plain(describeOutcome(moves, 62))).toBe(
      "3 changements de classe sur 62 : 2 deviennent fragiles, 1 n’est plus fragile. Rien n’est en vigueur.",
    );
  });

  it("says the rest alone, or that nothing moves", () => {
    expect(plain(describeOutcome([move("équilibré", "intermédiaire")], 7))).toBe(
      "1 changement de classe sur 7. Rien n’est en vigueur.",
    );
    expect(plain(describeOutcome([], 7))).toBe("Aucun territoire ne change de classe.");
  });
});
