import { describe, expect, it } from "vitest";
import {
  compareText,
  formatChances,
  formatCount,
  formatEnds,
  formatGap,
  formatIndex,
  formatPercent,
  formatPoints,
  formatPrecise,
  formatRent,
  lowerFirst,
  NBSP,
  NNBSP,
  simplify,
  typeset,
  typesetAll,
} from "../../src/shared/format";

describe("numbers", () => {
  it("puts a narrow no-break space before the percent sign and a comma for decimals", () => {
    expect(formatPercent(0.0672)).toBe(`6,7${NNBSP}%`);
  });

  it("shows no decimal from ten percent", () => {
    expect(formatPercent(0.4104)).toBe(`41${NNBSP}%`);
    expect(formatPercent(0.0996)).toBe(`10${NNBSP}%`);
  });

  it("shows zero without decimals", () => {
    expect(formatPercent(0)).toBe(`0${NNBSP}%`);
  });

  it("rounds an index to a whole number", () => {
    expect(formatIndex(142.5)).toBe("143");
  });

  it("gives a gap its sign, with a true minus", () => {
    expect(formatGap(42.8)).toBe(`+43${NNBSP}%`);
    expect(formatGap(-25.4)).toBe(`−25${NNBSP}%`);
    expect(formatGap(0.2)).toBe(`0${NNBSP}%`);
    expect([6.21, -3.14, 0].map(formatPoints)).toEqual(["+6,2", "−3,1", "0,0"]);
  });

  it("writes a rent to the cent", () => {
    expect(formatRent(5.3)).toBe(`5,30${NNBSP}€/m²`);
  });

  it("keeps the singular below two", () => {
    expect(formatCount(0, "logement")).toBe(`0${NBSP}logement`);
    expect(formatCount(1, "logement")).toBe(`1${NBSP}logement`);
    expect(formatCount(2, "logement")).toBe(`2${NBSP}logements`);
  });
});

describe("probabilities", () => {
  it.each([
    [0, "moins d’une chance sur 100"],
    [0.012, "1 chance sur 100"],
    [0.934, "93 chances sur 100"],
    [1, "plus de 99 chances sur 100"],
  ])("tells %d as chances, never as certain", (probability, said) => {
    expect(formatChances(probability).replace("\u00a0", " ")).toBe(said);
  });
});

describe("what rounding must not say", () => {
  it("never rounds an index to a class that it does not reach", () => {
    expect([104.67, 119.9996, 105, 104.4, 119.96].map((value) => formatIndex(value))).toEqual([
      "104,7",
      "119,99",
      "105",
      "104",
      "119,96",
    ]);
    expect(formatIndex(104.97, 1)).toBe("104,97");
  });

  it("keeps a threshold inside an interval that holds it", () => {
    expect([formatEnds(119.97, 145.04), formatEnds(120, 121, "à")]).toEqual(["119 et 146", "120 à 121"]);
  });

  it("gives no sign to a difference that rounds to zero", () => {
    expect([formatPoints(0.04), formatPoints(-0.04), formatPoints(0.05), formatPrecise(-0.02)]).toEqual([
      "0,0",
      "0,0",
      "+0,1",
      "0,0",
    ]);
  });
});

describe("text", () => {
  it("keeps the capitals of an acronym inside a sentence", () => {
    expect(lowerFirst("Ménages sous 40 % des plafonds HLM")).toBe("ménages sous 40 % des plafonds HLM");
  });

  it("orders numbers inside names", () => {
    expect(["Bâtiment 10", "bâtiment 2", "Allée"].sort(compareText)).toEqual(["Allée", "bâtiment 2", "Bâtiment 10"]);
  });

  it("forgets accents, case and punctuation to search", () => {
    expect(simplify("Les Îles — bât. H")).toBe("les iles bat h");
  });

  it("puts no-break spaces and typographic apostrophes", () => {
    expect(typeset("L'indice : « à examiner » ?")).toBe(`L’indice${NBSP}: «${NBSP}à examiner${NBSP}»${NNBSP}?`);
  });

  it("keeps an article of law in one piece", () => {
    expect(typeset("l'article L. 441-1-6, un T3-T4")).toBe(`l’article L.${NBSP}441\u20111\u20116, un T3-T4`);
  });

  it("typesets every sentence of a group and leaves its shape", () => {
    expect(typesetAll({ a: "l'un", b: { c: "l'autre" } })).toEqual({ a: "l’un", b: { c: "l’autre" } });
  });
});
