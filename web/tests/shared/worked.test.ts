import { describe, expect, it } from "vitest";
import type { IndexValue, IndicatorName, Method, SheetComponent } from "../../src/shared/types";
import { buildWorked, type Worked } from "../../src/shared/worked";

function component(
  num: number | null,
  den: number | null,
  rate: number,
  reference: number,
  weight: number,
): SheetComponent {
  const ratio = (100 * rate) / reference;
  const contribution = weight * (ratio - 100);
  return { num, den, rate, ratio, reference, weight, contribution, coverage: 1, status: "ok" };
}

function value(number: number | null, status: IndexValue["status"] = "ok"): IndexValue {
  const classe = number === null ? null : number < 105 ? "équilibré" : number < 120 ? "intermédiaire" : "fragile";
  return { value: number, status, class: classe, coverage: 1, missing: [] };
}

const indicator = (libelle: string) => ({
  libelle,
  numerateur: "ress_inf_40",
  denominateur: ["menages_ressources_connues"],
  source: "OPS",
});
const equal = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 1]));
const method = {
  indices: {
    occupation: { libelle: "Occupation", composantes: equal("occ1", "occ2"), composantes_minimales: 1 },
    attractivite: { libelle: "Attractivité", composantes: equal("att1"), composantes_minimales: 1 },
    fragilite: { libelle: "Fragilité", composantes: equal("occupation", "attractivite"), composantes_minimales: 2 },
  },
  indicateurs: { occ1: indicator("Sous 40 %"), occ2: indicator("Sous 60 %"), att1: indicator("Mobilité") },
  classes: { intermediaire: 105, fragile: 120, carte: [] },
} as unknown as Method;

function work(occ1: SheetComponent, more: Partial<Worked> = {}): string {
  const components = {
    occ1,
    occ2: component(10, 20, 0.5, 0.5, 0.5),
    att1: component(2, 20, 0.1, 0.1, 1),
  } as Record<IndicatorName, SheetComponent>;
  const indices = { occupation: value(125), attractivite: value(100), fragilite: value(112.5) };
  const steps = buildWorked({ components, indices, method, reference: "CC Test", ...more });
  return steps
    .map((step) => step.textContent)
    .join(" ")
    .replaceAll(/[\u202f\u00a0]/g, " ");
}

describe("the calculation, step by step", () => {
  it("goes from the counts to the class", () => {
    const text = work(component(6, 10, 0.6, 0.4, 0.5));

    expect(text).toContain("6 (ménages sous 40 % des plafonds HLM) sur 10");
    expect(text).toContain("60,0 % ÷ 40,0 % × 100 = 150,0. Poids 50,0 % : 75,0 points.");
    expect(text).toContain("Occupation = 75,0 + 50,0 = 125,0.");
    expect(text).toContain("Fragilité = 50 % × 125,0 + 50 % × 100,0 = 112,5.");
    expect(text).toContain("112,5 est donc « intermédiaire »");
  });

  it("says the share alone to whoever may not read the counts", () => {
    const text = work(component(null, null, 0.6, 0.4, 0.5));

    expect(text).toContain("la part est de 60,0 % ; les effectifs ne sont pas ouverts à votre rôle.");
    expect(text).not.toContain("sur 10");
  });

  it("says the status where there is no number", () => {
    const secret: SheetComponent = {
      ...component(null, null, 0, 1, 0),
      rate: null,
      ratio: null,
      weight: null,
      status: "secret",
    };
    const none = {
      occupation: value(null, "secret"),
      attractivite: value(null, "secret"),
      fragilite: value(null, "secret"),
    };
    const text = work(secret, { indices: none });

    expect(text).toContain("Sous 40 % : secret statistique.");
    expect(text).toContain("Fragilité : secret statistique.");
    expect(text).not.toContain("donc");
  });
});
