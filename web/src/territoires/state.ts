/** What the address of the planners' page says, and nothing else is state. */
import { INDEX_NAMES } from "../shared/types";
import {
  type Codec,
  choice,
  createCodec,
  type Field,
  flag,
  type MapView,
  mapView,
  optionalInteger,
  optionalText,
} from "../shared/url";
import { type Narrowing, QPV_CHOICES, rangesField, WORKS_CHOICES } from "./ranges";
import { type Trial, trialField } from "./recipe-address";

export const LEVELS = ["commune", "secteur", "residence"] as const;
export type Level = (typeof LEVELS)[number];

/** What gives shapes their colour: the quadrant of the plot, or an index. */
export const COLOURINGS = ["profil", ...INDEX_NAMES, "evolution"] as const;
export type ColouringName = (typeof COLOURINGS)[number];

/** What a second map shows, moving with the first: another colouring, or the publication before. */
export const SECONDS = ["aucune", ...COLOURINGS, "avant"] as const;
export type SecondName = (typeof SECONDS)[number];

/** How the plot reads the years: against the reference of each year, or against that of a base year. */
export const READINGS = ["position", "evolution"] as const;
export type Reading = (typeof READINGS)[number];

export const SHOWINGS = ["montres", "masques"] as const;

/** Order of the table: a column, and its direction. */
export interface Sorting {
  key: string;
  descending: boolean;
}

export interface ViewState extends Narrowing {
  niveau: Level;
  couleur: ColouringName;
  /** Code of the selected territory or residence. */
  territoire: string | null;
  /** Code of the territory that the chosen one is set against. */
  contre: string | null;
  annees: Reading;
  /** Whether the plot shows where territories stood before. */
  trajectoires: boolean;
  /** Whether the plot shows the interval of each index. */
  intervalles: (typeof SHOWINGS)[number];
  seconde: SecondName;
  /** A recipe that is tried, and nothing that anybody else reads. */
  essai: Trial;
  tri: Sorting;
  /** `null` is the publication online. */
  publication: number | null;
  /** `null` until the map is moved: it then shows the whole territory. */
  carte: MapView | null;
}

export const viewCodec: Codec<ViewState> = createCodec<ViewState>({
  niveau: choice(LEVELS, "commune"),
  couleur: choice(COLOURINGS, "profil"),
  territoire: optionalText(),
  contre: optionalText(),
  annees: choice(READINGS, "position"),
  trajectoires: flag(),
  intervalles: choice(SHOWINGS, "montres"),
  seconde: choice(SECONDS, "aucune"),
  essai: trialField(),
  plages: rangesField(),
  bailleur: optionalText(),
  qpv: choice(QPV_CHOICES, "tous"),
  rehabilitation: choice(WORKS_CHOICES, "toutes"),
  tri: sorting({ key: "logements", descending: true }),
  publication: optionalInteger(),
  carte: mapView(),
});

/** `logements`, or `-logements` for the largest first. */
function sorting(fallback: Sorting): Field<Sorting> {
  return {
    fallback,
    parse(text) {
      const [, minus, key] = /^(-?)([a-z][a-z0-9_]{0,30})$/.exec(text) ?? [];
      return key ? { key, descending: minus === "-" } : undefined;
    },
    format: ({ key, descending }) => (descending ? `-${key}` : key),
  };
}
