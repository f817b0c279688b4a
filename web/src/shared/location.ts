/** Ties a state to the address of the page: a change writes it, Back and Forward restore it. */
import type { Store } from "./store";
import type { Codec } from "./url";

/**
 * Follows `store`. A change of a `quiet` member (the position of a map) rewrites the address in place; any other makes a
 * new entry in the history.
 */
export function bindLocation<S extends object>(store: Store<S>, codec: Codec<S>, quiet: readonly (keyof S)[]): void {
  let restoring = false;
  const address = (state: S) => window.location.pathname + codec.write(state) + window.location.hash;
  // The address is canonical from the start: an unknown or old parameter does not survive.
  window.history.replaceState(null, "", address(store.get()));
  store.subscribe((state, before) => {
    if (restoring || address(state) === address(before)) return;
    const loud = (Object.keys(state) as (keyof S)[]).some(
      (key) => !quiet.includes(key) && !Object.is(state[key], before[key]),
    );
    if (loud) window.history.pushState(null, "", address(state));
    else window.history.replaceState(null, "", address(state));
  });
  window.addEventListener("popstate", () => {
    restoring = true;
    store.set(codec.read(window.location.search));
    restoring = false;
  });
}
