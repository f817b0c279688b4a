import { describe, expect, it } from "vitest";
import { viewCodec } from "../../src/suivi/state";
import { decimalsOf, describeGauge, describeMissing, describeProjection } from "../../src/suivi/texts.fr";

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, " ");
const gauge = {
  status: "ok",
  base: 39,
  realised: 6,
  unknown: 0,
  share: 6 / 39,
  rate: 0.25,
  wanted: 10,
  missing: 4,
  projection: null,
} as const;

describe("what a gauge says", () => {
  it("says what is done, the least share and what is missing, in number", () => {
    expect(plain(describeGauge("Halpades", gauge))).toBe("Halpades : 6 sur 39, 15 %, pour 25 % au moins ; manque 4.");
  });

  it("never turns 0/0 into 0 %", () => {
    const nothing = {
      ...gauge,
      status: "sans_objet",
      base: 0,
      realised: 0,
      share: null,
      wanted: null,
      missing: null,
    } as const;
    expect(plain(describeGauge("Semcoda", nothing))).toBe("Semcoda : sans objet.");
    expect(describeMissing(nothing)).toBe("sans objet");
  });

  it("tells an objective that is reached from a figure that is only followed", () => {
    expect(describeMissing({ ...gauge, missing: 0 })).toBe("atteint");
    expect(describeMissing({ ...gauge, rate: null, wanted: null, missing: null })).toBe("suivi sans seuil");
  });

  it("projects the year in dwellings", () => {
    const projection = { base: 52, realised: 8, wanted: 13, missing: 7, remaining: 13 };
    expect(plain(describeProjection({ ...gauge, projection }))).toBe(
      "À ce rythme, 52 à la fin de l’année : objectif 13, encore 7 à faire sur 13 à venir.",
    );
    expect(describeProjection(gauge)).toBeNull();
  });

  it("keeps the decimals of a rate that has some", () => {
    expect([decimalsOf(0.25), decimalsOf(0.7143), decimalsOf(1)]).toEqual([0, 2, 0]);
  });
});

describe("the address", () => {
  it("keeps year, day and view, and forgets what means nothing", () => {
    const state = viewCodec.read("?vue=saisie&annee=2018&au=2018-09-28&x=1");
    expect(viewCodec.write(state)).toBe("?vue=saisie&annee=2018&au=2018-09-28");
    expect(viewCodec.write(viewCodec.read("?au=2018-13-45&annee=-3&vue=autre"))).toBe("");
  });
});
