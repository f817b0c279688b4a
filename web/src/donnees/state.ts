/** What the address of the page says: which part is open, and which deposit. A closed tab loses nothing else. */
import { type Codec, choice, createCodec, optionalText } from "../shared/url";

export const PARTS = ["depots", "publier"] as const;
export type Part = (typeof PARTS)[number];

export interface DataState {
  vue: Part;
  /** The deposit that is shown. */
  depot: string | null;
}

export const dataCodec: Codec<DataState> = createCodec<DataState>({
  vue: choice(PARTS, "depots"),
  depot: optionalText(),
});
