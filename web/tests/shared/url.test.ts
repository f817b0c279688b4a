import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choice,
  createCodec,
  flag,
  type MapView,
  mapView,
  optionalInteger,
  optionalText,
  words,
} from "../../src/shared/url";

interface Sample {
  indice: "fragilite" | "occupation";
  publication: number | null;
  residence: string | null;
  classes: readonly string[];
  signal: boolean;
  carte: MapView | null;
}

const codec = createCodec<Sample>({
  indice: choice(["fragilite", "occupation"], "fragilite"),
  publication: optionalInteger(),
  residence: optionalText(),
  classes: words(),
  signal: flag(),
  carte: mapView(),
});

const samples: fc.Arbitrary<Sample> = fc.record({
  indice: fc.constantFrom("fragilite", "occupation"),
  publication: fc.option(fc.integer({ min: 1, max: 99_999 })),
  residence: fc.option(fc.string({ minLength: 1, maxLength: 30 })),
  classes: fc.uniqueArray(fc.constantFrom("0-60", "105-120", "150-", "secret")).map((kept) => [...kept].sort()),
  signal: fc.boolean(),
  carte: fc.option(
    fc.record({
      zoom: fc.integer({ min: 0, max: 44 }).map((half) => half / 2),
      lat: fc.integer({ min: -900_000, max: 900_000 }).map((value) => value / 10_000 + 0),
      lng: fc.integer({ min: -1_800_000, max: 1_800_000 }).map((value) => value / 10_000 + 0),
    }),
  ),
});

describe("address of a state", () => {
  it("gives back the state that was written", () => {
    fc.assert(
      fc.property(samples, (state) => {
        expect(codec.read(codec.write(state))).toEqual(state);
      }),
    );
  });

  it("is canonical: reading any address and writing it twice changes nothing more", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const once = codec.write(codec.read(`?${query}`));
        expect(codec.write(codec.read(once))).toBe(once);
      }),
    );
  });

  it("is empty when everything is at its default", () => {
    expect(codec.write(codec.read(""))).toBe("");
  });

  it("falls back on the default for a parameter that means nothing", () => {
    const state = codec.read("?indice=loyer&publication=-3&signal=peut-etre&carte=14/91/6&inconnu=1");
    expect(codec.write(state)).toBe("");
  });

  it("keeps slashes and commas readable", () => {
    const state = { ...codec.read(""), classes: ["150-", "secret"], carte: { zoom: 14, lat: 46.0783, lng: 6.4012 } };
    expect(codec.write(state)).toBe("?classes=150-,secret&carte=14/46.0783/6.4012");
  });
});
