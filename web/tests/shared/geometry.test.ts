import { describe, expect, it } from "vitest";
import { findBounds, findLabelPoint, frameOf } from "../../src/shared/geometry";
import type { Outline } from "../../src/shared/types";

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const polygon = (...rings: number[][][]): Outline => ({ type: "Polygon", coordinates: rings });

describe("bounds", () => {
  it("frame every outline, latitude first", () => {
    expect(findBounds([polygon(square(6, 46, 1)), polygon(square(8, 45, 1))])).toEqual([
      [45, 6],
      [47, 9],
    ]);
  });

  it("are null when there is nothing to frame", () => {
    expect(findBounds([null])).toBeNull();
    expect(frameOf([])).toBeNull();
  });
});

describe("label point", () => {
  it("stays inside an outline whose centre is outside", () => {
    const bent = polygon([
      [0, 0],
      [10, 0],
      [10, 10],
      [8, 10],
      [8, 2],
      [0, 2],
      [0, 0],
    ]);
    const [lat, lng] = findLabelPoint(bent);
    expect(lat < 2 || lng > 8).toBe(true);
  });

  it("goes to the largest part", () => {
    const outline: Outline = { type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(20, 20, 5)]] };
    const [lat, lng] = findLabelPoint(outline);
    expect(lat).toBeGreaterThan(20);
    expect(lng).toBeGreaterThan(20);
  });

  it("keeps away from the points to avoid", () => {
    const [lat] = findLabelPoint(polygon(square(0, 0, 10)), [[5, 5]]);
    expect(Math.abs(lat - 5)).toBeGreaterThan(1);
  });
});
