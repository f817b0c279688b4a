import { beforeEach, describe, expect, it, vi } from "vitest";
import { svg } from "../../src/shared/dom";
import { createRoving, findNeighbour, type Stop } from "../../src/shared/roving";

function buildStop(key: string, x: number, y: number): Stop {
  return {
    key,
    element: svg("circle", { "data-key": key }),
    place: () => ({ x, y }),
    onOpen: vi.fn(),
    onReach: vi.fn(),
  };
}

describe("neighbour", () => {
  const middle = buildStop("middle", 0, 0);
  const stops = [middle, buildStop("far", 100, 0), buildStop("near", 20, 12), buildStop("left", -30, 0)];

  it("is the nearest in the direction", () => {
    expect(findNeighbour(stops, middle, [1, 0])?.key).toBe("near");
    expect(findNeighbour(stops, middle, [-1, 0])?.key).toBe("left");
  });

  it("is nobody where there is nobody", () => {
    expect(findNeighbour(stops, middle, [0, -1])).toBeUndefined();
  });
});

describe("walk", () => {
  let stops: Stop[];
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const active = () => document.activeElement?.getAttribute("data-key");

  beforeEach(() => {
    stops = [buildStop("a", 0, 0), buildStop("b", 50, 0), buildStop("c", 100, 0)];
    document.body.replaceChildren(...stops.map(({ element }) => element));
  });

  it("is one tab stop", () => {
    createRoving(stops, "b");
    expect(stops.map(({ element }) => element.getAttribute("tabindex"))).toEqual(["-1", "0", "-1"]);
  });

  it("moves by arrows and keeps the tab stop with it", () => {
    createRoving(stops, null).focus("a");
    press("ArrowRight");
    expect(active()).toBe("b");
    expect(stops[1]?.element.getAttribute("tabindex")).toBe("0");
    expect(stops[1]?.onReach).toHaveBeenCalledOnce();
  });

  it("goes to both ends", () => {
    createRoving(stops, null).focus("b");
    press("End");
    expect(active()).toBe("c");
    press("Home");
    expect(active()).toBe("a");
  });

  it("opens by Enter", () => {
    createRoving(stops, null).focus("c");
    press("Enter");
    expect(stops[2]?.onOpen).toHaveBeenCalledOnce();
  });
});
