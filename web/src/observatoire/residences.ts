/**
 * The layer of the residences. Drawn as SVG, so that each one can be reached by the keyboard, printed and hatched; fluid up
 * to some two thousand.
 */
import L from "leaflet";
import { type MapHandle, PANES } from "../shared/map";
import type { MapClass } from "../shared/palette";
import { createRoving, type Roving, type Stop } from "../shared/roving";
import type { IndexName } from "../shared/types";
import { drawCircle, drawHalo, drawRing, isPlaced, type PlacedRow, radiusOf } from "./circles";
import type { Row } from "./rows";
import { describeRow, texts } from "./texts.fr";

/** How far from a circle a finger or a hurried mouse still means it, in pixels. */
const REACH = 14;

export interface ResidenceLayer {
  draw(rows: readonly Row[], index: IndexName): void;
  select(code: string | null): void;
  /** Gives the focus to a residence that is drawn. */
  focus(code: string): boolean;
  destroy(): void;
}

/** Makes the layer; `onOpen` is told which residence was clicked or entered. */
export function createResidenceLayer(
  handle: MapHandle,
  classes: readonly MapClass[],
  onOpen: (code: string) => void,
): ResidenceLayer {
  const { map } = handle;
  const renderer = handle.renderer(PANES.points);
  const group = L.layerGroup().addTo(map);
  const halo = L.layerGroup().addTo(map);
  let drawn: readonly PlacedRow[] = [];
  let index: IndexName = "fragilite";
  let selected: string | null = null;
  let roving: Roving | undefined;

  function draw(rows: readonly Row[], shown: IndexName): void {
    drawn = rows.filter(isPlaced);
    index = shown;
    redraw();
  }

  function redraw(): void {
    const held = document.activeElement?.getAttribute("data-code") ?? null;
    roving?.destroy();
    group.clearLayers();
    const stops = new Map<string, Stop>();
    for (const row of [...drawn].sort((a, b) => (b.logements ?? 0) - (a.logements ?? 0))) {
      const zoom = map.getZoom();
      const circle = drawCircle(row, row.indices[index], classes, renderer, zoom);
      circle.on("click", () => onOpen(row.code));
      group.addLayer(circle);
      if (row.signal) group.addLayer(drawRing(row, renderer, zoom));
      const stop = buildStop(row, circle.getElement());
      if (stop) stops.set(row.code, stop);
    }
    // The keyboard goes through them in the order of the rows, whatever lies above what.
    roving = createRoving(
      drawn.flatMap((row) => stops.get(row.code) ?? []),
      selected,
    );
    nameGroup();
    markSelected();
    if (held) roving.focus(held);
  }

  function buildStop(row: PlacedRow, element: Element | undefined): Stop | null {
    if (!(element instanceof SVGElement)) return null;
    element.setAttribute("role", "button");
    element.setAttribute("data-code", row.code);
    element.setAttribute("aria-label", describeRow(row, index, row.indices[index]));
    return {
      key: row.code,
      element,
      place: () => map.latLngToContainerPoint(row.position),
      onOpen: () => onOpen(row.code),
      onReach: () => handle.reveal(row.position),
    };
  }

  function nameGroup(): void {
    const root = map.getPane(PANES.points)?.querySelector("svg");
    root?.setAttribute("role", "group");
    root?.setAttribute("aria-label", texts.residencesLabel);
  }

  function markSelected(): void {
    halo.clearLayers();
    for (const element of map.getPane(PANES.points)?.querySelectorAll("[data-code]") ?? []) {
      element.setAttribute("aria-pressed", String(element.getAttribute("data-code") === selected));
    }
    const row = drawn.find(({ code }) => code === selected);
    if (row) halo.addLayer(drawHalo(row, renderer, map.getZoom()));
  }

  function openNearest(event: L.LeafletMouseEvent): void {
    const near = drawn
      .map((row) => {
        const centre = map.latLngToContainerPoint(row.position);
        return { row, gap: centre.distanceTo(event.containerPoint) - radiusOf(row, map.getZoom()) };
      })
      .filter(({ gap }) => gap <= REACH)
      .sort((a, b) => a.gap - b.gap);
    if (near[0]) onOpen(near[0].row.code);
  }
  map.on("click", openNearest);
  map.on("zoomend", redraw);

  return {
    draw,
    select(code) {
      selected = code;
      markSelected();
    },
    focus: (code) => roving?.focus(code) ?? false,
    destroy() {
      roving?.destroy();
      map.off("click", openNearest);
      map.off("zoomend", redraw);
      halo.remove();
      group.remove();
    },
  };
}
