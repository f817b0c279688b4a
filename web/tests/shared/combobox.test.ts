import { beforeEach, describe, expect, it, vi } from "vitest";
import { createCombobox } from "../../src/shared/combobox";

const names = ["Bellerive", "Bois-Jolivet"];
const onChoose = vi.fn();
let input: HTMLInputElement;

function type(text: string): void {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(key: string): void {
  input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  onChoose.mockReset();
  const element = createCombobox<string>({
    id: "essai",
    label: "Chercher",
    placeholder: "",
    nothing: "Rien.",
    search: (query) =>
      names
        .filter((name) => name.toLowerCase().startsWith(query.toLowerCase()))
        .map((name) => ({ label: name, detail: "", value: name })),
    onChoose,
  });
  document.body.replaceChildren(element);
  const found = element.querySelector("input");
  if (!found) throw new Error("no field");
  input = found;
});

describe("search field", () => {
  it("says that its list is open, and which option is active", () => {
    type("b");
    expect(input.getAttribute("aria-expanded")).toBe("true");
    press("ArrowDown");
    press("ArrowDown");
    expect(input.getAttribute("aria-activedescendant")).toBe("essai-1");
  });

  it("goes round to the last option by the up arrow", () => {
    type("b");
    press("ArrowUp");
    expect(input.getAttribute("aria-activedescendant")).toBe("essai-1");
  });

  it("chooses the first option by Enter alone", () => {
    type("b");
    press("Enter");
    expect(onChoose).toHaveBeenCalledExactlyOnceWith("Bellerive");
    expect(input.getAttribute("aria-expanded")).toBe("false");
  });

  it("closes by Escape without choosing", () => {
    type("b");
    press("Escape");
    expect(input.getAttribute("aria-expanded")).toBe("false");
    expect(onChoose).not.toHaveBeenCalled();
  });

  it("says that nothing matches", () => {
    type("zzz");
    expect(document.querySelector('[role="status"]')?.textContent).toBe("Rien.");
  });

  it("never parses what it is given as markup", () => {
    names.push("<img src=x>");
    type("<img");
    expect(document.querySelector("img")).toBeNull();
    expect(document.querySelector('[role="option"]')?.textContent).toBe("<img src=x>");
    names.pop();
  });
});
