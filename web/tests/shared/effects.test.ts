import { describe, expect, it } from "vitest";
import { formatKind, NO_KIND, parseKind } from "../../src/shared/attribution-kind";
import { describeDirection, describeEffect, describeMissing, summariseEffects } from "../../src/shared/effects";
import type { Gauge, ObjectiveEffect } from "../../src/shared/types";

function gauge(realised: number, base: number, missing: number | null): Gauge {
  return { realised, base, missing, share: base ? realised / base : null } as Gauge;
}

function effect(before: Gauge, after: Gauge, others: Partial<ObjectiveEffect> = {}): ObjectiveEffect {
  return { short: "Mutations", committed: "ensemble", partner: null, before, after, ...others } as ObjectiveEffect;
}

const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("a kind of attribution in the address", () => {
  it("comes back as it was said, its words in one order", () => {
    const kind = parseKind("communes.1.mutation.prioritaire");

    expect(kind).toEqual({ reservataire: "communes", quartile: "1", flags: ["prioritaire", "mutation"] });
    expect(formatKind(kind)).toBe("communes.1.prioritaire.mutation");
  });

  it("leaves out what the lists do not know, and is nothing when nothing is chosen", () => {
    expect(parseKind("prince.5.roux")).toEqual(NO_KIND);
    expect(parseKind(null)).toEqual(NO_KIND);
    expect(formatKind(NO_KIND)).toBeNull();
    expect(formatKind(parseKind(".2-4"))).toBe(".2-4");
  });
});

describe("the effect on an objective", () => {
  it("is told with what was missing and what is", () => {
    expect(plain(describeEffect(effect(gauge(6, 39, 4), gauge(7, 40, 3))))).toBe(
      "Mutations : 7 sur 40, manquait 4, manque 3.",
    );
    expect(plain(describeEffect(effect(gauge(6, 39, 4), gauge(6, 40, 4))))).toContain("manque toujours 4");
    expect(plain(describeEffect(effect(gauge(9, 9, 0), gauge(10, 10, 0))))).toContain("objectif tenu");
    expect(plain(describeEffect(effect(gauge(0, 9, null), gauge(1, 10, null))))).toContain("sans seuil");
    expect(describeMissing({ missing: 0 })).toBe("tenu");
  });

  it("is nearer, stronger, farther or the same, and nothing where no threshold is promised", () => {
    const words = (
      [
        ["rapproche", 4, 3],
        ["rapproche", 0, 0],
        ["éloigne", 3, 4],
        ["ne change pas", 3, 3],
        ["ne change pas", 0, 0],
        ["rapproche", null, null],
      ] as const
    ).map(([direction, before, after]) =>
      describeDirection(effect(gauge(1, 20, before), gauge(2, 21, after), { direction })),
    );

    expect(words).toEqual(["rapproche", "conforte", "éloigne", "manque inchangé", "reste tenu", ""]);
  });

  it("names the partner that it binds", () => {
    const said = summariseEffects(
      [
        effect(gauge(6, 39, 4), gauge(7, 40, 3), { committed: "bailleur", partner: "325720045" }),
        effect(gauge(6, 39, 4), gauge(7, 40, 3), { committed: "reservataire", partner: "etat" }),
        effect(gauge(6, 39, 4), gauge(7, 40, 3)),
      ],
      { bailleur: "Halpades" },
    );

    expect(plain(said)).toMatch(/^Halpades, .* État, .* Ensemble, /);
  });
});
