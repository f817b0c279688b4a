/** What the address of the public map says. */
import { type Codec, createCodec, type MapView, mapView, optionalText } from "../shared/url";

export interface ViewState {
  /** INSEE code of the chosen commune; `null` shows the whole territory. */
  commune: string | null;
  /** Code of the residence that is pointed at on the map. */
  residence: string | null;
  /** `null` until the map is moved: it then shows the whole territory. */
  carte: MapView | null;
}

export const viewCodec: Codec<ViewState> = createCodec<ViewState>({
  commune: optionalText(),
  residence: optionalText(),
  carte: mapView(),
});
