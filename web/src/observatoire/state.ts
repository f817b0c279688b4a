/** What the address of the partners' map says, and nothing else is state. */
import { INDEX_NAMES, type IndexName } from "../shared/types";
import {
  type Codec,
  choice,
  createCodec,
  flag,
  type MapView,
  mapView,
  optionalInteger,
  optionalText,
  words,
} from "../shared/url";

export const VIEWS = ["carte", "tableau"] as const;

/** What colours the map: the index, or the room that is left. */
export const THEMES = ["indice", "marge"] as const;

export interface ViewState {
  /** The index that the sheet tells, and that colours the map unless the theme is another. */
  indice: IndexName;
  theme: (typeof THEMES)[number];
  /** `null` is the publication online. */
  publication: number | null;
  /** Code of the residence whose sheet is open. */
  residence: string | null;
  /** Type of household whose designation is tried, see `household.ts`; nothing personal. */
  menage: string | null;
  /** Kind of attribution whose effect on the objectives is tried, see `shared/attribution-kind.ts`. */
  attribution: string | null;
  vue: (typeof VIEWS)[number];
  /** Categories of the legend that are kept; none means all. */
  classes: readonly string[];
  signal: boolean;
  /** Only residences that partners placed under vigilance renforcée. */
  vigilance: boolean;
  qpv: boolean;
  /** SIREN. */
  bailleur: string | null;
  /** INSEE code. */
  commune: string | null;
  /** `null` until the map is moved: it then shows the whole territory. */
  carte: MapView | null;
}

export const viewCodec: Codec<ViewState> = createCodec<ViewState>({
  indice: choice(INDEX_NAMES, "fragilite"),
  theme: choice(THEMES, "indice"),
  publication: optionalInteger(),
  residence: optionalText(),
  menage: optionalText(),
  attribution: optionalText(),
  vue: choice(VIEWS, "carte"),
  classes: words(),
  signal: flag(),
  vigilance: flag(),
  qpv: flag(),
  bailleur: optionalText(),
  commune: optionalText(),
  carte: mapView(),
});

/** Address of the printed map: the index, the filters and the frame of the screen. */
export function addressPdf(state: ViewState, publication: number): string {
  const { indice, classes, signal, vigilance, qpv, bailleur, commune, theme, carte } = state;
  const fresh = viewCodec.read("");
  // The classes of the margin are not those of the index that the paper shows.
  const filters = { signal, vigilance, qpv, bailleur, commune, classes: theme === "marge" ? [] : classes };
  const kept = { ...filters, indice, carte };
  return `/api/v1/partner/map.pdf${viewCodec.write({ ...fresh, ...kept, publication })}`;
}

/** The filters alone, all off. */
export const NO_FILTER: Pick<ViewState, "classes" | "signal" | "vigilance" | "qpv" | "bailleur" | "commune"> = {
  classes: [],
  signal: false,
  vigilance: false,
  qpv: false,
  bailleur: null,
  commune: null,
};

/** Adds a category to the kept ones, or takes it away. */
export function toggleCategory(kept: readonly string[], category: string): readonly string[] {
  return kept.includes(category) ? kept.filter((other) => other !== category) : [...kept, category].sort();
}
