/** A kind of attribution in the address, such as `communes.1.prioritaire`: words of closed lists, never a person. */
import { RESERVATAIRES } from "./reservataires.fr";

export const QUARTILES = ["1", "2-4"] as const;
export const FLAGS = ["prioritaire", "dalo", "relogement_ru", "mutation"] as const;
export type Quartile = (typeof QUARTILES)[number];
export type Flag = (typeof FLAGS)[number];

export interface AttributionKind {
  /** Reservation right; `null` is not chosen yet. */
  reservataire: string | null;
  quartile: Quartile | null;
  flags: readonly Flag[];
}

export const NO_KIND: AttributionKind = { reservataire: null, quartile: null, flags: [] };

/** The kind that an address says; an unknown word is left out. */
export function parseKind(text: string | null): AttributionKind {
  const [reservataire = "", quartile = "", ...others] = (text ?? "").split(".");
  return {
    reservataire: reservataire in RESERVATAIRES ? reservataire : null,
    quartile: QUARTILES.find((word) => word === quartile) ?? null,
    flags: FLAGS.filter((flag) => others.includes(flag)),
  };
}

/** What an address says of a kind; `null` when nothing is chosen. */
export function formatKind({ reservataire, quartile, flags }: AttributionKind): string | null {
  if (reservataire === null && quartile === null && flags.length === 0) return null;
  return [reservataire ?? "", quartile ?? "", ...FLAGS.filter((flag) => flags.includes(flag))].join(".");
}
