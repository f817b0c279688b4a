/** The partners' map of one publication: panels tied to the state, in one direction. */
import { createLater } from "../shared/after-paint";
import { announce } from "../shared/announce";
import { decisionsApi } from "../shared/api";
import { addBaseMap } from "../shared/basemap";
import { createCombobox } from "../shared/combobox";
import { h, replace } from "../shared/dom";
import { findBounds } from "../shared/geometry";
import type { Mounting } from "../shared/partner-page";
import { texts as shared } from "../shared/texts.fr";
import { createThemeChooser, createViewChooser } from "./choosers";
import { type Edition, readFrame } from "./edition";
import { createFilters } from "./filters";
import { createFinder, type Found } from "./finder";
import { followFrame } from "./frame-reading";
import { isSameView, measureCover, openMap, showTerritory } from "./framing";
import { buildLayout } from "./layout";
import { createLegend } from "./legend";
import { createListing } from "./listing";
import { drawOutlines } from "./outlines";
import { createOverview } from "./overview";
import { createResidenceLayer } from "./residences";
import { filterFacts, filterRows, isVigilant, placeDecisions, type Row } from "./rows";
import { createSheet } from "./sheet/sheet";
import { addressPdf, toggleCategory, type ViewState } from "./state";
import { describeCount, describeSource, texts } from "./texts.fr";
import { createTheme, type Theme } from "./themes";

/** A residence found by search is shown from at least this near. */
const FOUND_ZOOM = 15;

