/** What is said once for a publication, as the sheet needs it. The contract leaves its members open: they are read one by one. */

export interface Family {
  numero: number;
  residences: number;
  /** Base 100, by indicator. */
  profil: Readonly<Record<string, number>>;
  /** Code of the most typical residence. */
  exemple: string;
  stable: boolean;
}

/** The families of residences; none when the publication made none. */
export function readFamilies(analysis: Readonly<Record<string, unknown>>): Family[] {
  const { familles } = analysis;
  return Array.isArray(familles) ? (familles as Family[]) : [];
}
