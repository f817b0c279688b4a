import { describe, expect, it } from "vitest";
import { buildEvaluation, type IndexEffect } from "../../src/methode/effects";

const means = { residences: 12, moyennes: [139.3, 145] };
const estimated: IndexEffect = {
  refus: null,
  millesimes: [2014, 2016],
  trajectoires: { traitees: means, autres: means },
  effet: { effect: -4.2, low: -7.1, high: -1.3 },
  paralleles: null,
  retour_a_la_moyenne: true,
};
const refused: IndexEffect = {
  refus: "residences",
  minimum: 10,
  millesimes: [2014, 2016],
  trajectoires: { traitees: { residences: 4, moyennes: null }, autres: means },
};

function tell(indices: { occupation: IndexEffect; attractivite: IndexEffect; fragilite: IndexEffect }): string {
  const made = { id: 1, nom: "Réhabilitation", publication: 2, created_at: "2026-11-28T01:00:00Z", document: {} };
  const element = buildEvaluation(made, { residences: 12, indices });
  return (element.textContent ?? "").replaceAll(/[\u202f\u00a0]/g, " ");
}

describe("the effects of a measure", () => {
  it("are told with their interval, and what weakens them is said once", () => {
    const text = tell({ occupation: estimated, attractivite: estimated, fragilite: estimated });

    expect(text).toContain("−4,2");
    expect(text).toContain("−7,1 à −1,3 : baisse");
    expect(text.split("Retour à la moyenne")).toHaveLength(2);
    expect(text).toContain("Un seul millésime précède la mesure");
  });

  it("are refused politely, without the mean of a few residences", () => {
    const text = tell({ occupation: refused, attractivite: refused, fragilite: refused });

    expect(text).toContain("il faut au moins 10 résidences touchées et 10 autres");
    expect(text).toContain("– (4)");
  });
});
