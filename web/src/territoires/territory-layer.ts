/** The compared territories on the map: outlines, or circles for residences, in the colours of the plot. */
import L from "leaflet";
import { h } from "../shared/dom";
import { toLatLng } from "../shared/geometry";
import { type MapHandle, PANES } from "../shared/map";
import { drawNames } from "../shared/names";
import { type MapClass, OUTLINE } from "../shared/palette";
import { createRoving, type Roving } from "../shared/roving";
import { createOutline } from "../shared/shapes";
import { followPointer, type Linking } from "./linking";
import { chooseLook } from "./looks";
import type { PlotState } from "./plot";
import type { Row } from "./rows";
import { createRadius } from "./scale";
import { describeIndex, describeRow, listRowBounds, texts } from "./texts.fr";

export interface TerritoryLayer {
  draw(state: PlotState): void;
  destroy(): void;
}

type ShapeLayer = L.Polygon | L.CircleMarker;

const WIDEST = 12;

/** Makes the layer; `onSelect` is told which territory was chosen. */
export function createTerritoryLayer(
  handle: MapHandle,
  classes: readonly MapClass[],
  linking: Linking,
  onSelect: (code: string) => void,
): TerritoryLayer {
  const { map } = handle;
  const renderer = handle.renderer(PANES.outlines);
  const above = handle.renderer(PANES.sectors);
  const group = L.layerGroup().addTo(map);
  const halos = L.layerGroup().addTo(map);
  let roving: Roving | undefined;
  let eraseNames = () => {};
  let state: PlotState | null = null;

  function draw(next: PlotState): void {
    state = next;
    const pane = map.getPane(PANES.outlines);
    const held = pane?.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    const radius = createRadius(Math.max(1, ...next.rows.map((row) => row.logements ?? 0)), WIDEST);
    roving?.destroy();
    eraseNames();
    group.clearLayers();
    const ordered = [...next.rows].sort((a, b) => (b.logements ?? 0) - (a.logements ?? 0));
    const drawn = ordered.flatMap((row) => {
      const look = chooseLook(row, next.colouring, classes);
      const shape = drawShape(row, radius, {
        className: next.kept.has(row.code) ? "territory" : "territory left-out",
        renderer,
        fillColor: look.fill,
        fillOpacity: look.fill.startsWith("url") ? 1 : 0.88,
        color: OUTLINE,
        weight: 1.2,
        ...(look.dashed ? { dashArray: "4 3" } : {}),
      });
      if (!shape) return [];
      shape.on("click", () => onSelect(row.code));
      shape.bindTooltip(buildTooltip(row), { direction: "top", sticky: true });
      group.addLayer(shape);
      return [{ row, shape, mark: look.mark }];
    });
    pane?.querySelector("svg")?.setAttribute("role", "group");
    pane?.querySelector("svg")?.setAttribute("aria-label", texts.map.shapes);
    roving = createRoving(
      drawn.flatMap(({ row, shape }) => describeShape(row, shape)),
      next.selected,
    );
    eraseNames = drawNames(
      map,
      drawn.flatMap(({ row, mark }) =>
        row.shape && row.shape.type !== "Point"
          ? [{ outline: row.shape, text: mark ? `${row.nom} ${mark}` : row.nom }]
          : [],
      ),
      "label-territory",
      next.level === "commune" ? "inside" : "above",
    );
    drawHalos();
    if (held) roving.focus(held);
  }

  /** Makes a shape a button of the keyboard. */
  function describeShape(row: Row, shape: ShapeLayer) {
    const element = shape.getElement();
    if (!(element instanceof SVGElement) || !state) return [];
    element.setAttribute("role", "button");
    element.setAttribute("data-key", row.code);
    element.setAttribute("aria-label", describeRow(row, state.level));
    element.setAttribute("aria-pressed", String(row.code === state.selected));
    const centre = shape instanceof L.Polygon ? shape.getBounds().getCenter() : shape.getLatLng();
    return [
      {
        key: row.code,
        element,
        place: () => map.latLngToContainerPoint(centre),
        onOpen: () => onSelect(row.code),
        onReach: () => handle.reveal(centre),
      },
    ];
  }

  function drawHalos(): void {
    halos.clearLayers();
    const rows = state?.rows ?? [];
    const radius = createRadius(Math.max(1, ...rows.map((row) => row.logements ?? 0)), WIDEST);
    for (const [key, className] of [
      [state?.selected, "territory-selected"],
      [linking.pointed(), "territory-pointed"],
    ]) {
      const row = rows.find(({ code }) => code === key);
      const shape =
        row &&
        drawShape(row, (dwellings) => radius(dwellings) + 3, {
          className: className ?? "",
          renderer: above,
          interactive: false,
        });
      if (shape) halos.addLayer(shape);
    }
  }

  const unfollow = followPointer(map.getContainer(), linking);
  const unlink = linking.subscribe(drawHalos);
  return {
    draw,
    destroy() {
      unlink();
      unfollow();
      roving?.destroy();
      eraseNames();
      group.remove();
      halos.remove();
    },
  };
}

function drawShape(row: Row, radius: (dwellings: number | null) => number, options: L.PathOptions): ShapeLayer | null {
  if (!row.shape) return null;
  if (row.shape.type !== "Point") return createOutline(row.shape, options);
  return L.circleMarker(toLatLng(row.shape.coordinates), { ...options, radius: radius(row.logements) });
}

function buildTooltip(row: Row): HTMLElement {
  return h(
    "span",
    {},
    h("strong", {}, row.nom),
    h("br"),
    describeIndex(row, "occupation"),
    h("br"),
    describeIndex(row, "attractivite"),
    ...listRowBounds(row).flatMap((said) => [h("br"), said]),
  );
}
