import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";
import { buildClasses, DIVERGING, findClass, OUTLINE } from "../../src/shared/palette";

const BREAKS = [60, 80, 95, 105, 120, 150];
const toRgb = converter("rgb");
const distance = differenceCiede2000();
const sights = {
  normal: filterDeficiencyDeuter(0),
  deuteranopia: filterDeficiencyDeuter(1),
  protanopia: filterDeficiencyProt(1),
  tritanopia: filterDeficiencyTrit(1),
};

describe.each(Object.entries(sights))("the colours under %s sight", (_, see) => {
  const seen = DIVERGING.flatMap((colour) => {
    const rgb = toRgb(colour);
    return rgb ? [see(rgb)] : [];
  });

  it("keep neighbouring classes apart", () => {
    const gaps = seen.slice(1).map((colour, position) => distance(seen[position] ?? colour, colour));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15);
  });

  it("keep the two arms apart", () => {
    const half = Math.floor(seen.length / 2);
    const gaps = seen.slice(0, half).map((colour, position) => distance(colour, seen.at(-1 - position) ?? colour));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
  });
});

describe("classes", () => {
  const classes = buildClasses(BREAKS);

  it("put the class that holds 100 in the middle", () => {
    expect(findClass(classes, 100)).toMatchObject({ offset: 0, sign: "=", label: "95 à 105", key: "95-105" });
  });

  it("include their lower bound", () => {
    expect(findClass(classes, 105).from).toBe(105);
    expect(findClass(classes, 104.999).from).toBe(95);
  });

  it("hold every value, however far", () => {
    expect(findClass(classes, 0)).toMatchObject({ key: "0-60", label: "moins de 60" });
    expect(findClass(classes, 1e6)).toMatchObject({ key: "150-", label: "150 et plus" });
  });

  it("stay around 100 when the method has fewer breaks", () => {
    expect(buildClasses([90, 110]).map(({ offset }) => offset)).toEqual([-1, 0, 1]);
  });

  it("carry an ink that reads on their colour", () => {
    for (const { colour, ink } of classes) expect(wcagContrast(colour, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it("are outlined by a line that shows on paper", () => {
    expect(wcagContrast(OUTLINE, "#ffffff")).toBeGreaterThanOrEqual(3);
  });
});
