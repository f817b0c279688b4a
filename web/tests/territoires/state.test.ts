import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QPV_CHOICES, WORKS_CHOICES } from "../../src/territoires/ranges";
import { COLOURINGS, LEVELS, READINGS, SECONDS, SHOWINGS, viewCodec } from "../../src/territoires/state";

const states = fc.record({
  niveau: fc.constantFrom(...LEVELS),
  couleur: fc.constantFrom(...COLOURINGS),
  territoire: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  contre: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  trajectoires: fc.boolean(),
  seconde: fc.constantFrom(...SECONDS),
  essai: fc.record(
    {
      weights: fc.constantFrom({ occ1: 2 }, { occ4: 0, att3: 1.5 }),
      share: fc.integer({ min: 0, max: 100 }),
      fragile: fc.integer({ min: 80, max: 180 }),
      reference: fc.constant("74042"),
    },
    { requiredKeys: [] },
  ),
  annees: fc.constantFrom(...READINGS),
  intervalles: fc.constantFrom(...SHOWINGS),
  plages: fc.constantFrom({}, { occupation: { low: 90, high: 120 } }, { fragilite: { low: 0, high: 105 } }),
  bailleur: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  qpv: fc.constantFrom(...QPV_CHOICES),
  rehabilitation: fc.constantFrom(...WORKS_CHOICES),
  tri: fc.record({ key: fc.constantFrom("nom", "occ1", "att3", "logements"), descending: fc.boolean() }),
  publication: fc.option(fc.integer({ min: 1, max: 9999 })),
  carte: fc.option(fc.constant({ zoom: 11.3, lat: 46.0783, lng: 6.4012 })),
});

describe("the address of the planners' page", () => {
  it("gives back the state that it was written from", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(viewCodec.read(viewCodec.write(state))).toEqual(state);
      }),
    );
  });

  it("is empty at the defaults", () => {
    expect(viewCodec.write(viewCodec.read(""))).toBe("");
  });

  it("says the order of the table in a word", () => {
    expect(viewCodec.read("?tri=-occupation").tri).toEqual({ key: "occupation", descending: true });
    expect(viewCodec.read("?tri=nom").tri).toEqual({ key: "nom", descending: false });
    expect(viewCodec.read("?tri=%3Cscript%3E").tri).toEqual({ key: "logements", descending: true });
  });

  it("ignores what it does not know", () => {
    expect(viewCodec.read("?niveau=planete&couleur=rose&publication=-3&autre=1")).toEqual(viewCodec.read(""));
  });
});
