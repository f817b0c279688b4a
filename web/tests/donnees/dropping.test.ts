import { beforeEach, expect, it, vi } from "vitest";
import { buildDropZone, refuseStrayFiles } from "../../src/donnees/dropping";
import { Unreachable } from "../../src/shared/api";
import { uploadFile } from "../../src/shared/data-api";
import type { Deposit } from "../../src/shared/types";

vi.mock("../../src/shared/data-api", () => ({ uploadFile: vi.fn() }));
const sent = vi.mocked(uploadFile);
const arrived = { id: "d" } as Deposit;

beforeEach(() => sent.mockReset());

function choose(zone: { element: HTMLElement }): void {
  const input = zone.element.querySelector("input") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [new File(["a"], "parc.csv")], configurable: true });
  input.dispatchEvent(new Event("change"));
}

it("keeps a file that did not arrive at hand, even after a look elsewhere, and sends it again", async () => {
  const onSent = vi.fn();
  sent.mockRejectedValueOnce(new Unreachable()).mockResolvedValueOnce(arrived);
  const zone = buildDropZone({ onSent });
  choose(zone);
  await vi.waitFor(() => expect(zone.element.textContent).toContain("n’est pas arrivé"));
  zone.leave();

  const again = buildDropZone({ onSent });
  (again.element.querySelector(".sending button") as HTMLButtonElement).click();
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledWith(arrived, true));
  expect(again.element.querySelector(".sending")?.textContent).toContain("est arrivé");
});

it("has the browser ask before a page is left that still sends, and opens nothing by itself elsewhere", async () => {
  const leaving = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  let finish: (deposit: Deposit) => void = () => {};
  sent.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
  const onSent = vi.fn();
  const zone = buildDropZone({ onSent });
  choose(zone);
  expect(leaving()).toBe(true);
  zone.leave();
  finish(arrived);
  await vi.waitFor(() => expect(leaving()).toBe(false));
  expect(onSent).not.toHaveBeenCalled();
});

it("does not let a file that misses the zone replace the page", () => {
  refuseStrayFiles();
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  document.body.dispatchEvent(drop);
  expect(drop.defaultPrevented).toBe(true);
});
