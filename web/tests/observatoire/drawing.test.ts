import L from "leaflet";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drawStyle } from "../../src/observatoire/circles";
import { Circle, CircleRenderer } from "../../src/observatoire/drawing";

const HERE = L.latLng(46, 6);

describe("circles", () => {
  let map: L.Map;
  let renderer: CircleRenderer;

  beforeEach(() => {
    const container = document.createElement("div");
    for (const side of ["clientWidth", "clientHeight"]) Object.defineProperty(container, side, { value: 400 });
    map = L.map(container, { zoomAnimation: false, fadeAnimation: false }).setView(HERE, 12);
    renderer = new CircleRenderer({ padding: 0.5 });
  });

  const add = (place = HERE, style = drawStyle("#123456", null)) => {
    const circle = new Circle(place, { renderer, radius: 8, ...style }).addTo(map);
    return circle.getElement() as SVGPathElement;
  };

  it("stand where Leaflet puts them, after a zoom too", () => {
    const ours = add(L.latLng(46.01, 6.02));
    const theirs = L.circleMarker([46.01, 6.02], { radius: 8 }).addTo(map).getElement();
    const start = (path: Element | undefined) =>
      path
        ?.getAttribute("d")
        ?.match(/^M(-?\d+),(-?\d+)/)
        ?.slice(1)
        .map(Number);
    for (const zoom of [12, 13, 11]) {
      map.setZoom(zoom, { animate: false });
      // Leaflet starts at the left of the circle, ours at its middle.
      const [left = Number.NaN, middle] = start(theirs) ?? [];
      expect(start(ours)).toEqual([left + 8, middle]);
    }
  });

  it("are written again only when their outline changes", () => {
    const seen = add();
    const far = add(L.latLng(40, 0));
    const write = vi.spyOn(Element.prototype, "setAttribute");
    const written = (path: Element) => write.mock.contexts.filter((element) => element === path).length;
    map.panBy([20, 0], { animate: false });
    expect([written(seen), written(far)]).toEqual([0, 0]);
    map.setZoom(13, { animate: false });
    expect([written(seen), written(far)]).toEqual([1, 0]);
    write.mockRestore();
  });

  it("are hatched in their own outline where they have no value", () => {
    const subpaths = (path: Element) => path.getAttribute("d")?.match(/[lha]/g)?.length ?? 0;
    const plain = subpaths(add());
    for (const withheld of ["secret", "non_transmis", "reserve"] as const) {
      const hatched = add(HERE, drawStyle(undefined, withheld));
      expect(subpaths(hatched)).toBeGreaterThan(plain + 2);
      expect(hatched.getAttribute("fill")).toBe("#ffffff");
    }
    expect(subpaths(add(HERE, drawStyle(undefined, "sans_objet")))).toBe(plain);
  });
});
