import { expect, it, vi } from "vitest";
import { createAsk } from "../../src/donnees/asking";
import { Problem, Unreachable } from "../../src/shared/api";

it("asks once for a double click, and says nothing of it", async () => {
  const message = document.createElement("p");
  const request = vi.fn(() => Promise.resolve());
  const ask = createAsk(message, () => {});

  expect(await Promise.all([ask(request), ask(request)])).toEqual([true, false]);
  expect(request).toHaveBeenCalledOnce();
  expect(message.textContent).toBe("");
});

it("says why it was refused, and asks again afterwards", async () => {
  const message = document.createElement("p");
  const after = vi.fn();
  const ask = createAsk(message, after);

  expect(await ask(() => Promise.reject(new Problem(409, "Conflit", "C’est déjà demandé.")))).toBe(false);
  expect(message.textContent).toBe("C’est déjà demandé.");
  await ask(() => Promise.reject(new Unreachable()));
  expect(message.textContent).toContain("rien n’a été demandé");
  expect(await ask(() => Promise.resolve())).toBe(true);
  expect(message.textContent).toBe("");
  expect(after).toHaveBeenCalledTimes(3);
});
