import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRadius, createScale, findDomain, listTicks, widenDomain } from "../../src/territoires/scale";

const indices = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 50 });

describe("findDomain", () => {
  it("holds every value and 100", () => {
    fc.assert(
      fc.property(indices, (values) => {
        const { from, to } = findDomain(values);
        for (const value of [...values, 100]) expect(value >= from && value <= to).toBe(true);
      }),
    );
  });

  it("does not magnify small gaps", () => {
    const { from, to } = findDomain([99, 101]);
    expect(to - from).toBeCloseTo(40);
  });
});

describe("widenDomain", () => {
  it("puts the ends of the values at the asked distance from the edges", () => {
    const domain = { from: 40, to: 120 };
    const scale = createScale(widenDomain(domain, 500, 30, 50), 0, 500);
    expect(scale(40)).toBeCloseTo(30);
    expect(scale(120)).toBeCloseTo(450);
  });

  it("stays finite in a place without room", () => {
    const { from, to } = widenDomain({ from: 0, to: 100 }, 20, 30, 30);
    expect(Number.isFinite(from) && Number.isFinite(to)).toBe(true);
  });
});

describe("createScale", () => {
  it("grows upwards when its start is the bottom", () => {
    const scale = createScale({ from: 0, to: 200 }, 400, 0);
    expect(scale(0)).toBe(400);
    expect(scale(100)).toBe(200);
    expect(scale(200)).toBe(0);
  });
});

describe("listTicks", () => {
  it("gives round numbers inside the domain, 100 among them, none below zero", () => {
    fc.assert(
      fc.property(indices, fc.integer({ min: 2, max: 12 }), (values, wanted) => {
        const domain = widenDomain(findDomain(values), 600, 40, 40);
        const ticks = listTicks(domain, wanted);
        expect(ticks).toContain(100);
        expect(ticks.every((tick) => tick >= Math.max(0, domain.from) && tick <= domain.to)).toBe(true);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe("createRadius", () => {
  it("makes the area proportional to the dwellings", () => {
    const radius = createRadius(1200, 30);
    expect(radius(1200)).toBeCloseTo(30);
    expect(radius(300)).toBeCloseTo(15);
  });

  it("keeps the smallest large enough to be seen", () => {
    const radius = createRadius(1200, 30);
    expect(radius(1)).toBe(radius(null));
    expect(radius(null)).toBeGreaterThan(4);
  });

  it("needs no dwelling at all", () => {
    expect(createRadius(0, 30)(0)).toBeGreaterThan(4);
  });
});
