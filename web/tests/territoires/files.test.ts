import { describe, expect, it } from "vitest";
import { typeset } from "../../src/shared/format";
import type { Publication } from "../../src/shared/types";
import { sayBreaks } from "../../src/territoires/breaks";
import { writeCsv } from "../../src/territoires/downloads";
import { findChange, findTrail } from "../../src/territoires/earlier";
import { aRow } from "./builders";

const PUBLICATION = { number: 2, ops: 2016, rpls: 2016 } as Publication;

describe("the table as a file", () => {
  it("has a row a territory, an empty cell where there is no value, and neutralises what a spreadsheet would run", () => {
    const risky = aRow("=1+1", { occ1: null }, { nom: 'Les "Îles"; nord' });

    const [head, line, end] = writeCsv([risky], PUBLICATION).split("\r\n");

    expect(head).toMatch(/^\ufeffcode;nom;commune;logements;fragilite;fragilite_bas;fragilite_haut;fragilite_statut/);
    expect(line).toContain('\'=1+1;"Les ""Îles""; nord";Bonneville;40;100;;;ok;équilibré');
    expect(line).toMatch(/;;secret;.*;2$/);
    expect(line?.split(";").length).toBe((head?.split(";").length ?? 0) + 1);
    expect(end).toBe("");
  });
});

describe("earlier publications", () => {
  const then = aRow("A", { occ1: 180 }, { evolution: { occupation: { value: 140, change: null } } });
  const before = {
    publication: { ...PUBLICATION, ops: 2014 },
    base: 1,
    values: new Map([["A", then]]),
    ruptures: new Map(),
  };
  const moved = (value: number) => ({ evolution: { fragilite: { value, change: "non conclusif" as const } } });

  it("give the trail of a territory, position and evolution apart", () => {
    expect(findTrail("A", [before], "position", 1)).toEqual([{ x: 120, y: 100, year: 2014 }]);
    expect(findTrail("B", [before], "position", 1)).toEqual([]);
    expect(findTrail("A", [before], "evolution", 1)).toEqual([]);
    const whole = aRow("A", {});
    const known = { ...before, values: new Map([["A", whole]]) };
    expect(findTrail("A", [known], "evolution", 1)).toEqual([{ x: 100, y: 100, year: 2014 }]);
    expect(findTrail("A", [known], "evolution", 2)).toEqual([]);
  });

  it("are left out where the perimeter was another, kept where only the code or the date is in doubt", () => {
    const rupture = { nature: "commune absorbée", depuis: "2019-01-01", certaine: true };
    const line = { number: 1, ops: 2014, rpls: 2014, code: "A", nom: "Entremont", code_publie: "A", rupture };
    const broken = (said: typeof rupture | null) => ({
      ...before,
      ruptures: new Map([["A", { ...line, rupture: said }]]),
    });
    expect(findTrail("A", [broken(rupture)], "position", 1)).toEqual([]);
    expect(findTrail("A", [broken({ ...rupture, certaine: false })], "position", 1)).toHaveLength(1);
    expect(findTrail("A", [broken(null)], "position", 1)).toHaveLength(1);
    const change = [{ ...broken(rupture), values: new Map([["A", aRow("A", {}, moved(110))]]) }];
    expect(findChange(aRow("A", {}, moved(100)), "fragilite", change, 1)).toBeNull();
    expect(sayBreaks({ earlier: [broken(rupture)], qpv: [] })).toEqual([
      typeset(
        "2014 n'est pas comparable pour Entremont (commune absorbée le 1er janvier 2019) : non relié, sans évolution.",
      ),
    ]);
    const qpv = [
      { number: 1, ops: 2014, rpls: 2014, generation: 2015 },
      { number: 2, ops: 2024, rpls: 2024, generation: 2024 },
    ];
    expect(sayBreaks({ earlier: [], qpv })[0]).toContain("2014");
  });

  it("tell how much an evolution has changed on the same base, and nothing where a value is missing", () => {
    const earlier = [{ ...before, values: new Map([["A", aRow("A", {}, moved(110))]]) }];
    expect(findChange(aRow("A", {}, moved(100)), "fragilite", earlier, 1)).toBe(-10);
    expect(findChange(aRow("A", {}, moved(100)), "fragilite", earlier, 2)).toBeNull();
    expect(findChange(aRow("B", {}, moved(100)), "fragilite", earlier, 1)).toBeNull();
    expect(findChange(aRow("A", {}, { evolution: {} }), "fragilite", earlier, 1)).toBeNull();
  });
});
