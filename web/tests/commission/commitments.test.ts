import { describe, expect, it } from "vitest";
import { findCommitments, summarise } from "../../src/commission/commitments";
import { describeStock, type SessionResidence } from "../../src/commission/dwelling";
import type { AgendaItem, Objectives } from "../../src/shared/types";

const gauge = (missing: number | null, status = "ok") => ({ status, base: 20, realised: 4, missing });
const objective = (committed: string, scope: string, code: string, missing: number | null, status = "ok") => ({
  ...{ committed, scope, short: `${committed} ${scope}` },
  partners: [{ code, label: code, gauge: gauge(missing, status) }],
});
const statement = {
  objectives: [
    objective("reservataire", "partout", "communes", 0),
    objective("bailleur", "hors_qpv", "325720045", 3),
    objective("bailleur", "qpv", "325720045", 2),
    objective("bailleur", "qpv", "325720045", null, "sans_objet"),
    objective("ensemble", "partout", "", 9),
  ],
} as unknown as Objectives;

function dwelling(residence: Partial<SessionResidence>): AgendaItem {
  return { contingent: "commune", residence: { bailleur_siren: "325720045", ...residence } } as unknown as AgendaItem;
}

describe("what the convention asks of a dwelling", () => {
  it("is of its landlord first, then of its reservation right, where the dwelling counts", () => {
    const found = findCommitments(dwelling({ in_qpv: true }), statement);

    expect(found.map(({ what, missing }) => [what, missing])).toEqual([
      ["bailleur qpv", 2],
      ["reservataire partout", 0],
    ]);
    expect(summarise(found)).toBe("1 objectif à rattraper");
  });

  it("is nothing for a landlord and a right that the convention does not follow", () => {
    const other = { ...dwelling({ bailleur_siren: "000000000", in_qpv: true }), contingent: "epci" } as AgendaItem;

    expect(findCommitments(other, statement)).toEqual([]);
    expect(summarise([])).toBeNull();
  });
});

describe("the stock behind a dwelling", () => {
  it("says what is known of it, and nothing of what a sealed session did not read", () => {
    const known = { loyer_m2: 5.17, plai: 0, plus: 30, pls: 6, mise_en_service: 1964 } as SessionResidence;

    expect(describeStock(known).replaceAll(/\s/g, " ")).toBe("5,17 €/m² · 30 PLUS, 6 PLS · 1964");
    expect(describeStock({} as SessionResidence)).toBe("");
  });
});
