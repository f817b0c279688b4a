/** Residences as small dots, once the map is near enough: where they are, and nothing else. */
import L from "leaflet";
import { h } from "../shared/dom";
import { findBounds } from "../shared/geometry";
import { type MapHandle, PANES } from "../shared/map";
import type { Place, Residence } from "./rows";
import { describeResidence } from "./texts.fr";

export interface ResidenceDots {
  select(code: string | null): void;
  destroy(): void;
}

/** How much nearer than the whole territory the dots come. */
const NEARER = 1;

/**
 * Makes the layer; `onChoose` is told which dot was touched. The list of the residences says the same to the keyboard and to
 * screen readers, which do not meet the dots.
 */
export function createResidenceDots(
  handle: MapHandle,
  residences: readonly Residence[],
  communes: readonly Place[],
  onChoose: (residence: Residence) => void,
): ResidenceDots {
  const { map } = handle;
  const renderer = handle.renderer(PANES.points);
  const dots = L.layerGroup();
  const chosen = L.layerGroup().addTo(map);
  const whole = findBounds(communes.map(({ outline }) => outline));

  /** Thousands of dots are made when they come near, not while the page opens. */
  function makeDots(): void {
    for (const residence of residences) {
      if (!residence.position) continue;
      L.circleMarker(residence.position, { renderer, radius: 5, className: "dot", bubblingMouseEvents: false })
        .on("click", () => onChoose(residence))
        .bindTooltip(() => buildTooltip(residence), { direction: "auto", offset: [8, 0], opacity: 1 })
        .addTo(dots);
    }
  }

  function follow(): void {
    const near = whole !== null && map.getZoom() >= map.getBoundsZoom(whole) + NEARER;
    if (near && dots.getLayers().length === 0) makeDots();
    if (near) dots.addTo(map);
    else dots.remove();
    // The colour of the communes steps back behind the dots.
    map.getContainer().classList.toggle("near", near);
    map.getPane(PANES.points)?.querySelector("svg")?.setAttribute("aria-hidden", "true");
  }

  map.on("zoomend", follow);
  follow();
  return {
    select(code) {
      chosen.clearLayers();
      const residence = residences.find((candidate) => candidate.code === code);
      if (!residence?.position) return;
      L.circleMarker(residence.position, { renderer, radius: 8, className: "dot-chosen", interactive: false })
        .bindTooltip(buildTooltip(residence), { direction: "auto", offset: [12, 0], opacity: 1, permanent: true })
        .addTo(chosen);
    },
    destroy() {
      map.off("zoomend", follow);
      dots.remove();
      chosen.remove();
    },
  };
}

function buildTooltip(residence: Residence): HTMLElement {
  return h("span", {}, h("strong", {}, residence.nom), h("br"), describeResidence(residence));
}
