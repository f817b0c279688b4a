/** Dwellings into residences: shown on a map and in a table, attached to a known one where need be, approved. */
import L from "leaflet";
import { partnerApi } from "../shared/api";
import { h } from "../shared/dom";
import { formatCount, formatInteger } from "../shared/format";
import { createMap, type MapHandle, PANES } from "../shared/map";
import { createOutline } from "../shared/shapes";
import { createTable } from "../shared/table";
import type { KnownResidence, ProposedResidence, ProposedResidences } from "../shared/types";
import { words } from "./decisions.fr";
import { fill } from "./texts.fr";

const { residences: said } = words;
const NEW = "nouvelle";
const UNPLACED = "à placer (milieu de la commune)";

export interface ResidenceDecided {
  code_insee: string;
  cle: string;
  residence: string;
}

export interface Dwellings {
  element: HTMLElement;
  /** Makes the map, once the element has a size. */
  mountMap(): void;
  destroy(): void;
}

export function buildDwellings(
  proposal: ProposedResidences,
  onApprove: ((decided: ResidenceDecided[]) => void) | null,
): Dwellings {
  const rows = proposal.features.map(({ properties }) => properties);
  const chosen = new Map(rows.map((row) => [row.residence, row.residence]));
  const place = h("div", { class: "proposal-map" });
  const table = createTable<ProposedResidence>({
    caption: said.title,
    columns: [
      { key: "nom", label: said.name, heading: true, cell: nameResidence, sort: (row) => row.nom },
      { key: "adresse", label: said.address, cell: sayAddress, sort: (row) => row.adresse },
      {
        key: "logements",
        label: said.dwellings,
        numeric: true,
        cell: (row) => formatInteger(row.logements),
        sort: (row) => row.logements,
      },
      { key: "origine", label: said.origin, cell: (row) => row.origine, sort: (row) => row.origine },
      { key: "lieu", label: said.place, cell: (row) => row.lieu, sort: (row) => row.lieu },
      ...(onApprove
        ? [
            {
              key: "appartient",
              label: said.belongs,
              cell: (row: ProposedResidence) => buildChoice(row, [...rows, ...proposal.known], chosen),
            },
          ]
        : []),
    ],
    atOnce: 50,
    keyOf: (row) => row.residence,
    sorting: { key: "origine", descending: true },
  });
  table.update(rows);
  const approve = () =>
    onApprove?.(
      rows.map(({ code_insee, cle, residence }) => ({
        code_insee,
        cle,
        residence: chosen.get(residence) ?? residence,
      })),
    );
  let handle: MapHandle | null = null;
  return {
    element: h(
      "section",
      { class: "card" },
      h("h2", {}, said.title),
      h(
        "p",
        { class: "soft" },
        onApprove ? fill(said.help, { count: formatCount(rows.length, "résidence") }) : said.allKnown,
      ),
      place,
      h("p", { class: "field-help" }, said.legend),
      table.element,
      onApprove ? h("button", { type: "button", class: "button primary", on: { click: approve } }, said.approve) : null,
    ),
    mountMap() {
      handle ??= drawMap(place, proposal);
    },
    destroy() {
      handle?.destroy();
    },
  };
}

function nameResidence(row: ProposedResidence): HTMLElement {
  return h("span", {}, `${row.nom} `, h("span", { class: "soft" }, row.residence));
}

function sayAddress(row: ProposedResidence): string {
  return row.adresses > 1 ? `${row.adresse} (${formatCount(row.adresses, "adresse")})` : row.adresse;
}

/** A residence belongs to itself, or to another of the same commune, of this file or already known. */
function buildChoice(
  row: ProposedResidence,
  rows: readonly KnownResidence[],
  chosen: Map<string, string>,
): HTMLElement {
  const others = rows.filter((other) => other.code_insee === row.code_insee && other.residence !== row.residence);
  const choice = h(
    "select",
    {
      class: "field-input",
      "aria-label": fill(said.belongsOf, { name: row.nom }),
      on: { change: () => chosen.set(row.residence, choice.value) },
    },
    h("option", { value: row.residence, selected: chosen.get(row.residence) === row.residence }, said.own),
    ...others.map((other) =>
      h(
        "option",
        { value: other.residence, selected: chosen.get(row.residence) === other.residence },
        `${other.nom} (${other.residence})`,
      ),
    ),
  );
  return choice;
}

function drawMap(place: HTMLElement, proposal: ProposedResidences): MapHandle {
  const points = proposal.features.map(({ geometry }) => toPosition(geometry.coordinates));
  const handle = createMap(place, { label: said.map, wheel: false, bounds: L.latLngBounds(points).pad(0.2) });
  const renderer = handle.renderer(PANES.points);
  for (const { properties, geometry } of proposal.features) {
    const looks = ["proposed", properties.origine === NEW && "new", properties.lieu === UNPLACED && "unplaced"];
    L.circleMarker(toPosition(geometry.coordinates), {
      renderer,
      radius: 7,
      className: looks.filter(Boolean).join(" "),
    })
      .bindTooltip(h("span", {}, h("strong", {}, properties.nom), h("br"), properties.adresse), { direction: "top" })
      .addTo(handle.map);
  }
  void drawCommunes(handle);
  return handle;
}

/** The communes give the points a ground, once something is published. */
async function drawCommunes(handle: MapHandle): Promise<void> {
  const found = await partnerApi.territories("commune", null).catch(() => null);
  const renderer = handle.renderer(PANES.outlines);
  for (const { geometry } of found?.features ?? []) {
    if (geometry)
      createOutline(geometry, { className: "proposal-ground", interactive: false, renderer }).addTo(handle.map);
  }
}

function toPosition(coordinates: readonly number[]): L.LatLngTuple {
  return [coordinates[1] ?? 0, coordinates[0] ?? 0];
}
