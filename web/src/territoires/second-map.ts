/** A second map that moves with the first: another index, or the publication before. */
import { findBounds } from "../shared/geometry";
import { createMap, type MapHandle } from "../shared/map";
import type { MapClass } from "../shared/palette";
import type { Outline } from "../shared/types";
import { addCaption } from "./caption";
import { drawGround } from "./ground";
import type { Linking } from "./linking";
import type { PlotState } from "./plot";
import { createTerritoryLayer } from "./territory-layer";
import { texts } from "./texts.fr";

export interface SecondMap {
  draw(state: PlotState, caption: string): void;
  destroy(): void;
}

/** Opens the map in its place, which is seen from then on. */
export function openSecondMap(options: {
  container: HTMLElement;
  first: MapHandle;
  ground: readonly Outline[];
  withGround: boolean;
  classes: readonly MapClass[];
  linking: Linking;
  onSelect(code: string): void;
}): SecondMap {
  const { container, first, ground, classes, linking, onSelect } = options;
  container.hidden = false;
  const bounds = findBounds(ground);
  const handle = createMap(container, {
    label: texts.second.map,
    view: first.view(),
    wheel: false,
    ...(bounds ? { bounds } : {}),
  });
  const eraseGround = drawGround(handle, options.withGround ? [...ground] : []);
  const layer = createTerritoryLayer(handle, classes, linking, onSelect);
  const unfollow = follow(first, handle);
  const say = addCaption(handle.map);
  return {
    draw(state, caption) {
      layer.draw(state);
      say(caption);
    },
    destroy() {
      unfollow();
      layer.destroy();
      eraseGround();
      handle.destroy();
      container.replaceChildren();
      container.hidden = true;
    },
  };
}

/** Each map goes where the other is moved; the move that this makes is not sent back. */
function follow(first: MapHandle, second: MapHandle): () => void {
  let following = false;
  const tie = (from: MapHandle, to: MapHandle) => () => {
    if (following) return;
    following = true;
    to.map.setView(from.map.getCenter(), from.map.getZoom(), { animate: false });
    following = false;
  };
  const [forth, back] = [tie(first, second), tie(second, first)];
  first.map.on("moveend", forth);
  second.map.on("moveend", back);
  forth();
  return () => {
    first.map.off("moveend", forth);
    second.map.off("moveend", back);
  };
}
