/** What part of the territory the map shows. */
import { type Bounds, findBounds, frameOf } from "../shared/geometry";
import { type Cover, createMap, type MapHandle } from "../shared/map";
import type { Store } from "../shared/store";
import type { Edition } from "./edition";
import type { Layout } from "./layout";
import type { ViewState } from "./state";
import { texts } from "./texts.fr";

const TOOLS_HEIGHT = 72;

/** Makes the map, where the address says or around the residences. */
export function openMap(layout: Layout, edition: Edition, store: Store<ViewState>): MapHandle {
  const bounds = boundsOf(edition);
  const handle = createMap(layout.map, {
    label: texts.mapLabel,
    covered: TOOLS_HEIGHT,
    view: store.get().carte,
    ...(bounds ? { bounds } : {}),
    onMove: (carte) => store.set({ carte }),
    onResize: () => {
      if (!store.get().carte) showTerritory(handle, edition);
    },
  });
  return handle;
}

/** Where the residences stand; the whole territory when there are none. */
function boundsOf(edition: Edition): Bounds | null {
  const points = edition.vast ? [] : edition.rows.flatMap(({ position }) => (position ? [position] : []));
  return frameOf(points) ?? findBounds(edition.epci.map(({ geometry }) => geometry));
}

/** Frames the residences. */
export function showTerritory(handle: MapHandle, edition: Edition): void {
  const bounds = boundsOf(edition);
  if (bounds) handle.showBounds(bounds);
}

/** Whether the map already shows a view, to the precision of the address. */
export function isSameView(view: ViewState["carte"], handle: MapHandle): boolean {
  if (!view) return false;
  const shown = handle.view();
  return (
    Math.abs(shown.zoom - view.zoom) < 0.06 &&
    Math.abs(shown.lat - view.lat) < 0.0001 &&
    Math.abs(shown.lng - view.lng) < 0.0001
  );
}

/** What the sheet covers of the map: its bottom on a phone, its right on a small desk. */
export function measureCover(layout: Layout): Cover {
  const map = layout.map.getBoundingClientRect();
  const side = layout.side.getBoundingClientRect();
  const apart = side.left >= map.right || side.top >= map.bottom || side.width === 0;
  if (apart) return { right: 0, bottom: 0 };
  const wide = side.left <= map.left;
  const most = 0.75;
  return wide
    ? { right: 0, bottom: Math.min(map.height * most, map.bottom - side.top) }
    : { right: Math.min(map.width * most, map.right - side.left), bottom: 0 };
}