/** Shows the page; returns the way to take it down. */
export function mountPage({ container, edition, store, baseMap, onRefused }: Mounting<ViewState, Edition>): () => void {
  const layout = buildLayout(container);
  const handle = openMap(layout, edition, store);
  const outlines = drawOutlines(handle, edition);
  let layer = createResidenceLayer(handle, edition.rows, open);
  const listing = createListing(edition.classes, open);
  const sheet = createSheet({
    edition,
    onClose: close,
    onOpen: open,
    onMenage: (menage) => store.set({ menage }),
    onAttribution: (attribution) => store.set({ attribution }),
    onDecided: () => void readDecided(),
    onRefused,
  });
  const overview = createOverview(edition, open);
  const themeChooser = createThemeChooser((patch) => store.set(patch));
  const viewChooser = createViewChooser((vue) => store.set({ vue }));
  const filters = createFilters((patch) => store.set(patch));
  const legend = createLegend((category) => store.set({ classes: toggleCategory(store.get().classes, category) }));
  const pdfLink = h("a", { class: "button reset" }, texts.views.pdf);
  const later = createLater();
  let find = createFinder(edition);
  let tooMany = edition.vast;
  let origin: Element | null = null;
  let shown = edition.rows.length;

  layout.panel.append(
    buildSearch((query) => find(query), choose),
    themeChooser.element,
    filters.element,
    legend.element,
  );
  layout.tools.append(
    viewChooser.element,
    buildReset(() => reset()),
    pdfLink,
  );
  layout.table.append(listing.element);
  layout.source.textContent = describeSource(edition.publication);

  /** What partners just decided, on the map and in the head of the sheet. */
  async function readDecided(): Promise<void> {
    edition.decided = await decisionsApi.all();
    placeDecisions(edition.rows, edition.decided);
    ringVigilant();
    later.ask(drawRows(store.get()));
    const row = edition.rows.find(({ code }) => code === store.get().residence);
    if (row) sheet.retell(row);
  }

  function ringVigilant(): void {
    layer.ringVigilance(new Set(edition.rows.filter(isVigilant).map(({ code }) => code)));
  }

  /** The residences of a frame take the place of those of the last one; the one whose sheet is open stays. */
  function showFrame(read: Row[] | null): void {
    const state = store.get();
    const held = edition.rows.filter(({ code }) => code === state.residence);
    const rows = read ?? [];
    edition.rows = rows.some(({ code }) => code === state.residence) ? rows : [...rows, ...held];
    tooMany = read === null;
    find = createFinder(edition);
    layer.destroy();
    layer = createResidenceLayer(handle, edition.rows, open);
    ringVigilant();
    filters.offer(edition.rows);
    later.ask(drawRows(state));
    drawSide(state);
  }

  function open(code: string): void {
    origin = document.activeElement;
    store.set({ residence: code });
    sheet.focus();
  }

  function close(): void {
    const { residence } = store.get();
    store.set({ residence: null });
    if (origin instanceof HTMLElement && origin.isConnected && origin !== document.body) origin.focus();
    else if (residence) layer.focus(residence);
  }

  function choose(found: Found): void {
    switch (found.kind) {
      case "residence": {
        const row = edition.rows.find(({ code }) => code === found.code);
        if (row) frame(row);
        open(found.code);
        break;
      }
      case "territory": {
        const bounds = findBounds([found.feature.geometry]);
        if (bounds) handle.showBounds(bounds);
        store.set({ carte: handle.view() });
        announce(found.feature.properties.nom);
        break;
      }
      case "bailleur":
        store.set({ bailleur: found.siren });
        break;
      default:
        found satisfies never;
    }
  }

  function frame(row: Row): void {
    if (!row.position) return;
    const [lat, lng] = row.position;
    handle.setView({ lat, lng, zoom: Math.max(FOUND_ZOOM, handle.view().zoom) });
    store.set({ carte: handle.view() });
  }

  function reset(): void {
    showTerritory(handle, edition);
    store.set({ carte: null });
  }

  /** What depends on the theme and on the filters: the map at once. Returns what counts and lists the same rows, which can wait. */
  function drawRows(state: ViewState): () => void {
    const theme = createTheme(state, edition);
    const rows = filterRows(edition.rows, state, theme.categorise);
    layer.draw(rows, theme);
    legend.press(state.classes);
    filters.update(state, describeCount(rows.length, edition.rows.length));
    outlines.colour(tooMany && state.theme === "indice" ? state.indice : null);
    if (tooMany) layout.notice.textContent = texts.filters.tooMany;
    else layout.notice.textContent = rows.length === 0 ? texts.filters.none : "";
    return () => drawCounts(state, rows, theme);
  }

  function drawCounts(state: ViewState, rows: readonly Row[], theme: Theme): void {
    legend.update({ rows: filterFacts(edition.rows, state), theme, kept: state.classes, counted: !tooMany });
    if (state.vue === "tableau") listing.update(rows);
    overview.update(tooMany ? null : rows, state.indice);
    if (rows.length !== shown) announce(describeCount(rows.length, edition.rows.length));
    shown = rows.length;
  }

  function drawChoices(state: ViewState): void {
    themeChooser.update(state);
    viewChooser.update(state.vue);
    layout.table.hidden = state.vue !== "tableau";
    layout.stage.classList.toggle("split", state.vue === "tableau");
  }

  function drawSelected({ residence }: ViewState): void {
    layer.select(residence);
    listing.select(residence);
  }

  function drawSide(state: ViewState): void {
    const row = edition.rows.find(({ code }) => code === state.residence);
    layout.side.classList.toggle("open", state.residence !== null);
    if (row) {
      sheet.show(row, state.indice, state);
      replace(layout.side, sheet.element);
    } else if (state.residence && !edition.vast) replace(layout.side, buildUnknown(close));
    else replace(layout.side, overview.element);
  }

  function follow(state: ViewState, before: ViewState): void {
    const differs = (...names: (keyof ViewState)[]) => names.some((name) => state[name] !== before[name]);
    if (differs("indice", "theme", "classes", "signal", "vigilance", "qpv", "bailleur", "commune", "vue"))
      later.ask(drawRows(state));
    pdfLink.href = addressPdf(state, edition.publication.number);
    if (differs("indice", "theme", "vue")) drawChoices(state);
    if (differs("residence")) drawSelected(state);
    if (differs("indice", "residence")) drawSide(state);
    else if (differs("menage", "attribution")) sheet.tryDesignation(state);
    if (differs("residence")) revealSelected(state);
    if (differs("carte") && !isSameView(state.carte, handle)) {
      if (state.carte) handle.setView(state.carte);
      else showTerritory(handle, edition);
    }
  }

  function revealSelected(state: ViewState): void {
    const row = edition.rows.find(({ code }) => code === state.residence);
    if (!row) return;
    announce(row.nom);
    if (!row.position) return;
    // On a phone the sheet slides over the map: the map then goes to the top, and the residence above the sheet.
    if (measureCover(layout).bottom > 0) layout.map.scrollIntoView({ block: "start" });
    handle.reveal(row.position, measureCover(layout));
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && store.get().residence && !document.querySelector("dialog[open]")) close();
  };
  document.addEventListener("keydown", onKey);
  ringVigilant();
  filters.offer(edition.rows);
  drawRows(store.get())();
  pdfLink.href = addressPdf(store.get(), edition.publication.number);
  drawChoices(store.get());
  drawSelected(store.get());
  drawSide(store.get());
  revealSelected(store.get());
  const unfollow = store.subscribe(follow);
  const unfollowFrame = edition.vast
    ? followFrame(handle, {
        read: (bbox, signal) => readFrame(edition, bbox, signal),
        onRead: showFrame,
        onFailed: (error) => {
          layout.notice.textContent = texts.filters.frameFailed;
          onRefused(error);
        },
      })
    : () => {};
  const removeBaseMap = baseMap
    ? addBaseMap(handle.map, baseMap, () => {
        layout.notice.textContent = shared.map.noBaseMap;
      })
    : () => {};

  return () => {
    unfollow();
    unfollowFrame();
    later.cancel();
    document.removeEventListener("keydown", onKey);
    removeBaseMap();
    outlines.erase();
    layer.destroy();
    handle.destroy();
  };
}

function buildSearch(search: ReturnType<typeof createFinder>, onChoose: (found: Found) => void): HTMLElement {
  return createCombobox<Found>({
    id: "recherche",
    label: texts.search.label,
    placeholder: texts.search.placeholder,
    nothing: texts.search.nothing,
    search,
    onChoose,
  });
}

function buildReset(onClick: () => void): HTMLElement {
  return h("button", { type: "button", class: "button reset", on: { click: onClick } }, texts.views.reset);
}

function buildUnknown(onClose: () => void): HTMLElement {
  return h(
    "div",
    { class: "screen failure", role: "alert" },
    h("p", {}, texts.sheet.unknown),
    h("button", { type: "button", class: "button", on: { click: onClose } }, shared.close),
  );
}
