/** « Élargir ma recherche »: the communes nearest to the chosen one, which the same application may name. */
import { h } from "../shared/dom";
import { formatCount } from "../shared/format";
import { findBounds, type LatLng } from "../shared/geometry";
import { describeWait, findWhole } from "./demand";
import { boundPlace, type Place } from "./rows";
import { describeDistance, describeMobility, texts } from "./texts.fr";

export interface Neighbour {
  place: Place;
  kilometres: number;
}

/** Enough to choose from, few enough to read on a phone. */
const SHOWN = 3;
const EARTH_KM = 6371;

/** The nearest communes with a stock, from the middle of one stock to the middle of the other. */
export function findNeighbours(place: Place, communes: readonly Place[]): Neighbour[] {
  const from = locate(place);
  if (!from) return [];
  return communes
    .flatMap((other) => {
      const to = other.code === place.code || !other.logements ? null : locate(other);
      return to ? [{ place: other, kilometres: measureKilometres(from, to) }] : [];
    })
    .sort((a, b) => a.kilometres - b.kilometres)
    .slice(0, SHOWN);
}

/** The section of the card; `null` where there is no neighbour. */
export function buildWiden(
  place: Place,
  communes: readonly Place[],
  onChoose: (code: string) => void,
): HTMLElement | null {
  const neighbours = findNeighbours(place, communes);
  if (neighbours.length === 0) return null;
  return h(
    "section",
    { class: "widen" },
    h("h3", {}, texts.widen.title),
    h("p", { class: "soft" }, texts.widen.lead),
    h("ul", {}, ...neighbours.map((neighbour) => buildLine(neighbour, place, onChoose))),
  );
}

function buildLine({ place, kilometres }: Neighbour, from: Place, onChoose: (code: string) => void): HTMLElement {
  const wait = findWhole(place.demand)?.attente_mois ?? null;
  const here = findWhole(from.demand)?.attente_mois ?? null;
  const said = [
    describeDistance(kilometres),
    formatCount(place.logements ?? 0, "logement"),
    `${texts.widen.freed} ${describeMobility(place)}`,
    place.demand.length > 0 ? `${texts.widen.wait} ${describeWait(findWhole(place.demand))}` : null,
  ].filter((part) => part !== null);
  const shorter = wait !== null && here !== null && wait < here;
  const choose = { click: () => onChoose(place.code) };
  return h(
    "li",
    {},
    h("button", { type: "button", on: choose }, place.nom),
    shorter ? h("strong", { class: "shorter" }, texts.widen.shorter) : null,
    h("span", { class: "soft" }, said.join(" · ")),
  );
}

/** The middle of its residences, or of its outline. */
function locate(place: Place): LatLng | null {
  const bounds = boundPlace(place) ?? findBounds([place.outline]);
  if (!bounds) return null;
  const [[south, west], [north, east]] = bounds;
  return [(south + north) / 2, (west + east) / 2];
}

/** Along the great circle. */
function measureKilometres([lat1, lng1]: LatLng, [lat2, lng2]: LatLng): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lng2 - lng1) * radians) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}
