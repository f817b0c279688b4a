import { describe, expect, it } from "vitest";
import type { Objectives } from "../../src/shared/types";
import { viewCodec } from "../../src/suivi/state";
import {
  decimalsOf,
  describeGauge,
  describeMinimum,
  describeMissing,
  describeProjection,
  describeYear,
} from "../../src/suivi/texts.fr";

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

describe("the least share of an objective", () => {
  const partner = (label: string, rate: number | null) => ({ code: label, label, gauge: { ...gauge, rate } });
  const objective = (rate: number | null, ...rates: (number | null)[]) => ({
    partners: rates.map((each, place) => partner(["Communes", "État", "Bailleurs"][place] ?? "", each)),
    together: { ...gauge, rate },
  });

  it("is said once, with who is held to another", () => {
    expect(plain(describeMinimum(objective(5 / 7, 5 / 7)))).toBe("minimum 71,43 %");
    expect(plain(describeMinimum(objective(null, 0.25, 1, 0.25)))).toBe("minimum 25 % (État : 100 %)");
    expect(describeMinimum(objective(null, null, null))).toBe("suivi sans seuil");
  });

  it("is no longer a commitment once the convention is over", () => {
    const statement = {
      year: 2026,
      as_of: "2026-05-01",
      attributions: 1,
      signed: 1,
      threshold: null,
      convention: { last: 2025 },
    };
    expect(plain(describeYear(statement as unknown as Objectives))).toBe(
      "Au 1er mai 2026 : 1 attribution, dont 1 bail signé. La convention s’achevait en 2025 : ses derniers taux sont montrés, ce ne sont plus des engagements.",
    );
  });
});

describe("a year that is over", () => {
  const statement = {
    as_of: "2018-09-28",
    year: 2018,
    elapsed: 271 / 365,
    attributions: 2,
    signed: 1,
    threshold: null,
    convention: { last: 2025 },
  } as unknown as Objectives;

  it("says where its records stop, for nothing of it is still to come", () => {
    expect(plain(describeYear(statement))).toBe(
      "Au 28 septembre 2018 : 2 attributions, dont 1 bail signé. Les enregistrements de 2018 s’arrêtent à cette date : la fin de l’année n’y est pas.",
    );
  });

  it("is read on the day that was asked for without a word more", () => {
    expect(plain(describeYear(statement, true))).toBe("Au 28 septembre 2018 : 2 attributions, dont 1 bail signé.");
  });
});

describe("the address", () => {
  it("keeps year, day and view, and forgets what means nothing", () => {
    const state = viewCodec.read("?vue=saisie&annee=2018&au=2018-09-28&x=1");
    expect(viewCodec.write(state)).toBe("?vue=saisie&annee=2018&au=2018-09-28");
    expect(viewCodec.write(viewCodec.read("?au=2018-13-45&annee=-3&vue=autre"))).toBe("");
  });
});
