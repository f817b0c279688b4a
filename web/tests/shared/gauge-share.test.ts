import { expect, it } from "vitest";
import { formatGaugeShare } from "../../src/shared/gauge-share";

it("never reads as reaching its minimum when something is missing", () => {
  const said = (share: number, rate: number | null, missing: number | null) =>
    formatGaugeShare({ share, rate, missing }).replaceAll(/\s/g, " ");

  expect(said(31 / 80, 0.39, 1)).toBe("38,8 %");
  expect(said(249 / 997, 0.25, 1)).toBe("24,97 %");
  expect(said(6 / 39, 0.25, 4)).toBe("15 %");
  expect(said(10 / 39, 0.25, 0)).toBe("26 %");
  expect(said(2 / 80, null, null)).toBe("3 %");
});
