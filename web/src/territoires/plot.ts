/** The plot occupation × attractivité: bubbles over quadrants, drawn again when its place changes size. */
import { h, replace, svg } from "../shared/dom";
import type { MapClass } from "../shared/palette";
import { createRoving, type Roving } from "../shared/roving";
import type { IndexName } from "../shared/types";
import { type Brushed, followBrush } from "./brush";
import { chooseWidest, drawBubble, drawHalo, drawNames, type PlacedRow, placeRows } from "./bubbles";
import type { TrailPoint } from "./earlier";
import { drawFrame, type Frame, NAME_HEIGHT } from "./frame";
import { followPointer, type Linking } from "./linking";
import { isPlotted, type PlottedRow, type Row } from "./rows";
import { createScale, findDomain, widenDomain } from "./scale";
import type { ColouringName, Level } from "./state";
import { texts } from "./texts.fr";
import { drawWhiskers } from "./whiskers";

export interface PlotState {
  rows: readonly Row[];
  level: Level;
  colouring: ColouringName;
  selected: string | null;
  /** Codes of the rows that are not narrowed away. */
  kept: ReadonlySet<string>;
  /** Whether the interval of each index is drawn. */
  withIntervals: boolean;
  /** Where a row stood before, oldest first; empty when trails are not asked for. */
  trailOf(code: string): readonly TrailPoint[];
}

export interface Plot {
  element: HTMLElement;
  draw(state: PlotState): void;
  destroy(): void;
}

const FEW = 30;
const MARGIN = { left: 44, top: 34, right: 12, bottom: 46 };

/** Makes the plot; `onSelect` is told which row was chosen, `onBrush` which rectangle was drawn. */
export function createPlot(
  classes: readonly MapClass[],
  linking: Linking,
  onSelect: (code: string) => void,
  onBrush: (brushed: Brushed) => void,
): Plot {
  const element = h("div", { class: "plot" });
  let state: PlotState | null = null;
  let roving: Roving | undefined;
  let frame: Frame | undefined;
  let placed: PlacedRow[] = [];
  const halos = svg("g", { class: "halos" });

  function draw(next: PlotState): void {
    state = next;
    const { width, height } = element.getBoundingClientRect();
    if (width < 120 || height < 120) return;
    const held = element.contains(document.activeElement)
      ? (document.activeElement?.getAttribute("data-key") ?? null)
      : null;
    const rows = next.rows.filter(isPlotted);
    roving?.destroy();
    if (rows.length === 0) {
      placed = [];
      replace(element, h("p", { class: "screen empty" }, texts.plot.empty));
      return;
    }
    frame = fitFrame(width, height, rows, next);
    placed = placeRows(rows, frame);
    const { element: ground, taken } = drawFrame(frame);
    const bubbles = placed.map((each) =>
      drawBubble(each, {
        ...next,
        classes,
        selected: each.row.code === next.selected,
        kept: next.kept.has(each.row.code),
      }),
    );
    const whiskers = next.withIntervals ? drawWhiskers(placed, frame, { ...next, classes }) : [];
    replace(
      element,
      svg(
        "svg",
        { class: "plot-drawing", width, height, viewBox: `0 0 ${width} ${height}` },
        ground,
        svg("g", { class: "whiskers", "aria-hidden": "true" }, ...whiskers),
        svg("g", { class: "trails", "aria-hidden": "true" }, ...drawTrails(placed, frame, next)),
        svg("g", { role: "group", "aria-label": texts.plot.label }, ...bubbles),
        drawNames(putFirst(placed, next.selected), frame, taken),
        halos,
      ),
    );
    drawHalos();
    roving = createRoving(
      placed.flatMap(({ row, bubble }, position) => {
        const bubbleElement = bubbles[position];
        if (!bubbleElement) return [];
        return {
          key: row.code,
          element: bubbleElement,
          place: () => bubble,
          onOpen: () => onSelect(row.code),
          onReach: () => {},
        };
      }),
      next.selected,
    );
    if (held) roving.focus(held);
  }

  /** Rings are drawn apart, over everything: moving a bubble to the front would take its focus away. */
  function drawHalos(): void {
    const marks = [
      { key: state?.selected, name: "halo-selected" },
      { key: linking.pointed(), name: "halo-pointed" },
    ];
    const shown = marks.flatMap(({ key, name }) => {
      const found = placed.find(({ row }) => row.code === key);
      if (!found || !frame) return [];
      const whiskers = state?.withIntervals
        ? drawWhiskers([found], frame, { ...state, classes, selected: found.row.code })
        : [];
      return [...whiskers, drawHalo(found, frame, isNamed(found.row.code), name)];
    });
    replace(halos, ...shown);
    element.classList.toggle(
      "pointing",
      placed.some(({ row }) => row.code === linking.pointed()),
    );
    for (const bubble of element.querySelectorAll(".bubble")) {
      bubble.classList.toggle("pointed", bubble.getAttribute("data-key") === linking.pointed());
    }
  }

  function isNamed(key: string): boolean {
    return element.querySelector(`.bubble-names [data-name="${CSS.escape(key)}"]`) !== null;
  }

  const onClick = (event: MouseEvent) => {
    const key = event.target instanceof Element ? event.target.closest("[data-key]")?.getAttribute("data-key") : null;
    if (key) onSelect(key);
  };
  element.addEventListener("click", onClick);
  const unbrush = followBrush(element, () => frame, onBrush);
  const unfollow = followPointer(element, linking);
  const unlink = linking.subscribe(drawHalos);
  const resize = new ResizeObserver(() => {
    if (state) draw(state);
  });
  resize.observe(element);
  return {
    element,
    draw,
    destroy() {
      resize.disconnect();
      unlink();
      unbrush();
      unfollow();
      roving?.destroy();
      element.removeEventListener("click", onClick);
    },
  };
}

