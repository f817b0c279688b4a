import { describe, expect, it } from "vitest";
import { buildReliability } from "../../src/methode/reliability";
import type { Method } from "../../src/shared/types";

const labels = {
  occ1: "Ressources",
  occ2: "Autres",
  occ3: "Chômage",
  occ4: "Familles",
  att1: "Mobilité",
  att2: "Vacance",
};
const method = {
  indicateurs: Object.fromEntries(
    Object.entries({ ...labels, att3: "Ancien" }).map(([code, libelle]) => [code, { libelle }]),
  ),
} as unknown as Method;

function tell(residences: number): string {
  const analysis = {
    liste: { regle: "taux de fausses découvertes bayésien", taux: 0.1, residences },
    a_priori: { occ1: "ajusté", att1: "homogène", att2: "homogène" },
  };
  return buildReliability(analysis, method)
    .map((element) => element.textContent)
    .join(" ")
    .replaceAll(/[\u202f\u00a0]/g, " ");
}

describe("what the publication says of its residences together", () => {
  it("is a number with its rule, and where the smoothing comes from", () => {
    expect(tell(12)).toContain("12 résidences peuvent être dites fragiles ensemble, avec 10 % de trop au plus");
    expect(tell(0)).toContain("aucune résidence ne peut être dite fragile");
    expect(tell(12)).toContain("ajusté (ressources) ; homogène (mobilité, vacance)");
  });

  it("says nothing of a publication that kept nothing", () => {
    expect(buildReliability({}, method)).toEqual([]);
  });
});
