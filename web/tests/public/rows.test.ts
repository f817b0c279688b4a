import { describe, expect, it } from "vitest";
import {
  boundPlace,
  buildCommunes,
  buildWhole,
  countRecent,
  countTypes,
  type Place,
  rateMobility,
} from "../../src/public/rows";
import { describeAges, describeMobility, describeRent, describeStock, describeTypes } from "../../src/public/texts.fr";
import type { Feature, Outline, Point, PublicResidence, PublicTerritory } from "../../src/shared/types";

const SQUARE: Outline = {
  type: "Polygon",
  coordinates: [
    [
      [6, 46],
      [6.2, 46],
      [6.2, 46.1],
      [6, 46],
    ],
  ],
};

function commune(code: string, nom: string, more: Partial<PublicTerritory> = {}): Feature<Outline, PublicTerritory> {
  const properties: PublicTerritory = {
    level: "commune",
    code,
    nom,
    code_insee: code,
    logements: 100,
    facts: {},
    indices: {},
    shares: {},
    ...more,
  };
  return { type: "Feature", geometry: SQUARE, properties };
}

function residence(
  code: string,
  code_insee: string,
  more: Partial<PublicResidence> = {},
): Feature<Point, PublicResidence> {
  const properties: PublicResidence = {
    code,
    nom: `Résidence ${code}`,
    bailleur: "Halpades",
    code_insee,
    adresse: null,
    logements: 10,
    mise_en_service: null,
    facts: {},
    ...more,
  };
  return { type: "Feature", geometry: { type: "Point", coordinates: [6.4, 46.08] }, properties };
}

const only = (places: readonly Place[]): Place => {
  const [place] = places;
  if (!place) throw new Error("no place");
  return place;
};

describe("buildCommunes", () => {
  const communes = buildCommunes(
    [commune("74312", "Vougy"), commune("74024", "Ayse")],
    [residence("10", "74312"), residence("2", "74312"), residence("3", "74042")],
  );

  it("gives each commune its residences, in the order of names and numbers", () => {
    expect(communes.map(({ nom, residences }) => [nom, residences.map(({ code }) => code)])).toEqual([
      ["Ayse", []],
      ["Vougy", ["2", "10"]],
    ]);
  });

  it("turns positions around for the map", () => {
    expect(communes[1]?.residences[0]?.position).toEqual([46.08, 6.4]);
  });

  it("makes the whole of the parts", () => {
    expect(buildWhole(commune("200", "CC"), communes)?.residences).toHaveLength(2);
    expect(buildWhole(undefined, communes)).toBeNull();
  });
});

describe("boundPlace", () => {
  it("frames the residences with air around, or the outline where there is none", () => {
    const [empty, full] = buildCommunes([commune("1", "A"), commune("2", "B")], [residence("x", "2")]);
    const [[south, west], [north, east]] = boundPlace(full as Place) ?? [
      [0, 0],
      [0, 0],
    ];
    expect(south).toBeLessThan(46.08);
    expect(north).toBeGreaterThan(46.08);
    expect(east - west).toBeGreaterThan(0);
    expect(boundPlace(empty as Place)).toEqual([
      [46, 6],
      [46.1, 6.2],
    ]);
  });
});

describe("recent dwellings", () => {
  const place = only(
    buildCommunes(
      [commune("1", "Marignier", { logements: 320 })],
      [
        residence("old", "1", { mise_en_service: 2010, logements: 90 }),
        residence("new", "1", { mise_en_service: 2011, logements: 26 }),
        residence("unknown", "1", { mise_en_service: null, logements: 5 }),
      ],
    ),
  );

  it("are those of the five years before the date of the stock", () => {
    expect(countRecent(place.residences, 2016)).toBe(26);
  });

  it("are said after the whole", () => {
    expect(describeStock(place, 26, 2016)).toBe("320\u00a0logements sociaux, dont 26 mis en service depuis 2011");
    expect(describeStock(place, 0, 2016)).toBe("320\u00a0logements sociaux");
  });
});

describe("mobility", () => {
  it("is out of a hundred where there are that many", () => {
    expect(rateMobility({ emmenages: 68, offerts_un_an: 1078 })).toEqual({ freed: 6, outOf: 100 });
  });

  it("is out of all of them below: a hundred would look more exact than it is", () => {
    expect(rateMobility({ emmenages: 2, offerts_un_an: 31 })).toEqual({ freed: 2, outOf: 31 });
  });

  it("is nothing where it is not published, never zero", () => {
    expect(rateMobility({})).toBeNull();
    expect(rateMobility({ emmenages: 0, offerts_un_an: 0 })).toBeNull();
    const place = only(buildCommunes([commune("1", "Brizon")], []));
    expect(describeMobility(place)).toBe("non publié (petit nombre)");
  });
});

describe("facts in words", () => {
  it("say what is unknown", () => {
    const place = only(buildCommunes([commune("1", "Brizon")], []));
    expect([describeRent(place), describeAges(place)]).toEqual(["non connu", "non connu"]);
    expect(countTypes({})).toBeNull();
  });

  it("say a lone year once", () => {
    const facts = { mise_en_service_min: 2000, mise_en_service_max: 2000, loyer_m2: 6.6539 };
    const place = only(buildCommunes([commune("1", "Brizon", { facts })], []));
    expect([describeRent(place), describeAges(place)]).toEqual(["6,65\u202f€/m²", "en 2000"]);
  });

  it("name only the sizes that are there", () => {
    const place = only(
      buildCommunes([commune("1", "A")], [residence("x", "1", { facts: { t1: 0, t2: 3, t4: 21, t5: 4 } })]),
    );
    expect(place.residences.map(describeTypes)).toEqual(["3\u00a0T2, 21\u00a0T4, 4\u00a0T5 ou plus"]);
  });
});
