import { expect, it, vi } from "vitest";
import { createStore } from "../../src/shared/store";

it("tells watchers the state and the one before", () => {
  const store = createStore({ a: 1, b: 2 });
  const watcher = vi.fn();
  store.subscribe(watcher);
  store.set({ a: 3 });
  expect(watcher).toHaveBeenCalledExactlyOnceWith({ a: 3, b: 2 }, { a: 1, b: 2 });
});

it("says nothing when nothing differs", () => {
  const store = createStore({ a: 1 });
  const watcher = vi.fn();
  store.subscribe(watcher);
  store.set({ a: 1 });
  expect(watcher).not.toHaveBeenCalled();
});

it("forgets a watcher that left", () => {
  const store = createStore({ a: 1 });
  const watcher = vi.fn();
  store.subscribe(watcher)();
  store.set({ a: 2 });
  expect(watcher).not.toHaveBeenCalled();
});
