/**
 * The layer of the residences. Drawn as SVG, so that each one can be reached by the keyboard, printed and hatched. They are
 * all made once; filters, index and zoom then only change what they look like.
 */
import L from "leaflet";
import { type MapHandle, PANES } from "../shared/map";
import { createRoving, type Stop } from "../shared/roving";
import { createMark, isPlaced, type PlacedRow, radiusOf, sizeMark } from "./circles";
import { gatherCrowd, type Member } from "./crowd";
import { CircleRenderer } from "./drawing";
import type { Row } from "./rows";
import { texts } from "./texts.fr";
import type { Theme } from "./themes";
import { createTip } from "./tip";

/** How far from a circle a finger or a hurried mouse still means it, in pixels. */
const REACH = 14;
const LEFT_OUT = "left-out";

export interface ResidenceLayer {
  /** Shows these residences and leaves the others out. */
  draw(rows: readonly Row[], theme: Theme): void;
  select(code: string | null): void;
  /** Puts a ring around the residences that partners placed under vigilance. */
  ringVigilance(codes: ReadonlySet<string>): void;
  /** Gives the focus to a residence that is drawn. */
  focus(code: string): boolean;
  destroy(): void;
}

interface Mark extends Member {
  row: PlacedRow;
  circle: L.CircleMarker;
  ring: L.CircleMarker | null;
  stop: Stop;
  /** Key of the theme that it looks like, so that a filter paints nothing again. */
  painted: string | null;
}

/** Makes the layer of all the residences; `onOpen` is told which one was clicked or entered. */
export function createResidenceLayer(
  handle: MapHandle,
  rows: readonly Row[],
  onOpen: (code: string) => void,
): ResidenceLayer {
  const { map } = handle;
  const renderer = handle.renderer(PANES.points, CircleRenderer);
  const group = L.layerGroup().addTo(map);
  const halo = L.layerGroup().addTo(map);
  const decided = L.layerGroup().addTo(map);
  const vigilant = new Map<string, L.CircleMarker>();
  const marks = addMarks(handle, group, renderer, rows.filter(isPlaced), onOpen);
  const sortOut = gatherCrowd([...marks.values()]);
  // The keyboard goes through them in the order of the rows, whatever lies above what.
  const inOrder = rows.flatMap(({ code }) => marks.get(code) ?? []);
  const roving = createRoving(
    inOrder.map(({ stop }) => stop),
    null,
  );
  const pane = map.getPane(PANES.points);
  let drawn: readonly Mark[] = [];
  let selected: string | null = null;
  let theme: Theme | null = null;
  const tip = createTip(map, (code) => {
    const mark = marks.get(code);
    return mark && theme ? { row: mark.row, figure: theme.say(mark.row) } : null;
  });
  pane?.querySelector("svg")?.setAttribute("role", "group");
  pane?.querySelector("svg")?.setAttribute("aria-label", texts.residencesLabel);

  function draw(kept: readonly Row[], shown: Theme): void {
    theme = shown;
    const rowsKept = new Set<Row>(kept);
    for (const mark of inOrder) {
      mark.out = !rowsKept.has(mark.row);
      if (!mark.out && mark.painted !== shown.key) paint(mark, shown);
    }
    sortOut();
    for (const [code, ring] of vigilant) ring.getElement()?.classList.toggle(LEFT_OUT, marks.get(code)?.out);
    drawn = inOrder.filter(({ out }) => !out);
    roving.keep(
      drawn.map(({ stop }) => stop),
      selected,
    );
    select(selected);
  }

  function paint(mark: Mark, shown: Theme): void {
    const { row, circle } = mark;
    const element = circle.getElement();
    const style = shown.style(row);
    circle.setStyle(style);
    if (style.hatch) element?.setAttribute("data-withheld", style.hatch);
    else element?.removeAttribute("data-withheld");
    element?.setAttribute("aria-label", shown.describe(row));
    element?.classList.toggle("above", shown.isAbove(row));
    mark.painted = shown.key;
  }

  function select(code: string | null): void {
    halo.clearLayers();
    if (selected) marks.get(selected)?.circle.getElement()?.setAttribute("aria-pressed", "false");
    selected = code;
    const mark = code ? marks.get(code) : undefined;
    if (!mark || mark.out) return;
    mark.circle.getElement()?.setAttribute("aria-pressed", "true");
    halo.addLayer(createMark(mark.row, "halo", "halo", renderer, map.getZoom()));
  }

  function resize(): void {
    const zoom = map.getZoom();
    for (const { row, circle, ring } of marks.values()) {
      sizeMark(circle, radiusOf(row, zoom));
      if (ring) sizeMark(ring, radiusOf(row, zoom, "ring"));
      const decision = vigilant.get(row.code);
      if (decision) sizeMark(decision, radiusOf(row, zoom, "vigilance"));
    }
    select(selected);
  }

  function ringVigilance(codes: ReadonlySet<string>): void {
    decided.clearLayers();
    vigilant.clear();
    for (const mark of marks.values()) {
      if (!codes.has(mark.row.code)) continue;
      const ring = createMark(mark.row, "vigilance", "vigilance", renderer, map.getZoom());
      vigilant.set(mark.row.code, ring);
      decided.addLayer(ring);
      ring.getElement()?.classList.toggle(LEFT_OUT, mark.out);
    }
  }

  function openClicked(event: L.LeafletMouseEvent): void {
    const { target } = event.originalEvent;
    const code = target instanceof SVGElement ? target.dataset.code : undefined;
    const meant = code ?? findNearest(map, drawn, event.containerPoint);
    if (meant) onOpen(meant);
  }
  map.on("click", openClicked);
  map.on("zoomend", resize);

  return {
    draw,
    select,
    ringVigilance,
    focus: (code) => roving.focus(code),
    destroy() {
      roving.destroy();
      tip.destroy();
      map.off("click", openClicked);
      map.off("zoomend", resize);
      halo.remove();
      decided.remove();
      group.remove();
    },
  };
}

