import { describe, expect, it } from "vitest";
import { categoriseMargin, labelMarginClass, MARGIN_CLASSES } from "../../src/observatoire/margins";
import type { ClassName, IndexValue } from "../../src/shared/types";

function row(margin: number | null, classe: ClassName | null, status: IndexValue["status"] = "ok") {
  const index = { value: classe === null ? null : 100, status, class: classe, coverage: 1, missing: [] };
  return { margin, indices: { fragilite: index, occupation: index, attractivite: index } };
}

describe("marge d'accueil on the map", () => {
  it("is told by class for balanced residences only", () => {
    expect([0, 1, 2, 3, 4, 12].map((margin) => categoriseMargin(row(margin, "équilibré")))).toEqual([
      "marge-0",
      "marge-1",
      "marge-2",
      "marge-2",
      "marge-4",
      "marge-4",
    ]);
    expect(categoriseMargin(row(2, "intermédiaire"))).toBe("intermediaire");
    expect(categoriseMargin(row(0, "fragile"))).toBe("fragile");
  });

  it("is withheld with the value, and without object where nothing was let for a year", () => {
    expect(categoriseMargin(row(null, null, "secret"))).toBe("secret");
    expect(categoriseMargin(row(null, null, "non_transmis"))).toBe("non_transmis");
    expect(categoriseMargin(row(null, "équilibré"))).toBe("sans_objet");
  });

  it("names its classes", () => {
    expect(MARGIN_CLASSES.map(labelMarginClass)).toEqual(["aucune", "1 ménage", "2 ou 3 ménages", "4 ménages et plus"]);
  });
});
