import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow } from "../../src/donnees/following";
import { Problem, Unreachable } from "../../src/shared/api";

const rest = { isBusy: () => true, fail: () => {}, onSignedOut: () => {} };
let place: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  place = document.createElement("div");
  document.body.replaceChildren(place);
});
afterEach(() => vi.useRealTimers());

it("says above what is shown that the observatory no longer answers, until it does", async () => {
  const answers = [
    () => Promise.resolve("45 %"),
    () => Promise.reject(new Unreachable()),
    () => Promise.resolve("fini"),
  ];
  const read = () => (answers.shift() ?? (() => new Promise<string>(() => {})))();
  const show = vi.fn();
  const following = follow({ ...rest, place, read, show });

  await vi.advanceTimersByTimeAsync(1100);
  expect(document.body.textContent).toContain("ne répond plus");
  expect(show).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(document.body.textContent).toBe("");
  expect(show).toHaveBeenLastCalledWith("fini");
  following.stop();
});

it("takes a refusal for an answer: it is said once, and not asked for again in haste", async () => {
  const read = vi.fn(() => Promise.reject(new Problem(403, "Droit insuffisant", "")));
  const fail = vi.fn();
  const following = follow({ ...rest, place, read, fail, show: () => {} });

  await vi.advanceTimersByTimeAsync(14_000);
  expect(read).toHaveBeenCalledOnce();
  expect(fail).toHaveBeenCalledOnce();
  following.stop();
});

it("never shows an answer older than the last one asked for", async () => {
  const waiting: ((answer: string) => void)[] = [];
  const show = vi.fn();
  const read = () => new Promise<string>((resolve) => waiting.push(resolve));
  const following = follow({ ...rest, place, read, show });
  following.refresh();

  waiting[1]?.("now");
  waiting[0]?.("before");
  await vi.advanceTimersByTimeAsync(0);
  expect(show.mock.calls).toEqual([["now"]]);
  following.stop();
});
