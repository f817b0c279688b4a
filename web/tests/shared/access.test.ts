import { describe, expect, it } from "vitest";
import { completeComponents, completeIndices } from "../../src/shared/access";
import type { IndexValue } from "../../src/shared/types";

const known: IndexValue = { value: 112, status: "ok", class: "intermédiaire", coverage: 1, missing: [] };
const classOnly: IndexValue = { value: null, status: "ok", class: "fragile", coverage: null, missing: [] };

describe("what the role leaves closed", () => {
  it("is a status of its own, and what is read stays as it is", () => {
    const indices = completeIndices({ fragilite: known });

    expect(indices.fragilite).toEqual(known);
    expect(indices.occupation).toMatchObject({ value: null, status: "reserve", class: null });
  });

  it("keeps the class when the class alone is open", () => {
    expect(completeIndices({ fragilite: classOnly }).fragilite).toMatchObject({ status: "reserve", class: "fragile" });
  });

  it("names every indicator", () => {
    expect(Object.values(completeComponents({})).map((component) => component.status)).toEqual(
      Array.from({ length: 7 }, () => "reserve"),
    );
  });
});
