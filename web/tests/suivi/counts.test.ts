import { describe, expect, it } from "vitest";
import type { Balance, Relocation, Supply } from "../../src/shared/types";
import { describeCommitment } from "../../src/suivi/balance";
import { describeTotals } from "../../src/suivi/relocation";
import { describeRebuilding } from "../../src/suivi/supply";

const plain = (text: string) => text.replaceAll(/\s/g, " ");
const few = { value: 3, status: "ok" };

describe("counts of the subjects, which may be one", () => {
  it("writes one building and one dwelling in the singular", () => {
    const totals = { logements: 1, vacants: few, menages: few, rencontres: few, refus: few, reloges: few };

    expect(plain(describeTotals({ totals, buildings: [{}] } as unknown as Relocation))).toMatch(
      /^1 bâtiment, 1 logement, dont vides/,
    );
  });

  it("writes one dwelling rebuilt in the singular, and none demolished", () => {
    const rebuilding = { planned: 1, demolished: 0, missing: 0, plai_share: null, plai_rate: 0.6 };

    expect(plain(describeRebuilding(rebuilding as Supply["rebuilding"]))).toBe(
      "1 logement reconstitué sur 0 démoli : tous sont situés.",
    );
  });

  it("writes one attribution in the singular", () => {
    const spread = { gini: 0.4, gini_haut: 0.5, attributions: 1, annee_debut: 2018, annee_fin: 2018 };

    expect(plain(describeCommitment(spread as Balance["spread"][number], 1))).toMatch(
      /^1 attribution au premier quartile hors QPV, en 2018.* 1 résidence a reçu plus que sa part/,
    );
  });
});
