/** Communes coloured by their number of dwellings, each a button for the mouse, the finger and the keyboard. */
import L from "leaflet";
import { h } from "../shared/dom";
import { formatCount } from "../shared/format";
import { type MapHandle, PANES } from "../shared/map";
import { drawNames } from "../shared/names";
import { createRoving } from "../shared/roving";
import { createOutline } from "../shared/shapes";
import type { Outline } from "../shared/types";
import type { Place } from "./rows";
import { texts } from "./texts.fr";
import { findVolume, type Volume } from "./volumes";

export interface CommuneLayer {
  select(code: string | null): void;
  destroy(): void;
}

type Drawn = { place: Place & { outline: Outline }; shape: L.Polygon };

/** Draws the communes; `onChoose` is told which one was chosen. */
export function createCommuneLayer(
  handle: MapHandle,
  communes: readonly Place[],
  volumes: readonly Volume[],
  onChoose: (code: string) => void,
): CommuneLayer {
  const { map } = handle;
  const renderer = handle.renderer(PANES.outlines);
  const above = handle.renderer(PANES.sectors);
  const group = L.layerGroup().addTo(map);
  const halo = L.layerGroup().addTo(map);
  const drawn: Drawn[] = communes.filter(isDrawable).map((place) => ({ place, shape: drawCommune(place) }));

  function drawCommune(place: Drawn["place"]): L.Polygon {
    const count = place.logements;
    const shape = createOutline(place.outline, {
      className: count === null ? "commune unknown" : "commune",
      renderer,
      fillColor: count === null ? "#ffffff" : findVolume(volumes, count).colour,
      fillOpacity: 1,
    });
    shape.on("click", () => onChoose(place.code));
    shape.bindTooltip(h("span", {}, h("strong", {}, place.nom), ` ${labelCount(count)}`), { sticky: true });
    return shape.addTo(group);
  }

  const largestFirst = [...drawn].sort((a, b) => (b.place.logements ?? 0) - (a.place.logements ?? 0));
  const eraseNames = drawNames(
    map,
    largestFirst.map(({ place }) => ({ outline: place.outline, text: place.nom })),
    "label-commune",
  );
  const root = map.getPane(PANES.outlines)?.querySelector("svg");
  root?.setAttribute("role", "group");
  root?.setAttribute("aria-label", texts.communesLabel);
  const roving = createRoving(
    drawn.flatMap(({ place, shape }) => {
      const element = shape.getElement();
      if (!(element instanceof SVGElement)) return [];
      element.setAttribute("role", "button");
      element.setAttribute("data-commune", place.code);
      element.setAttribute("aria-label", `${place.nom}, ${labelCount(place.logements)}`);
      const centre = shape.getBounds().getCenter();
      return {
        key: place.code,
        element,
        place: () => map.latLngToContainerPoint(centre),
        onOpen: () => onChoose(place.code),
        onReach: () => handle.reveal(centre),
      };
    }),
    null,
  );

  return {
    select(code) {
      halo.clearLayers();
      for (const { place, shape } of drawn) {
        shape.getElement()?.setAttribute("aria-pressed", String(place.code === code));
        if (place.code === code) {
          const options = { className: "commune-selected", renderer: above, interactive: false };
          halo.addLayer(createOutline(place.outline, options));
        }
      }
    },
    destroy() {
      roving.destroy();
      eraseNames();
      group.remove();
      halo.remove();
    },
  };
}

function isDrawable(place: Place): place is Drawn["place"] {
  return place.outline !== null;
}

function labelCount(count: number | null): string {
  return count === null ? texts.unknownVolume : formatCount(count, "logement social", "logements sociaux");
}
