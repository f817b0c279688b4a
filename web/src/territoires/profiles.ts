/**
 * The four quadrants of the plot, cut at 100.
 *
 * To the right of 100 the occupation is more fragile than in the reference; above 100 the attractivité is lacking. The
 * arrow of each says where it stands in the plot, so that the map can be read without its colours. The tests measure the
 * distance between the colours for normal, deuteranope, protanope and tritanope sight.
 */

export const PROFILES = ["double", "attractivite", "occupation", "accueil"] as const;
export type Profile = (typeof PROFILES)[number];

export interface ProfileLook {
  colour: string;
  /** The ground of the quadrant. */
  wash: string;
  /** Text on the ground of the quadrant. */
  ink: string;
  arrow: string;
  /** Which corner of the plot. */
  right: boolean;
  top: boolean;
}

export const PROFILE_LOOKS: Record<Profile, ProfileLook> = {
  double: { colour: "#9c3312", wash: "#f9e9e2", ink: "#8a2c0e", arrow: "↗", right: true, top: true },
  attractivite: { colour: "#b7a2dc", wash: "#f5f2fa", ink: "#5f4a8c", arrow: "↑", right: false, top: true },
  occupation: { colour: "#eda65a", wash: "#fdf4e9", ink: "#8a5210", arrow: "→", right: true, top: false },
  accueil: { colour: "#1f6a76", wash: "#e6f1f2", ink: "#0e5a63", arrow: "↙", right: false, top: false },
};

/** The quadrant of a pair of indices. The reference itself, exactly 100, asks for no vigilance. */
export function findProfile(occupation: number | null, attractivite: number | null): Profile | null {
  if (occupation === null || attractivite === null) return null;
  if (occupation > 100) return attractivite > 100 ? "double" : "occupation";
  return attractivite > 100 ? "attractivite" : "accueil";
}
