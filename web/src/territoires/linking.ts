/** The thread between the plot, the map and the table: what is pointed at in one is shown in the three. */
import { createStore } from "../shared/store";

export interface Linking {
  /** Points at a row (by mouse or by focus), or at none. */
  point(key: string | null): void;
  /** The row that is pointed at. */
  pointed(): string | null;
  subscribe(watcher: (key: string | null) => void): () => void;
}

export function createLinking(): Linking {
  const store = createStore<{ key: string | null }>({ key: null });
  return {
    point: (key) => store.set({ key }),
    pointed: () => store.get().key,
    subscribe: (watcher) => store.subscribe(({ key }) => watcher(key)),
  };
}

/**
 * Tells `linking` of whatever is pointed at or focused under `root`, each of its rows carrying `data-key`.
 *
 * What leaves one row for another says so once; what leaves `root` points at nothing.
 */
export function followPointer(root: Element, linking: Linking): () => void {
  const read = (event: Event) => (event.target instanceof Element ? event.target.closest("[data-key]") : null);
  const enter = (event: Event) => linking.point(read(event)?.getAttribute("data-key") ?? null);
  const leave = () => linking.point(null);
  const listeners: [string, (event: Event) => void][] = [
    ["pointerover", enter],
    ["pointerleave", leave],
    ["focusin", enter],
    ["focusout", leave],
  ];
  for (const [type, listener] of listeners) root.addEventListener(type, listener);
  return () => {
    for (const [type, listener] of listeners) root.removeEventListener(type, listener);
  };
}