/** A line from where each row stood to where it stands, with the years where the selected one was. */
function drawTrails(placed: readonly PlacedRow[], frame: Frame, { trailOf, kept, selected }: PlotState): SVGElement[] {
  return placed.flatMap(({ row, bubble }) => {
    const trail = kept.has(row.code) ? trailOf(row.code) : [];
    if (trail.length === 0) return [];
    const stops = trail.map(({ x, y, year }) => ({ x: frame.x(x), y: frame.y(y), year }));
    const points = [...stops, bubble].map(({ x, y }) => `${x},${y}`).join(" ");
    const chosen = row.code === selected;
    return [
      svg("polyline", { class: chosen ? "trail chosen" : "trail", points }),
      ...stops.map(({ x, y }) => svg("circle", { class: "trail-stop", cx: x, cy: y, r: 2.5 })),
      ...(chosen
        ? stops.map(({ x, y, year }) => svg("text", { class: "trail-year", x: x + 5, y: y - 5 }, String(year)))
        : []),
    ];
  });
}

/** The selected row is named before all others: what is chosen always has its name. */
function putFirst(placed: readonly PlacedRow[], selected: string | null): PlacedRow[] {
  return [...placed].sort((a, b) => Number(b.row.code === selected) - Number(a.row.code === selected));
}

function fitFrame(width: number, height: number, rows: readonly PlottedRow[], next: PlotState): Frame {
  const area = {
    left: MARGIN.left,
    top: MARGIN.top,
    right: width - MARGIN.right,
    bottom: height - MARGIN.bottom,
  };
  const air = chooseWidest(rows.length, width) + 4;
  const spots = rows.flatMap((row) => [row.spot, ...next.trailOf(row.code)]);
  // A few whiskers are shown whole; those of many small residences would squeeze the bubbles together.
  const whole = next.withIntervals && rows.length <= FEW ? rows : [];
  const ends = (index: IndexName) => whole.flatMap(({ intervals }) => intervals[index] ?? []);
  const x = findDomain([...spots.map((spot) => spot.x), ...ends("occupation")]);
  const y = findDomain([...spots.map((spot) => spot.y), ...ends("attractivite")]);
  return {
    width,
    height,
    area,
    x: createScale(widenDomain(x, area.right - area.left, air, air), area.left, area.right),
    y: createScale(widenDomain(y, area.bottom - area.top, air + NAME_HEIGHT, air + NAME_HEIGHT), area.bottom, area.top),
  };
}
