/** What the address of the page of the commission says. */
import { type Codec, createCodec, optionalInteger, optionalText } from "../shared/url";

export interface CommissionState {
  publication: number | null;
  /** The session that is open. */
  seance: number | null;
  /** The dwelling that is examined, by number. */
  logement: number | null;
  /** Kind of attribution whose effect on the objectives is tried; nothing personal. */
  attribution: string | null;
}

export const commissionCodec: Codec<CommissionState> = createCodec<CommissionState>({
  publication: optionalInteger(),
  seance: optionalInteger(),
  logement: optionalInteger(),
  attribution: optionalText(),
});
