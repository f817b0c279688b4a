/** One tab stop for many shapes: arrows go to the neighbour in that direction, Home and End to the ends. */

export interface Stop {
  key: string;
  element: SVGElement;
  /** Where the shape stands, in pixels. */
  place(): { x: number; y: number };
  onOpen(): void;
  onReach(): void;
}

export interface Roving {
  /** Gives the focus to a shape; `false` when it is not there. */
  focus(key: string): boolean;
  /** Goes through these only from now on, some of those that it was made with. */
  keep(kept: readonly Stop[], first: string | null): void;
  destroy(): void;
}

const DIRECTIONS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * Makes `stops` a single tab stop, `first` (or the first of all) being the one that Tab reaches. One element of
 * the page listens for them all: there may be thousands.
 */
export function createRoving(all: readonly Stop[], first: string | null): Roving {
  let stops = all;
  const page = findPage(stops[0]?.element);
  const byElement = new Map<EventTarget | null, Stop>(stops.map((stop) => [stop.element, stop]));
  for (const { element } of stops) if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  let held: Stop | undefined;
  hold(stops.find((stop) => stop.key === first) ?? stops[0]);

  const onKey = (event: Event) => {
    const stop = byElement.get(event.target);
    if (stop && event instanceof KeyboardEvent) react(stop, event);
  };
  const onFocus = (event: Event) => hold(byElement.get(event.target));
  page?.addEventListener("keydown", onKey);
  page?.addEventListener("focusin", onFocus);

  function hold(stop: Stop | undefined): void {
    if (!stop) return;
    held?.element.setAttribute("tabindex", "-1");
    stop.element.setAttribute("tabindex", "0");
    held = stop;
  }

  function react(stop: Stop, event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") stop.onOpen();
    else {
      const next = chooseNext(stop, event.key);
      if (!next) return;
      next.onReach();
      next.element.focus();
    }
    // The map would otherwise move under the same key.
    event.preventDefault();
    event.stopPropagation();
  }

  function chooseNext(stop: Stop, key: string): Stop | undefined {
    const direction = DIRECTIONS[key];
    if (direction) return findNeighbour(stops, stop, direction) ?? stop;
    const position = stops.indexOf(stop);
    if (key === "Home") return stops[0];
    if (key === "End") return stops.at(-1);
    if (key === "PageDown") return stops[Math.min(position + 1, stops.length - 1)];
    if (key === "PageUp") return stops[Math.max(position - 1, 0)];
    return undefined;
  }

  return {
    keep(kept, first) {
      stops = kept;
      held?.element.setAttribute("tabindex", "-1");
      hold(stops.find((stop) => stop.key === first) ?? stops[0]);
    },
    focus(key) {
      const stop = stops.find((candidate) => candidate.key === key);
      stop?.element.focus();
      return stop !== undefined;
    },
    destroy() {
      held?.element.setAttribute("tabindex", "-1");
      page?.removeEventListener("keydown", onKey);
      page?.removeEventListener("focusin", onFocus);
    },
  };
}

/** What holds the drawing: an element of a drawing that listens to the focus is itself a tab stop in Chromium. */
function findPage(shape: Element | undefined): Element | null {
  let holder = shape?.parentElement ?? null;
  while (holder instanceof SVGElement) holder = holder.parentElement;
  return holder;
}

/** The nearest shape within 60° of a direction; what is off the axis counts double. */
export function findNeighbour(stops: readonly Stop[], from: Stop, [dx, dy]: [number, number]): Stop | undefined {
  const origin = from.place();
  let best: Stop | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    if (stop === from) continue;
    const { x, y } = stop.place();
    const along = (x - origin.x) * dx + (y - origin.y) * dy;
    const across = Math.abs((x - origin.x) * dy) + Math.abs((y - origin.y) * dx);
    if (along <= 0 || across > along * Math.sqrt(3)) continue;
    const distance = along + 2 * across;
    if (distance < shortest) {
      shortest = distance;
      best = stop;
    }
  }
  return best;
}
