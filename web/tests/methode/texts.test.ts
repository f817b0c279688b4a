import { describe, expect, it } from "vitest";
import { describeClass, describeMinimum, describeSignal, shareWeights } from "../../src/methode/texts.fr";
import { labelCounts } from "../../src/shared/counts.fr";
import type { Method } from "../../src/shared/types";

const METHOD = {
  version: "2026-1",
  date: "2026-11-22",
  titre: "Moyenne des rapports à la référence, poids égaux",
  aggregation: "moyenne_des_rapports",
  indices: {
    occupation: {
      libelle: "Occupation",
      composantes: { occ1: 1, occ2: 1, occ3: 1, occ4: 1 },
      composantes_minimales: 3,
    },
    attractivite: { libelle: "Attractivité", composantes: { att1: 1, att2: 1, att3: 1 }, composantes_minimales: 2 },
    fragilite: { libelle: "Fragilité", composantes: { occupation: 1, attractivite: 1 }, composantes_minimales: 2 },
  },
  classes: { intermediaire: 104, fragile: 118, carte: [60, 104, 118] },
  signal: { fragilite: 118, occupation: 121, attractivite: 99, logements_minimum: 15 },
  indicateurs: {} as Method["indicateurs"],
} satisfies Method;

describe("the recipe in words", () => {
  it("reads the classes from the method", () => {
    expect(describeClass("équilibré", METHOD.classes)).toBe("moins de 104");
    expect(describeClass("intermédiaire", METHOD.classes)).toBe("de 104 à moins de 118");
    expect(describeClass("fragile", METHOD.classes)).toBe("118 et plus");
  });

  it("reads the signal from the method", () => {
    const sentence = describeSignal(METHOD);
    for (const number of ["118", "121", "99", "15"]) expect(sentence).toContain(number);
  });

  it("reads how many components are needed", () => {
    expect(describeMinimum(METHOD)).toContain("3 composantes sur 4");
    expect(describeMinimum(METHOD)).toContain("2 composantes sur 3");
  });

  it("turns relative weights into shares", () => {
    expect([...shareWeights({ a: 1, b: 3 })]).toEqual([
      ["a", "25\u202f%"],
      ["b", "75\u202f%"],
    ]);
  });

  it("writes as fractions those that no percentage holds: three thirds are a whole, three times 33 % are not", () => {
    expect([...shareWeights(METHOD.indices.attractivite.composantes).values()]).toEqual(["1/3", "1/3", "1/3"]);
    expect([...shareWeights({ a: 2, b: 4 }).values()]).toEqual(["1/3", "2/3"]);
    expect([...shareWeights({ a: 1, b: 7 }).values()]).toEqual(["12,5\u202f%", "87,5\u202f%"]);
    expect([...shareWeights({ a: 0.5, b: 0.3, c: 0.1 }).values()]).toEqual([
      "55,6\u202f%",
      "33,3\u202f%",
      "11,1\u202f%",
    ]);
  });

  it("names counts in words, and a new one by its own name", () => {
    expect(labelCounts(["loues", "vacants"])).toBe("logements loués et logements vacants");
    expect(labelCounts(["compte_futur"])).toBe("compte_futur");
  });
});
