import { describe, expect, it } from "vitest";
import type { Publication } from "../../src/shared/types";
import { writeCsv } from "../../src/territoires/downloads";
import { findChange, findTrail } from "../../src/territoires/earlier";
import { anIndex, aRow } from "./builders";

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
  const then = aRow("A", { occ1: 180 });
  const earlier = [{ publication: { ...PUBLICATION, ops: 2014 }, values: new Map([["A", then]]) }];

  it("give the trail of a territory", () => {
    expect(findTrail("A", earlier)).toEqual([{ x: 120, y: 100, year: 2014 }]);
    expect(findTrail("B", earlier)).toEqual([]);
  });

  it("tell how much an index has changed, and nothing where a value is missing", () => {
    expect(findChange(aRow("A", {}), "fragilite", earlier)).toBe(-10);
    expect(findChange(aRow("B", {}), "fragilite", earlier)).toBeNull();
    const secret = aRow(
      "A",
      {},
      { indices: { occupation: anIndex(null), attractivite: anIndex(null), fragilite: anIndex(null) } },
    );
    expect(findChange(secret, "fragilite", earlier)).toBeNull();
  });
});
