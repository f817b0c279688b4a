import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";
import { findProfile, PROFILE_LOOKS, PROFILES } from "../../src/territoires/profiles";

describe("findProfile", () => {
  it.each([
    [105, 106, "double"],
    [87, 107, "attractivite"],
    [104, 61, "occupation"],
    [60, 32, "accueil"],
    [100, 100, "accueil"],
    [100.01, 100, "occupation"],
    [100, 100.01, "attractivite"],
  ])("puts (%d, %d) in %s", (occupation, attractivite, profile) => {
    expect(findProfile(occupation, attractivite)).toBe(profile);
  });

  it("has no quadrant without both indices", () => {
    expect(findProfile(null, 120)).toBeNull();
    expect(findProfile(120, null)).toBeNull();
  });
});

describe("the looks of the quadrants", () => {
  const toRgb = converter("rgb");
  const distance = differenceCiede2000();
  const sights = [
    filterDeficiencyDeuter(0),
    filterDeficiencyDeuter(1),
    filterDeficiencyProt(1),
    filterDeficiencyTrit(1),
  ];

  it("stay apart whatever the sight", () => {
    for (const see of sights) {
      const seen = PROFILES.flatMap((profile) => {
        const rgb = toRgb(PROFILE_LOOKS[profile].colour);
        return rgb ? [see(rgb)] : [];
      });
      for (const [position, colour] of seen.entries()) {
        for (const other of seen.slice(position + 1)) expect(distance(colour, other)).toBeGreaterThanOrEqual(20);
      }
    }
  });

  it("write their name legibly on their ground", () => {
    for (const profile of PROFILES) {
      const { ink, wash } = PROFILE_LOOKS[profile];
      expect(wcagContrast(ink, wash)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("differ by their arrow too, which points to their corner", () => {
    expect(new Set(PROFILES.map((profile) => PROFILE_LOOKS[profile].arrow)).size).toBe(PROFILES.length);
    expect(PROFILE_LOOKS.double).toMatchObject({ arrow: "↗", right: true, top: true });
  });
});
