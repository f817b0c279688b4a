import { describe, expect, it } from "vitest";
import { buildAge, describeAge, showAge } from "../../src/shared/age";

const now = new Date("2026-11-28T12:00:00Z");
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, " ") ?? null;

describe("the age of the figures", () => {
  it("is not said while they are recent", () => {
    expect(describeAge(2025, now)).toBeNull();
  });

  it("is said over two years, and greys nothing yet", () => {
    expect(plain(describeAge(2024, now))).toContain("il y a 2 ans");
    expect(describeAge(2024, now)).not.toContain("grisé");
  });

  it("greys the signal over three years, and says so", () => {
    const banner = buildAge();
    showAge(banner, 2016, now);
    expect(banner.hidden).toBe(false);
    expect(plain(banner.textContent)).toMatch(/2016, il y a 10 ans.*grisé/);
    expect(document.documentElement.classList.contains("stale")).toBe(true);

    showAge(banner, 2026, now);
    expect(banner.hidden).toBe(true);
    expect(document.documentElement.classList.contains("stale")).toBe(false);
  });
});
