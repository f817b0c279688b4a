/** A type of household in the address: four words of closed lists, such as `inf_40.monoparentale.3_4.un`. */
import type { operations } from "../shared/schema";
import { TRAITS } from "./designation-texts.fr";

type Query = operations["read_designation_effect"]["parameters"]["query"];
export type Household = Pick<Query, "ressources" | "famille" | "taille" | "activite">;
export type Trait = keyof Household;
export type PartialHousehold = Partial<Household>;

export const TRAIT_NAMES = ["ressources", "famille", "taille", "activite"] as const satisfies readonly Trait[];

/** Sizes that go with each composition. */
const SIZES: Record<Household["famille"], readonly Household["taille"][]> = {
  seule: ["1"],
  couple: ["2"],
  couple_enfants: ["3_4", "5"],
  monoparentale: ["2", "3_4", "5"],
};
/** In their order: the keys of an object that are numbers would come first. */
const ALL_SIZES: readonly Household["taille"][] = ["1", "2", "3_4", "5"];
const ONE_ADULT: readonly Household["famille"][] = ["seule", "monoparentale"];

/** The type that an address says; an unknown word leaves its trait open, a contradiction as well. */
export function parseHousehold(text: string | null): PartialHousehold {
  const parts = (text ?? "").split(".");
  const said = Object.fromEntries(
    TRAIT_NAMES.flatMap((trait, position) => {
      const word = parts[position] ?? "";
      return word in TRAITS[trait] ? [[trait, word]] : [];
    }),
  ) as PartialHousehold;
  return reconcile(said);
}

/** What the address says of a type; `null` when nothing is chosen. */
export function formatHousehold(household: PartialHousehold): string | null {
  const parts = TRAIT_NAMES.map((trait) => household[trait] ?? "");
  return parts.some(Boolean) ? parts.join(".") : null;
}

/** Whether the four traits are chosen. */
export function isComplete(household: PartialHousehold): household is Household {
  return TRAIT_NAMES.every((trait) => household[trait] !== undefined);
}

/** The words that a trait may take, given the others. */
export function listWords(trait: Trait, household: PartialHousehold): readonly string[] {
  const words = trait === "taille" ? ALL_SIZES : Object.keys(TRAITS[trait]);
  const { famille } = household;
  if (!famille) return words;
  if (trait === "taille") return SIZES[famille];
  if (trait === "activite" && ONE_ADULT.includes(famille)) return words.filter((word) => word !== "deux");
  return words;
}

/** Leaves open what the composition makes impossible, and chooses a size that is the only one. */
export function reconcile(household: PartialHousehold): PartialHousehold {
  const kept = { ...household };
  for (const trait of ["taille", "activite"] as const) {
    const word = kept[trait];
    if (word !== undefined && !listWords(trait, kept).includes(word)) delete kept[trait];
  }
  const [only, ...others] = kept.famille ? SIZES[kept.famille] : [];
  if (only && others.length === 0) kept.taille = only;
  return kept;
}
