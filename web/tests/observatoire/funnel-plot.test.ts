import { describe, expect, it } from "vitest";
import { graduate } from "../../src/observatoire/sheet/funnel-plot";

describe("graduations of a funnel", () => {
  it("are round, hold the highest rate, and end the plot", () => {
    for (const rate of [0.004, 0.029, 0.087, 0.31, 0.5, 0.78, 1]) {
      const { highest, ticks } = graduate(rate);
      expect(highest).toBeGreaterThanOrEqual(rate);
      expect(ticks.at(-1)).toBe(highest);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-9)).toBe(true);
    }
  });
});
