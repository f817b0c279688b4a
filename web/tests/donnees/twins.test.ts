import { describe, expect, it } from "vitest";
import { buildTwins, sayTwins } from "../../src/donnees/twins";
import type { Deposit } from "../../src/shared/types";

const twin = { file_name: "parc.csv", organisation: "Halpades", state: "soumis", receipt_id: null };
const deposit = {
  twins: [
    { ...twin, id: "a", created_at: "2026-11-28T08:05:00Z" },
    { ...twin, id: "b", created_at: "2026-11-28T13:40:00Z" },
  ],
} as unknown as Deposit;

describe("the same file sent twice", () => {
  it("tells two of the same day by their hour, which are those of Paris", () => {
    const lines = [...(buildTwins(deposit, () => {})?.querySelectorAll("li") ?? [])];
    const names = lines.map((line) => line.querySelector("button")?.getAttribute("aria-label"));

    expect(lines.map((line) => /09:05|14:40/.exec(line.textContent ?? "")?.[0])).toEqual(["09:05", "14:40"]);
    expect(new Set(names).size).toBe(2);
  });

  it("is a sentence for who does not see it, and none where the file came once", () => {
    expect(sayTwins(deposit)).toMatch(/^Ce fichier est déjà là\. Le même fichier.*09:05.*14:40/);
    expect(sayTwins({ twins: [] } as unknown as Deposit)).toBeNull();
  });
});
