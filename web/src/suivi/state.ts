/** What the address of the follow-up says, and nothing else is state. */
import { type Codec, choice, createCodec, type Field, flag, optionalInteger } from "../shared/url";

export const VIEWS = ["objectifs", "equilibre", "relogement", "offre", "demande", "flux", "saisie"] as const;
export type ViewName = (typeof VIEWS)[number];

export interface ViewState {
  vue: ViewName;
  /** `null` is the last year that has attributions. */
  annee: number | null;
  /** The day to which the year is told; `null` is today, the end of the year, or the last record. */
  au: string | null;
  /** Whether what was cancelled is listed too. */
  historique: boolean;
  /** Always that online: attributions are told on the landlords and the stock of today. */
  publication: number | null;
}

export const viewCodec: Codec<ViewState> = createCodec<ViewState>({
  vue: choice(VIEWS, "objectifs"),
  annee: optionalInteger(),
  au: optionalDay(),
  historique: flag(),
  publication: optionalInteger(),
});

/** `2018-09-28`; absent is `null`. */
function optionalDay(): Field<string | null> {
  return {
    fallback: null,
    parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined),
    format: (value) => value ?? "",
  };
}
