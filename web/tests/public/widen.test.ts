import { describe, expect, it } from "vitest";
import type { Place, Residence } from "../../src/public/rows";
import { describeDistance } from "../../src/public/texts.fr";
import { buildWiden, findNeighbours } from "../../src/public/widen";

function place(code: string, lat: number, logements: number | null = 100): Place {
  const home = { position: [lat, 6.4] } as Residence;
  return {
    level: "commune",
    code,
    nom: `Commune ${code}`,
    code_insee: code,
    logements,
    facts: {},
    indices: {},
    shares: {},
    outline: null,
    residences: [home],
    demand: [],
  };
}

const here = place("A", 46);

describe("neighbours of a commune", () => {
  it("come nearest first, three at most, without itself and without those that have no stock", () => {
    const all = [
      here,
      place("B", 46.2),
      place("C", 46.05),
      place("D", 46.5),
      place("E", 46.1),
      place("F", 46.01, null),
    ];

    expect(findNeighbours(here, all).map(({ place: { code } }) => code)).toEqual(["C", "E", "B"]);
  });

  it("are as far as the ground says: a degree of latitude is some 111 km", () => {
    expect(findNeighbours(here, [place("B", 47)])[0]?.kilometres).toBeCloseTo(111.2, 1);
  });

  it("make no section where there is none", () => {
    expect(buildWiden(here, [here], () => {})).toBeNull();
  });

  it("are chosen by their name", () => {
    const chosen: string[] = [];
    const section = buildWiden(here, [place("B", 46.2)], (code) => chosen.push(code));
    section?.querySelector("button")?.click();

    expect(chosen).toEqual(["B"]);
  });
});

describe("distances", () => {
  it("are told in whole kilometres", () => {
    expect(describeDistance(3.6)).toBe("à 4\u00a0km");
    expect(describeDistance(0.4)).toBe("à moins d’un kilomètre");
  });
});
