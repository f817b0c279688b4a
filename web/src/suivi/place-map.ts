/** A map of places beside their table: outlines of communes, dots, and a ring around a site. */
import L from "leaflet";
import { h } from "../shared/dom";
import { type Bounds, findBounds, type LatLng } from "../shared/geometry";
import { createMap, PANES } from "../shared/map";
import { createLabel, createOutline } from "../shared/shapes";
import type { Outline } from "../shared/types";

export interface Dot {
  position: LatLng;
  /** Look: `place-new`, `place-above`… */
  className: string;
  /** What the pointer reads; the table says the same to everyone. */
  title: string;
  radius?: number;
}

export interface Ring {
  center: LatLng;
  kilometres: number;
}

export interface GroundOutline {
  nom: string;
  outline: Outline;
}

/** What a colour of the map means; colour is never alone, the table names each kind. */
export interface LegendLine {
  className: string;
  label: string;
}

export interface PlaceMap {
  element: HTMLElement;
  /** Draws once the element is in the page and has a size. */
  open(): () => void;
}

export function createPlaceMap(options: {
  id: string;
  label: string;
  ground: readonly GroundOutline[];
  dots: readonly Dot[];
  ring: Ring | null;
  legend: readonly LegendLine[];
}): PlaceMap {
  const container = h("div", { id: options.id, class: "place-map" });
  const legend = h(
    "ul",
    { class: "place-legend" },
    ...options.legend.map(({ className, label }) =>
      h("li", {}, h("span", { class: `place-key ${className}`, "aria-hidden": "true" }), label),
    ),
  );
  return {
    element: h("div", { class: "place-frame" }, container, legend),
    open() {
      const bounds = frame(options.ground, options.ring);
      const handle = createMap(container, { label: options.label, wheel: false, ...(bounds ? { bounds } : {}) });
      const ground = handle.renderer(PANES.outlines);
      for (const { nom, outline } of options.ground) {
        createOutline(outline, { className: "ground", renderer: ground, interactive: false }).addTo(handle.map);
        createLabel(outline, nom, "place-commune").addTo(handle.map);
      }
      if (options.ring) {
        const { center, kilometres } = options.ring;
        const renderer = handle.renderer(PANES.sectors);
        L.circle(center, { radius: kilometres * 1000, className: "place-ring", renderer, interactive: false }).addTo(
          handle.map,
        );
      }
      const points = handle.renderer(PANES.points);
      for (const { position, className, title, radius } of options.dots) {
        L.circleMarker(position, { renderer: points, radius: radius ?? 6, className: `place-dot ${className}` })
          .bindTooltip(h("span", {}, title), { direction: "top", offset: [0, -6], opacity: 1 })
          .addTo(handle.map);
      }
      return () => handle.destroy();
    },
  };
}

function frame(ground: readonly GroundOutline[], ring: Ring | null): Bounds | null {
  if (!ring) return findBounds(ground.map(({ outline }) => outline));
  const { center, kilometres } = ring;
  const lat = kilometres / 111.2;
  const lng = lat / Math.cos((center[0] * Math.PI) / 180);
  return [
    [center[0] - lat, center[1] - lng],
    [center[0] + lat, center[1] + lng],
  ];
}
