/**
 * Residences as circles: area by dwellings, colour by class, a ring for the signal, a pattern where there is no number.
 *
 * Drawn as SVG, so that each one can be reached by the keyboard, printed and hatched; fluid up to some two thousand.
 */
import L from "leaflet";
import { h } from "../shared/dom";
import { isWithheld, patternFill } from "../shared/hatch";
import { type MapHandle, PANES } from "../shared/map";
import { findClass, type MapClass, OUTLINE } from "../shared/palette";
import type { IndexName, IndexValue } from "../shared/types";
import { createRoving, type Roving, type Stop } from "./roving";
import type { Row } from "./rows";
import { describeRow, labelValue, texts } from "./texts.fr";

/** How far from a circle a finger or a hurried mouse still means it, in pixels. */
const REACH = 14;

export interface ResidenceLayer {
  draw(rows: readonly Row[], index: IndexName, selected: string | null): void;
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
  let drawn: readonly Row[] = [];
  let roving: Roving | undefined;

  function draw(rows: readonly Row[], index: IndexName, selected: string | null): void {
    const held = document.activeElement?.getAttribute("data-code") ?? null;
    roving?.destroy();
    group.clearLayers();
    drawn = rows;
    // Large ones below, the selected one on top of all.
    const weight = (row: Row) => (row.code === selected ? -1 : (row.logements ?? 0));
    const circles = new Map<string, L.CircleMarker>();
    for (const row of [...rows].sort((a, b) => weight(b) - weight(a))) {
      for (const mark of drawMarks(row, row.code === selected, renderer)) group.addLayer(mark);
      const circle = drawCircle(row, row.indices[index], classes, renderer);
      circle.on("click", () => onOpen(row.code));
      circle.bindTooltip(buildTooltip(row, row.indices[index]), { direction: "top", offset: [0, -radiusOf(row)] });
      group.addLayer(circle);
      circles.set(row.code, circle);
    }
    const root = map.getPane(PANES.points)?.querySelector("svg");
    root?.setAttribute("role", "group");
    root?.setAttribute("aria-label", texts.residencesLabel);
    roving = createRoving(buildStops(rows, circles, index, selected), selected);
    if (held) roving.focus(held);
  }

  function buildStops(
    rows: readonly Row[],
    circles: ReadonlyMap<string, L.CircleMarker>,
    index: IndexName,
    selected: string | null,
  ): Stop[] {
    return rows.flatMap((row) => {
      const element = circles.get(row.code)?.getElement();
      if (!(element instanceof SVGElement)) return [];
      element.setAttribute("role", "button");
      element.setAttribute("data-code", row.code);
      element.setAttribute("aria-label", describeRow(row, index, row.indices[index]));
      element.setAttribute("aria-pressed", String(row.code === selected));
      return {
        key: row.code,
        element,
        place: () => map.latLngToContainerPoint(row.position),
        onOpen: () => onOpen(row.code),
        onReach: () => handle.reveal(row.position),
      };
    });
  }

  function openNearest(event: L.LeafletMouseEvent): void {
    const near = drawn
      .map((row) => ({
        row,
        gap: map.latLngToContainerPoint(row.position).distanceTo(event.containerPoint) - radiusOf(row),
      }))
      .filter(({ gap }) => gap <= REACH)
      .sort((a, b) => a.gap - b.gap);
    if (near[0]) onOpen(near[0].row.code);
  }
  map.on("click", openNearest);

  return {
    draw,
    focus: (code) => roving?.focus(code) ?? false,
    destroy() {
      roving?.destroy();
      map.off("click", openNearest);
      group.remove();
    },
  };
}

/** The area is proportional to the dwellings, down to a size that can still be pointed at. */
export function radiusOf(row: { logements: number | null }): number {
  return Math.max(5.5, 1.75 * Math.sqrt(row.logements ?? 0));
}

/** How a value looks: fill and outline of its circle. */
export function chooseLook(
  value: IndexValue,
  classes: readonly MapClass[],
): { fill: string; stroke: string; dashed: boolean } {
  if (value.value !== null) return { fill: findClass(classes, value.value).colour, stroke: OUTLINE, dashed: false };
  const fill = isWithheld(value.status) ? patternFill(value.status) : "none";
  return { fill, stroke: OUTLINE, dashed: value.status === "non_transmis" };
}

function drawCircle(row: Row, value: IndexValue, classes: readonly MapClass[], renderer: L.Renderer): L.CircleMarker {
  const look = chooseLook(value, classes);
  return L.circleMarker(row.position, {
    renderer,
    radius: radiusOf(row),
    className: `residence status-${value.status}`,
    fillColor: look.fill,
    fillOpacity: 1,
    color: look.stroke,
    weight: 1.3,
    bubblingMouseEvents: false,
    ...(look.dashed ? { dashArray: "3 2.5" } : {}),
  });
}

/** What stands around a circle: the ring of a signal, the halo of the selected one. */
function drawMarks(row: Row, selected: boolean, renderer: L.Renderer): L.CircleMarker[] {
  const around = (className: string, gap: number) =>
    L.circleMarker(row.position, { renderer, radius: radiusOf(row) + gap, className, interactive: false });
  return [...(selected ? [around("halo", 7)] : []), ...(row.signal ? [around("ring", 3.5)] : [])];
}

function buildTooltip(row: Row, value: IndexValue): HTMLElement {
  const signal = row.signal ? ` · ${texts.sheet.signal.toLowerCase()}` : "";
  return h("span", {}, h("strong", {}, row.nom), ` ${labelValue(value)}${signal}`);
}
