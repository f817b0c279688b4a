/** The families of residences of a publication. The contract leaves the members of the analysis open: they are read here. */

export interface Family {
  numero: number;
  residences: number;
  /** Base 100, by indicator. */
  profil: Readonly<Record<string, number>>;
  /** Code of the most typical residence; none where no residence is in it this time. */
  exemple: string | null;
  stable: boolean;
}

/** Where the families come from. */
export interface Typology {
  /** Kept from an earlier publication, or found by this one. */
  figees: boolean;
  publication: number | null;
  nombre: number;
  /** Mean silhouette of each number of families tried. */
  silhouettes: Readonly<Record<string, number>>;
}

/** The families of residences; none when the publication made none. */
export function readFamilies(analysis: Readonly<Record<string, unknown>>): Family[] {
  const { familles } = analysis;
  return Array.isArray(familles) ? (familles as Family[]) : [];
}

/** Publications made before centres were kept say nothing. */
export function readTypology(analysis: Readonly<Record<string, unknown>>): Typology | null {
  const { typologie } = analysis;
  return typologie && typeof typologie === "object" && "silhouettes" in typologie ? (typologie as Typology) : null;
}
