/** What the address of the page says: which part is open, which deposit or report. A closed tab loses nothing else. */
import { type Codec, choice, createCodec, optionalInteger, optionalText } from "../shared/url";

export const PARTS = ["depots", "retours", "calendrier", "comparer", "publier"] as const;
export type Part = (typeof PARTS)[number];

export interface DataState {
  vue: Part;
  /** The deposit that is shown. */
  depot: string | null;
  /** The return report that is shown. */
  rapport: string | null;
  /** Year of the calendar; the current one by default. */
  annee: number | null;
}

export const dataCodec: Codec<DataState> = createCodec<DataState>({
  vue: choice(PARTS, "depots"),
  depot: optionalText(),
  rapport: optionalText(),
  annee: optionalInteger(),
});
