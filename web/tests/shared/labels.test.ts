import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, estimateWidth, keepApart, overlap } from "../../src/shared/labels";

const box = fc
  .record({ left: fc.integer({ min: 0, max: 400 }), top: fc.integer({ min: 0, max: 400 }) })
  .map(({ left, top }): Box => ({ left, top, right: left + 60, bottom: top + 16 }));

describe("keepApart", () => {
  it("never keeps two boxes that cover each other, and always keeps the first", () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 30 }), (boxes) => {
        const kept = keepApart(boxes);
        const shown = boxes.filter((_, position) => kept[position]);
        expect(kept[0]).toBe(true);
        for (const [position, one] of shown.entries()) {
          for (const other of shown.slice(position + 1)) expect(overlap(one, other)).toBe(false);
        }
      }),
    );
  });

  it("drops a box only for one that came before it", () => {
    const [first, second, third] = [0, 40, 90].map((left) => ({ left, top: 0, right: left + 60, bottom: 16 }));
    expect(keepApart([first, second, third] as Box[])).toEqual([true, false, true]);
  });

  it("lets boxes touch", () => {
    const left = { left: 0, top: 0, right: 10, bottom: 10 };
    expect(keepApart([left, { ...left, left: 10, right: 20 }])).toEqual([true, true]);
  });
});

describe("estimateWidth", () => {
  it("grows with the text and the size", () => {
    expect(estimateWidth("Marignier", 13)).toBeGreaterThan(estimateWidth("Ayse", 13));
    expect(estimateWidth("Ayse", 26)).toBeGreaterThan(estimateWidth("Ayse", 13));
    expect(estimateWidth("", 13)).toBe(0);
  });
});
