/** What the address of the page says: which part is open. */
import { type Codec, choice, createCodec, optionalText } from "../shared/url";

export const PARTS = ["compte", "comptes", "journal"] as const;
export type Part = (typeof PARTS)[number];

export interface AccountState {
  vue: Part;
  /** First and last day of the journal, account and action: as the fields of the form hold them. */
  du: string | null;
  au: string | null;
  compte: string | null;
  action: string | null;
}

export const accountCodec: Codec<AccountState> = createCodec<AccountState>({
  vue: choice(PARTS, "compte"),
  du: optionalText(),
  au: optionalText(),
  compte: optionalText(),
  action: optionalText(),
});
