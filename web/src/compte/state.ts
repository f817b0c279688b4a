/** What the address of the page says: which part is open. */
import { type Codec, choice, createCodec } from "../shared/url";

export const PARTS = ["compte", "comptes"] as const;
export type Part = (typeof PARTS)[number];

export interface AccountState {
  vue: Part;
}

export const accountCodec: Codec<AccountState> = createCodec<AccountState>({ vue: choice(PARTS, "compte") });
