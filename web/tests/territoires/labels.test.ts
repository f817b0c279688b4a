import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, overlap } from "../../src/shared/labels";
import { type Bubble, forceLabel, placeLabels } from "../../src/territoires/labels";

const AREA: Box = { left: 0, top: 0, right: 600, bottom: 400 };
const bubble = (key: string, x: number, y: number, radius = 8): Bubble => ({ key, text: key, x, y, radius });

const bubbles = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      radius: fc.integer({ min: 4, max: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((spots) => spots.map(({ x, y, radius }, position) => bubble(`Secteur ${position}`, x, y, radius)));

function cover(box: Box, { x, y, radius }: Bubble): boolean {
  const dx = x - Math.max(box.left, Math.min(x, box.right));
  const dy = y - Math.max(box.top, Math.min(y, box.bottom));
  return Math.hypot(dx, dy) < radius;
}

describe("placeLabels", () => {
  it("covers no other name, no other bubble, no edge and nothing that is taken", () => {
    const taken = [{ left: 500, top: 0, right: 600, bottom: 24 }];
    fc.assert(
      fc.property(bubbles, (drawn) => {
        const labels = placeLabels(drawn, AREA, 13, taken);
        for (const [position, { key, box }] of labels.entries()) {
          expect(box.left >= AREA.left && box.right <= AREA.right && box.top >= 0 && box.bottom <= 400).toBe(true);
          expect(labels.slice(position + 1).some((other) => overlap(box, other.box))).toBe(false);
          expect(taken.some((other) => overlap(box, other))).toBe(false);
          expect(drawn.some((other) => other.key !== key && cover(box, other))).toBe(false);
        }
      }),
    );
  });

  it("writes a lone name to the right of its bubble", () => {
    const [label] = placeLabels([bubble("Marignier", 100, 100)], AREA, 13);
    expect(label?.box.left).toBeGreaterThan(108);
    expect(label?.box.top).toBeLessThan(100);
    expect(label?.box.bottom).toBeGreaterThan(100);
  });

  it("goes to the other side at the edge", () => {
    const [label] = placeLabels([bubble("Glières-Val-de-Borne", 580, 100)], AREA, 13);
    expect(label?.box.right).toBeLessThan(580);
  });

  it("gives the first choice to the first, and leaves out a name without a place", () => {
    const crowd = Array.from({ length: 30 }, (_, position) => bubble(`Résidence ${position}`, 300 + position, 200));
    const keys = placeLabels(crowd, AREA, 13).map(({ key }) => key);
    expect(keys[0]).toBe("Résidence 0");
    expect(keys.length).toBeLessThan(30);
  });
});

describe("forceLabel", () => {
  it("always finds a place, inside where it can", () => {
    const label = forceLabel(bubble("Brizon", 599, 1), AREA, 13);
    expect(label.text).toBe("Brizon");
    expect(label.box.right).toBeLessThanOrEqual(600);
    expect(forceLabel(bubble("Brizon", 5, 5, 400), AREA, 13).key).toBe("Brizon");
  });
});
