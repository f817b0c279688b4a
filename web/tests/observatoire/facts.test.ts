import { expect, it } from "vitest";
import { buildFacts } from "../../src/observatoire/sheet/facts";
import type { ResidenceDetails } from "../../src/shared/types";

const RESIDENCE = {
  logements: 11,
  adresse: null,
  mise_en_service: null,
  repondants: null,
  code_qp: "QN07406I",
  qpv_nom: "Bois Jolivet",
  qpv_generation: 2024,
  facts: { t2: 4, t3: 7, plus: 9, dpe_abc: 1, dpe_de: 8, dpe_fg: 1 },
} as unknown as ResidenceDetails;

const read = (residence: ResidenceDetails) =>
  Object.fromEntries(
    [...buildFacts(residence).querySelectorAll("dl div")].map((each) => [
      each.querySelector("dt")?.textContent,
      each.querySelector("dd")?.textContent?.replaceAll(/[\u202f\u00a0]/g, " "),
    ]),
  );

it("says how many dwellings the details leave out, so that a line adds up", () => {
  const facts = read(RESIDENCE);

  expect(facts["Étiquette énergie (DPE)"]).toBe("A, B ou C : 1, D ou E : 8, F ou G : 1, non connue : 1");
  expect(facts.Financement).toBe("PLUS : 9, autre ou non connu : 2");
  expect(facts["Types de logements"]).toBe("T2 : 4, T3 : 7");
});

it("names the neighbourhood with its perimeters, and leaves out what nobody told", () => {
  const facts = read({ ...RESIDENCE, facts: {} });

  expect(facts["Quartier prioritaire"]).toBe("Bois Jolivet (QN07406I, périmètres de 2024)");
  expect(facts).not.toHaveProperty("Étiquette énergie (DPE)");
});
