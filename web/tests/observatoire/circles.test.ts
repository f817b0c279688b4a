import L from "leaflet";
import { describe, expect, it } from "vitest";
import { sizeMark } from "../../src/observatoire/circles";

describe("sizeMark", () => {
  it("is the radius that Leaflet draws next", () => {
    const mark = L.circleMarker([46, 6], { radius: 5 });
    sizeMark(mark, 9);
    expect(mark.getRadius()).toBe(9);
    expect(mark.options.radius).toBe(9);
  });
});
