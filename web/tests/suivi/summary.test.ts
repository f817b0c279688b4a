import { describe, expect, it } from "vitest";
import type { Gauge, Objectives } from "../../src/shared/types";
import { countKept, listPromised } from "../../src/suivi/summary";

const gauge = (missing: number | null) => ({ missing, realised: 3, base: 17, share: 3 / 17, status: "ok" }) as Gauge;
const statement = {
  objectives: [
    {
      short: "Prioritaires",
      committed: "reservataire",
      partners: [
        { code: "etat", label: "État", gauge: gauge(0) },
        { code: "communes", label: "Communes", gauge: gauge(2) },
        { code: "epci", label: "Intercommunalité", gauge: gauge(null) },
      ],
      together: gauge(1),
    },
    { short: "Mutations", committed: "ensemble", partners: [], together: gauge(1) },
  ],
} as unknown as Objectives;

describe("what is missing, at a glance", () => {
  it("counts what has a threshold and something to share, and nothing else", () => {
    const promised = listPromised(statement);

    expect(promised.map(({ who, what }) => `${who} ${what}`)).toEqual([
      "État Prioritaires",
      "Communes Prioritaires",
      "Ensemble Mutations",
    ]);
    expect(countKept(promised).replaceAll(/\s/g, " ")).toBe("1 engagement tenu sur 3 mesurés.");
  });

  it("says when all is kept", () => {
    expect(countKept(listPromised(statement).filter(({ gauge: { missing } }) => missing === 0))).toMatch(/^Tous/);
  });
});
