import { afterEach, describe, expect, it, vi } from "vitest";
import { today } from "../../src/shared/form";
import { formatDate } from "../../src/shared/format";
import type { Choices } from "../../src/shared/types";
import { createEntryForm } from "../../src/suivi/entry";

describe("the day of Paris, just after midnight", () => {
  afterEach(() => void vi.useRealTimers());

  it("is that which a form offers and allows", () => {
    vi.useFakeTimers({ now: new Date("2026-06-30T22:30:00Z") });
    const choices = { bailleurs: [], communes: [], residences: [] } as unknown as Choices;
    const date = createEntryForm(choices, () => {}).element.querySelector<HTMLInputElement>("input[type=date]");

    expect(today()).toBe("2026-07-01");
    expect([date?.value, date?.max]).toEqual(["2026-07-01", "2026-07-01"]);
  });

  it("is that which is written of an instant", () => {
    expect(formatDate("2026-06-30T22:30:00Z")).toBe("1er juillet 2026");
  });
});
