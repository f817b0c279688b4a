import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildVolumes, findVolume } from "../../src/public/volumes";

const counts = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 40 });

describe("buildVolumes", () => {
  it("covers every number once, in order", () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const volumes = buildVolumes(numbers);
        expect(volumes[0]?.from).toBe(0);
        expect(volumes.at(-1)?.to).toBe(Number.POSITIVE_INFINITY);
        for (const [position, volume] of volumes.slice(1).entries()) expect(volumes[position]?.to).toBe(volume.from);
        for (const number of numbers) {
          const { from, to } = findVolume(volumes, number);
          expect(number >= from && number < to).toBe(true);
        }
      }),
    );
  });

  it("gives each class its own colour", () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const colours = buildVolumes(numbers).map(({ colour }) => colour);
        expect(new Set(colours).size).toBe(colours.length);
      }),
    );
  });

  it("shows only the classes that the territory reaches", () => {
    expect(buildVolumes([31, 1153, 6, 320]).map(({ label }) => label)).toEqual([
      "moins de 50",
      "50 à 199",
      "200 à 999",
      "1\u202f000 et plus",
    ]);
    expect(buildVolumes([4]).map(({ label }) => label)).toEqual(["tous les nombres"]);
  });

  it("keeps its breaks from a year to the next", () => {
    const [small, large] = [buildVolumes([60]), buildVolumes([60, 4000])];
    expect(findVolume(small, 60).from).toBe(findVolume(large, 60).from);
  });

  it("includes the lower bound of a class", () => {
    const volumes = buildVolumes([1000]);
    expect(findVolume(volumes, 50).label).toBe("50 à 199");
    expect(findVolume(volumes, 49).label).toBe("moins de 50");
  });
});
