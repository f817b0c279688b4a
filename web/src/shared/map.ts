/** The Leaflet map of every page: French, operable by keyboard and by touch, complete without a base map. */
import L from "leaflet";
import { h } from "./dom";
import { texts } from "./texts.fr";
import type { MapView } from "./url";

export interface MapOptions {
  /** Name of the map for screen readers. */
  label: string;
  view?: MapView | null;
  /** Where a map without view opens. */
  bounds?: L.LatLngBoundsExpression;
  /** Pixels at its top that tools cover. */
  covered?: number;
  /** Whether the wheel zooms: yes on a page that is a map, no on a page that scrolls. */
  wheel?: boolean;
  /** Called when the container has changed size. */
  onResize?(): void;
  /** Called after somebody has moved the map; not after `setView`, `showBounds` or a change of size. */
  onMove?(view: MapView): void;
}

/** Panes from bottom to top. Each layer gives its own, so that outlines never cover points. */
export const PANES = {
  base: "base",
  outlines: "contours",
  sectors: "secteurs",
  labels: "noms",
  points: "points",
} as const;

/** How many pixels of the map lie under a panel. */
export interface Cover {
  right: number;
  bottom: number;
}

export interface MapHandle {
  map: L.Map;
  view(): MapView;
  setView(view: MapView): void;
  showBounds(bounds: L.LatLngBoundsExpression): void;
  /** Moves the map as little as possible so that a point is seen, beside what covers a part of the map. */
  reveal(position: L.LatLngExpression, cover?: Cover): void;
  /** A renderer of its own for a pane. */
  renderer(pane: (typeof PANES)[keyof typeof PANES], Renderer?: typeof L.SVG): L.SVG;
  destroy(): void;
}

const FRANCE: L.LatLngBoundsExpression = [
  [42.3, -4.8],
  [51.1, 8.2],
];
const Z_INDEX: Record<keyof typeof PANES, string> = {
  base: "200",
  outlines: "410",
  sectors: "420",
  labels: "430",
  points: "450",
};

/** Makes a map in `container`, which has a size already. */
export function createMap(container: HTMLElement, options: MapOptions): MapHandle {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(container, {
    zoomControl: false,
    zoomSnap: 0.25,
    minZoom: 5,
    maxZoom: 19,
    // The observer below sees every change of size; Leaflet would take a resized window for a move of the map.
    trackResize: false,
    scrollWheelZoom: options.wheel ?? true,
    // Another finger is asked for on touch screens, so that one finger still scrolls the page.
    dragging: !isTouchFirst(),
    maxBoundsViscosity: 0.8,
    ...(isStill ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false } : {}),
  });
  // The arrows of the keyboard slide the map: for who asks that nothing moves by itself, they put it there.
  if (isStill) map.panBy = (offset, how) => L.Map.prototype.panBy.call(map, offset, { ...how, animate: false });
  L.control.zoom({ position: "topright", zoomInTitle: texts.map.zoomIn, zoomOutTitle: texts.map.zoomOut }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>').addAttribution(texts.map.outlines);
  for (const [key, name] of Object.entries(PANES) as [keyof typeof PANES, string][]) {
    map.createPane(name).style.zIndex = Z_INDEX[key];
  }
  map.on("layeradd", ({ layer }) => leaveOutOfTabs(layer));
  // Screen readers read the names in the shapes themselves, and in the table.
  const labels = map.getPane(PANES.labels);
  labels?.setAttribute("aria-hidden", "true");
  if (labels) labels.style.pointerEvents = "none";

  // Moves made by the page are not animated, so that their events come before the call returns.
  let byPage = false;
  const quietly = (move: () => void) => {
    byPage = true;
    move();
    byPage = false;
  };
  const showBounds = (bounds: L.LatLngBoundsExpression) =>
    quietly(() => {
      // The container may have changed size since the map last looked.
      map.invalidateSize({ animate: false, pan: false });
      const air: L.PointTuple = [36, 36];
      const top: L.PointTuple = [36, 36 + (options.covered ?? 0)];
      map.fitBounds(bounds, { paddingTopLeft: top, paddingBottomRight: air, animate: false });
    });
  const setView = (view: MapView) => quietly(() => map.setView([view.lat, view.lng], view.zoom, { animate: false }));
  if (options.view) setView(options.view);
  else showBounds(options.bounds ?? FRANCE);

  describeMap(container, options.label);
  const stopTouch = isTouchFirst() ? addTouchToggle(map) : () => {};
  const readView = (): MapView => ({ zoom: map.getZoom(), lat: map.getCenter().lat, lng: map.getCenter().lng });
  map.on("moveend", () => {
    if (!byPage) options.onMove?.(readView());
  });
  const resize = new ResizeObserver(() => {
    quietly(() => map.invalidateSize({ animate: false, pan: false }));
    options.onResize?.();
  });
  resize.observe(container);
  const stopPrinting = fitPaper(map, quietly);
  return {
    map,
    view: readView,
    setView,
    showBounds,
    reveal: (position, cover = { right: 0, bottom: 0 }) =>
      quietly(() =>
        map.panInside(position, {
          paddingTopLeft: [48, 48],
          paddingBottomRight: [48 + cover.right, 48 + cover.bottom],
          animate: false,
        }),
      ),
    renderer: (pane, Renderer = L.SVG) =>
      new Renderer({ pane, padding: 0.5 }).on("add", () => {
        // A drawing is no picture by itself: what is in it has names, or says nothing.
        for (const drawing of map.getPane(pane)?.children ?? []) drawing.setAttribute("role", "presentation");
      }),
    destroy() {
      resize.disconnect();
      stopPrinting();
      stopTouch();
      map.remove();
    },
  };
}

