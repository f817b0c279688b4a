import { describe, expect, it } from "vitest";
import { h } from "../../src/shared/dom";
import { createLinking, followPointer } from "../../src/territoires/linking";

function buildRoot() {
  const inside = h("span", {}, "Ayse");
  const root = h("div", {}, h("p", { "data-key": "1" }, inside), h("p", { "data-key": "2", tabindex: 0 }, "Vougy"));
  document.body.replaceChildren(root);
  return { root, inside, second: root.children[1] as HTMLElement };
}

describe("followPointer", () => {
  it("points at the row under the mouse, and at nothing once it has left", () => {
    const { root, inside } = buildRoot();
    const linking = createLinking();
    const said: (string | null)[] = [];
    linking.subscribe((key) => said.push(key));
    followPointer(root, linking);
    inside.dispatchEvent(new Event("pointerover", { bubbles: true }));
    root.dispatchEvent(new Event("pointerleave"));
    expect(said).toEqual(["1", null]);
  });

  it("points at the row that has the focus", () => {
    const { root, second } = buildRoot();
    const linking = createLinking();
    followPointer(root, linking);
    second.dispatchEvent(new Event("focusin", { bubbles: true }));
    expect(linking.pointed()).toBe("2");
  });

  it("says nothing twice, nor once it is stopped", () => {
    const { root, inside } = buildRoot();
    const linking = createLinking();
    const said: (string | null)[] = [];
    linking.subscribe((key) => said.push(key));
    const stop = followPointer(root, linking);
    inside.dispatchEvent(new Event("pointerover", { bubbles: true }));
    inside.dispatchEvent(new Event("pointerover", { bubbles: true }));
    stop();
    root.dispatchEvent(new Event("pointerleave"));
    expect(said).toEqual(["1"]);
  });
});
