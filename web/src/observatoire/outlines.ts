/** Communes, sectors and priority neighbourhoods: the ground that residences stand on. Their looks are in the CSS. */
import L from "leaflet";
import type { LatLng } from "../shared/geometry";
import { isWithheld, patternFill } from "../shared/hatch";
import { type MapHandle, PANES } from "../shared/map";
import { keepNamesWhole } from "../shared/name-edges";
import { findClass } from "../shared/palette";
import { createLabel, createOutline, createTopLabel } from "../shared/shapes";
import type { IndexName, IndexValue } from "../shared/types";
import type { Edition, TerritoryFeature } from "./edition";

/** From this zoom the names of sectors and neighbourhoods have room. */
const NEAR = 13.5;

export interface Outlines {
  /** Gives communes the class of an index, as long as residences are too many to be drawn; `null` takes it back. */
  colour(index: IndexName | null): void;
  erase(): void;
}

/** Draws the outlines of an edition. */
export function drawOutlines(handle: MapHandle, edition: Edition): Outlines {
  const { map } = handle;
  const ground = handle.renderer(PANES.outlines);
  const above = handle.renderer(PANES.sectors);
  const points = listPoints(edition);
  const communes = edition.communes.flatMap(({ geometry, properties: { nom } }) =>
    geometry ? [{ text: nom, marker: createLabel(geometry, nom, "label-commune", points) }] : [],
  );
  const shapes = edition.communes.flatMap((feature) => {
    const [shape] = drawLevel([feature], "outline-commune", null, ground);
    return shape instanceof L.Polygon ? [{ shape, indices: feature.properties.indices }] : [];
  });
  const group = L.layerGroup([
    ...shapes.map(({ shape }) => shape),
    ...communes.map(({ marker }) => marker),
    ...drawLevel(edition.secteurs, "outline-secteur", "label-secteur", above, points),
    ...drawLevel(edition.qpv, "outline-qpv", null, above),
    ...edition.qpv.flatMap(({ geometry, properties }) =>
      geometry ? createTopLabel(geometry, `QPV ${properties.nom}`, "label-qpv") : [],
    ),
    ...drawLevel(edition.epci, "outline-epci", null, above),
  ]).addTo(map);
  const markZoom = () => map.getContainer().classList.toggle("near", map.getZoom() >= NEAR);
  map.on("zoomend", markZoom);
  markZoom();
  const unfollow = keepNamesWhole(map, communes);
  return {
    colour(index) {
      for (const { shape, indices } of shapes) {
        const value = index && indices[index];
        shape.getElement()?.classList.toggle("coloured", Boolean(value));
        if (value) shape.setStyle({ fillColor: chooseFill(value, edition), fillOpacity: 1 });
      }
    },
    erase() {
      unfollow();
      map.off("zoomend", markZoom);
      group.remove();
    },
  };
}

function chooseFill({ value, status }: IndexValue, { classes }: Edition): string {
  if (value !== null) return findClass(classes, value).colour;
  return isWithheld(status) ? patternFill(status) : "#ffffff";
}

function drawLevel(
  features: readonly TerritoryFeature[],
  className: string,
  labelClass: string | null,
  renderer: L.SVG,
  avoid: readonly LatLng[] = [],
): L.Layer[] {
  return features.flatMap(({ geometry, properties }) => {
    if (!geometry) return [];
    const shape = createOutline(geometry, { className, interactive: false, renderer });
    return labelClass ? [shape, createLabel(geometry, properties.nom, labelClass, avoid)] : [shape];
  });
}

/** Names of communes keep away from the residences. */
function listPoints(edition: Edition): LatLng[] {
  return edition.rows.flatMap(({ position }) => (position ? [position] : []));
}