/** A tooltip listens to the focus of its shape, which Chromium then takes for a tab stop: one only if `createRoving` says so. */
function leaveOutOfTabs(layer: L.Layer): void {
  if (layer instanceof L.Path && layer.options.interactive) layer.getElement()?.setAttribute("tabindex", "-1");
}

/** On paper the map has another shape: what was on the screen is framed in it, then found again as it was. */
function fitPaper(map: L.Map, quietly: (move: () => void) => void): () => void {
  const paper = window.matchMedia("print");
  let before = { center: map.getCenter(), zoom: map.getZoom() };
  const onChange = () =>
    quietly(() => {
      if (!paper.matches) {
        map.invalidateSize({ animate: false }).setView(before.center, before.zoom, { animate: false });
        return;
      }
      const bounds = map.getBounds();
      before = { center: map.getCenter(), zoom: map.getZoom() };
      map.invalidateSize({ animate: false }).fitBounds(bounds, { animate: false });
    });
  paper.addEventListener("change", onChange);
  return () => paper.removeEventListener("change", onChange);
}

/** Whether a map already shows a view, as far as an address tells views apart. */
export function isShown(view: MapView | null, handle: MapHandle): boolean {
  if (!view) return false;
  const shown = handle.view();
  return (
    Math.abs(shown.zoom - view.zoom) < 0.06 &&
    Math.abs(shown.lat - view.lat) < 0.0001 &&
    Math.abs(shown.lng - view.lng) < 0.0001
  );
}

/** Names the map and says how its keys work. */
function describeMap(container: HTMLElement, label: string): void {
  const help = h("p", { class: "visually-hidden", id: `${container.id}-aide` }, texts.map.help);
  container.before(help);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", label);
  container.setAttribute("aria-describedby", help.id);
}

function isTouchFirst(): boolean {
  return window.matchMedia("(pointer: coarse)").matches;
}

/** A button that gives the map to one finger, and takes it back. */
function addTouchToggle(map: L.Map): () => void {
  const button = h("button", { type: "button", class: "map-touch", "aria-pressed": "false" }, texts.map.move);
  const toggle = () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    if (on) map.dragging.enable();
    else map.dragging.disable();
  };
  button.addEventListener("click", toggle);
  map.getContainer().after(button);
  return () => {
    button.removeEventListener("click", toggle);
    button.remove();
  };
}