/** A signal that its small counts leave open has a broken ring: it is never shown as certain. */
function chooseRing({ signal_solidite: solidite }: Row): string {
  return solidite === "avéré" ? "ring" : "ring open";
}

/** Large ones first: they lie below. */
function addMarks(
  handle: MapHandle,
  group: L.LayerGroup,
  renderer: L.Renderer,
  rows: readonly PlacedRow[],
  onOpen: (code: string) => void,
): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const zoom = handle.map.getZoom();
  for (const row of [...rows].sort((a, b) => (b.logements ?? 0) - (a.logements ?? 0))) {
    const circle = createMark(row, "circle", "residence", renderer, zoom);
    const ring = row.signal ? createMark(row, "ring", chooseRing(row), renderer, zoom) : null;
    group.addLayer(circle);
    if (ring) group.addLayer(ring);
    const element = circle.getElement();
    if (!(element instanceof SVGElement)) continue;
    element.setAttribute("role", "button");
    element.setAttribute("aria-pressed", "false");
    element.setAttribute("data-code", row.code);
    const stop: Stop = {
      key: row.code,
      element,
      place: () => handle.map.latLngToContainerPoint(row.position),
      onOpen: () => onOpen(row.code),
      onReach: () => handle.reveal(row.position),
    };
    const shapes = [element, ring?.getElement()].filter((shape) => shape instanceof SVGElement);
    marks.set(row.code, { row, circle, ring, stop, shapes, painted: null, out: false });
  }
  return marks;
}

function findNearest(map: L.Map, marks: readonly Mark[], point: L.Point): string | null {
  let nearest: string | null = null;
  let shortest = REACH;
  for (const { row } of marks) {
    const gap = map.latLngToContainerPoint(row.position).distanceTo(point) - radiusOf(row, map.getZoom());
    if (gap > shortest) continue;
    shortest = gap;
    nearest = row.code;
  }
  return nearest;
}
