/** Observable state: one value, replaced whole, and those who watch it. */

export interface Store<S> {
  get(): S;
  /** Replaces some members; watchers are told once, and only when something differs. */
  set(patch: Partial<S>): void;
  /** Calls `watcher` after each change, with the state before; returns the way to stop. */
  subscribe(watcher: (state: S, before: S) => void): () => void;
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  const watchers = new Set<(state: S, before: S) => void>();
  return {
    get: () => state,
    set(patch) {
      const before = state;
      const next = { ...before, ...patch };
      if ((Object.keys(next) as (keyof S)[]).every((key) => Object.is(next[key], before[key]))) return;
      state = next;
      for (const watcher of [...watchers]) watcher(next, before);
    },
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
