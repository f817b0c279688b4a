/** The public map once its data are there: map, card and table tied to the state, in one direction. */
import { announce } from "../shared/announce";
import { addBaseMap } from "../shared/basemap";
import { byId, h, replace } from "../shared/dom";
import { findBounds } from "../shared/geometry";
import { createMap, isShown, type MapHandle } from "../shared/map";
import type { Store } from "../shared/store";
import { texts as shared } from "../shared/texts.fr";
import type { BaseMap, Guichet } from "../shared/types";
import { createCard } from "./card";
import { createCommuneLayer } from "./commune-layer";
import { showGuichets } from "./guichets";
import { buildLegend } from "./legend";
import { createListing } from "./listing";
import { createResidenceDots } from "./residence-dots";
import { boundPlace, type Place } from "./rows";
import type { ViewState } from "./state";
import { describeStock, texts } from "./texts.fr";
import { buildVolumes } from "./volumes";

export interface Stock {
  communes: readonly Place[];
  whole: Place;
  /** Year of the stock. */
  rpls: number;
  baseMap: BaseMap | null;
  guichets: readonly Guichet[];
}

/** A residence is shown from at least this near. */
const RESIDENCE_ZOOM = 14;

/** Fills the places of the page, and keeps them true to the state. */
export function mountPage({ communes, whole, rpls, baseMap, guichets }: Stock, store: Store<ViewState>): void {
  const volumes = buildVolumes(communes.flatMap(({ logements }) => logements ?? []));
  const handle = openMap(communes, store);
  const layer = createCommuneLayer(handle, communes, volumes, choose);
  const dots = createResidenceDots(handle, whole.residences, communes, ({ code, code_insee }) =>
    store.set({ commune: code_insee, residence: code }),
  );
  const select = buildSelect(communes, (code) => store.set({ commune: code, residence: null }));
  const listing = createListing((code) => {
    choose(code);
    byId("fiche").scrollIntoView({ block: "nearest" });
  });
  const card = createCard({
    container: byId("fiche"),
    rpls,
    communes,
    onChoose: (code) => {
      choose(code);
      byId("titre-fiche").focus();
    },
    onZoom: () => showPlace(find(store.get().commune) ?? whole),
    onLocate: (code) => locate(code),
    onWhole: () => {
      store.set({ commune: null, residence: null, carte: null });
      byId("commune").focus();
    },
  });

  function find(code: string | null): Place | undefined {
    return communes.find((place) => place.code === code);
  }

  function choose(code: string): void {
    store.set({ commune: code, residence: null });
  }

  function locate(code: string): void {
    const residence = whole.residences.find((candidate) => candidate.code === code);
    if (!residence?.position) return;
    const [lat, lng] = residence.position;
    handle.setView({ lat, lng, zoom: Math.max(RESIDENCE_ZOOM, handle.view().zoom) });
    store.set({ residence: code, carte: handle.view() });
    byId("carte").scrollIntoView({ block: "nearest" });
    announce(residence.nom);
  }

  function showPlace(place: Place): void {
    const bounds = boundPlace(place);
    if (bounds) handle.showBounds(bounds);
    store.set({ carte: handle.view() });
    byId("carte").scrollIntoView({ block: "nearest" });
  }

  function draw(state: ViewState, before: ViewState | null): void {
    const place = find(state.commune);
    if (!before || state.commune !== before.commune) {
      select.value = place?.code ?? "";
      layer.select(place?.code ?? null);
      listing.select(place?.code ?? null);
      showGuichets(byId("guichets"), guichets, state.commune);
      if (before && place) announce(`${place.nom}, ${describeStock(place, 0, rpls)}`);
      if (state.commune && !place) byId("avis").textContent = texts.unknown;
      card.show(place ?? whole, !place);
    }
    card.mark(state.residence);
    dots.select(state.residence);
  }

  function follow(state: ViewState, before: ViewState): void {
    reset.hidden = state.carte === null;
    if (state.commune !== before.commune || state.residence !== before.residence) draw(state, before);
    if (state.carte !== before.carte && !isShown(state.carte, handle)) {
      if (state.carte) handle.setView(state.carte);
      else showWhole(handle, communes);
    }
  }

  replace(byId("choix"), h("label", { for: "commune" }, texts.choose), select);
  const reset = buildReset(() => resetMap());
  replace(byId("outils"), reset);
  replace(byId("legende"), ...buildLegend(volumes));
  replace(byId("communes"), listing.element);
  listing.update(communes);
  draw(store.get(), null);
  reset.hidden = store.get().carte === null;
  const { carte } = store.get();
  if (carte) handle.setView(carte);
  store.subscribe(follow);
  if (baseMap) {
    addBaseMap(handle.map, baseMap, () => {
      byId("avis").textContent = shared.map.noBaseMap;
    });
  }

  function resetMap(): void {
    showWhole(handle, communes);
    store.set({ carte: null, residence: null });
  }
}

function openMap(communes: readonly Place[], store: Store<ViewState>): MapHandle {
  const bounds = findBounds(communes.map(({ outline }) => outline));
  const handle = createMap(byId("carte"), {
    label: texts.mapLabel,
    wheel: false,
    ...(bounds ? { bounds } : {}),
    onMove: (carte) => store.set({ carte }),
    // As long as nobody has moved the map, it shows the whole territory, whatever its size becomes.
    onResize: () => {
      if (!store.get().carte) showWhole(handle, communes);
    },
  });
  return handle;
}

function showWhole(handle: MapHandle, communes: readonly Place[]): void {
  const bounds = findBounds(communes.map(({ outline }) => outline));
  if (bounds) handle.showBounds(bounds);
}

function buildSelect(communes: readonly Place[], onChoose: (code: string | null) => void): HTMLSelectElement {
  const select: HTMLSelectElement = h(
    "select",
    { id: "commune", class: "field-input", on: { change: () => onChoose(select.value || null) } },
    h("option", { value: "" }, texts.whole),
    ...communes.map(({ code, nom }) => h("option", { value: code }, nom)),
  );
  return select;
}

function buildReset(onClick: () => void): HTMLElement {
  return h("button", { type: "button", class: "button reset", on: { click: onClick } }, texts.whole);
}
