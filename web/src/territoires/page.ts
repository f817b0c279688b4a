/** Plot, map and table of one level of a publication, tied to the state in one direction and to each other by the pointer. */
import { announce } from "../shared/announce";
import { addBaseMap } from "../shared/basemap";
import { h, replace } from "../shared/dom";
import { findBounds } from "../shared/geometry";
import { createMap, isShown, type MapHandle } from "../shared/map";
import type { Mounting } from "../shared/partner-page";
import { createSegments } from "../shared/radios";
import type { Store } from "../shared/store";
import { texts as shared } from "../shared/texts.fr";
import { createAbsentList } from "./absent";
import type { Brushed } from "./brush";
import { addCaption } from "./caption";
import { createComparison } from "./comparison";
import type { Edition } from "./edition";
import { createExtras } from "./extras";
import { drawGround } from "./ground";
import { buildLayout, type Layout } from "./layout";
import { createLegend } from "./legend";
import { createLinking, followPointer } from "./linking";
import { createListing } from "./listing";
import { createNarrowing } from "./narrowing";
import { createPlot, type PlotState } from "./plot";
import { createPortrait } from "./portrait";
import { isKept, isNarrowed, withRange } from "./ranges";
import type { Row } from "./rows";
import { openSecondMap, type SecondMap } from "./second-map";
import { createSelectionLine } from "./selection";
import { COLOURINGS, type ColouringName, LEVELS, type ViewState } from "./state";
import { createTaking } from "./taking";
import { createTerritoryLayer } from "./territory-layer";
import { describeLead, describeMap, describeNote, labelColouring, texts } from "./texts.fr";
import { haveIntervals } from "./whiskers";
import { createWorkshop } from "./workshop";

/** Members of the state that the plot, the map and the table are drawn from. */
const DRAWN = [
  ...(["couleur", "territoire", "contre", "plages", "bailleur", "qpv", "rehabilitation"] as const),
  ...(["annees", "trajectoires", "intervalles", "seconde", "essai"] as const),
] as const;

/** Shows the page; returns the way to take it down. */
export function mountPage({ container, edition, store, baseMap, onRefused }: Mounting<ViewState, Edition>): () => void {
  const { level, rows, classes } = edition;
  const baseYear = edition.base.ops || edition.base.rpls;
  const layout = buildLayout(container);
  const linking = createLinking();
  const handle = openMap(layout, edition, store);
  const sayFirst = addCaption(handle.map);
  const plot = createPlot(classes, linking, toggle, brush);
  const layer = createTerritoryLayer(handle, classes, linking, toggle);
  const legend = createLegend(classes);
  const absent = createAbsentList(edition.secrecy, linking, toggle);
  const selection = createSelectionLine(edition.publication.number, () => store.set({ territoire: null }));
  const listing = createListing({
    level,
    classes,
    baseYear,
    sorting: store.get().tri,
    onSort: (tri) => store.set({ tri }),
    onSelect: toggle,
  });
  const breaks = h("ul", { class: "field-help breaks" });
  const comparison = createComparison(edition, () => draw(store.get()), onRefused);
  const portrait = createPortrait(rows, (contre) => store.set({ contre }));
  const workshop = createWorkshop({
    method: edition.method,
    rows,
    withReference: level === "commune",
    onChange: (essai) => store.set({ essai }),
    onSelect: toggle,
  });
  const extras = createExtras(store, haveIntervals(rows), baseYear);
  let second: SecondMap | null = null;
  const narrowing = createNarrowing({ level, rows, classes, onChange: (change) => store.set(change) });
  const levels = createSegments({
    name: "niveau",
    legend: texts.level,
    values: LEVELS,
    label: (value) => texts.levels[value],
    onChoose: (niveau) =>
      store.set({ niveau, territoire: null, bailleur: null, qpv: "tous", rehabilitation: "toutes" }),
  });
  const colourings = createSegments({
    name: "couleur",
    legend: texts.colouring,
    values: COLOURINGS,
    label: labelColouring,
    onChoose: (couleur) => store.set({ couleur }),
  });

  layout.title.textContent = texts.plot.title[level];
  layout.choices.append(levels.element, colourings.element, extras.element);
  layout.portrait.append(portrait.element);
  layout.workshop.append(
    workshop.element,
    createTaking({
      level,
      publication: edition.publication,
      rows: listKept,
      narrowing: store.get,
      plot: layout.plot,
      map: layout.map,
    }),
  );
  layout.narrowing.append(narrowing.element);
  layout.plot.append(plot.element);
  layout.legend.append(legend.element);
  layout.absent.append(absent.element, breaks);
  const resetButton = buildReset(reset);
  layout.mapTools.append(resetButton);
  layout.selection.append(selection.element);
  layout.table.append(listing.element, h("p", { class: "field-help table-note" }, describeNote(edition.publication)));
  if (edition.groups.length > 0) layout.table.append(h("p", { class: "field-help table-note" }, texts.table.groups));
  levels.update(level);

  function toggle(code: string): void {
    store.set({ territoire: store.get().territoire === code ? null : code });
  }

  function brush({ occupation, attractivite }: Brushed): void {
    const { plages } = store.get();
    store.set({ plages: withRange(withRange(plages, "occupation", occupation), "attractivite", attractivite) });
  }

  function reset(): void {
    showTerritory(handle, edition);
    store.set({ carte: null });
  }

  function listKept(): Row[] {
    const state = store.get();
    const kept = comparison.rows().filter((row) => isKept(row, state));
    // What narrows is counted in residences, and a group is none.
    return isNarrowed(state) ? kept : [...kept, ...edition.groups];
  }

  function drawSecond(state: ViewState, look: PlotState): void {
    layout.plot.hidden = state.seconde !== "aucune";
    if (state.seconde === "aucune") {
      second?.destroy();
      second = null;
      return;
    }
    second ??= openSecondMap({
      container: layout.second,
      first: handle,
      ground: edition.ground,
      withGround: level !== "commune",
      classes,
      linking,
      onSelect: toggle,
    });
    const colouring = colourSecond(state);
    const rows = state.seconde === "avant" ? comparison.rowsBefore() : look.rows;
    second.draw({ ...look, rows, colouring }, describeMap(colouring, state.seconde === "avant" ? "avant" : null));
  }

  function draw(state: ViewState): void {
    comparison.prepare(state);
    const shown = comparison.rows();
    const inside = shown.filter((row) => isKept(row, state));
    const kept = new Set(inside.map(({ code }) => code));
    const look: PlotState = {
      rows: shown,
      level,
      colouring: state.couleur,
      selected: state.territoire,
      kept,
      withIntervals: state.intervalles === "montres",
      trailOf: state.trajectoires ? (code) => comparison.trailOf(code, state.annees) : () => [],
    };
    const evolving = state.annees === "evolution";
    layout.lead.textContent = describeLead(state.annees, edition.publication, baseYear);
    narrowing.update(shown, kept, state);
    listing.update(listKept());
    extras.update(state);
    drawSecond(state, look);
    if (!layout.plot.hidden)
      plot.draw(evolving ? { ...look, rows: comparison.rowsInEvolution(), withIntervals: false } : look);
    layer.draw(look);
    const asked = state.seconde === "avant" ? "affichee" : null;
    sayFirst(state.seconde === "aucune" ? null : describeMap(state.couleur, asked));
    colourings.update(state.couleur);
    const withIntervals = !layout.plot.hidden && !evolving && look.withIntervals && haveIntervals(shown);
    legend.update(state.couleur, state.seconde === "aucune" ? null : colourSecond(state), shown, withIntervals);
    absent.update(shown, state.territoire);
    replace(breaks, ...comparison.breaks().map((said) => h("li", {}, said)));
    listing.select(state.territoire);
    const find = (code: string | null) => shown.find((row) => row.code === code) ?? null;
    const group = edition.groups.find(({ code }) => code === state.territoire) ?? null;
    selection.update(find(state.territoire) ?? group, group ? "secteur" : level, baseYear, state.territoire !== null);
    portrait.update(find(state.territoire), find(state.contre));
    workshop.update(shown, state.essai);
  }

  function follow(state: ViewState, before: ViewState): void {
    if (state.niveau !== level) return;
    resetButton.hidden = state.carte === null;
    if (DRAWN.some((key) => state[key] !== before[key])) draw(state);
    if (state.tri !== before.tri) listing.sort(state.tri);
    if (state.carte !== before.carte && !isShown(state.carte, handle)) {
      if (state.carte) handle.setView(state.carte);
      else showTerritory(handle, edition);
    }
  }

  function markPointed(key: string | null): void {
    for (const line of listing.element.querySelectorAll("tr[data-key]")) {
      line.classList.toggle("pointed", line.getAttribute("data-key") === key);
    }
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && store.get().territoire) store.set({ territoire: null });
  };
  document.addEventListener("keydown", onKey);
  resetButton.hidden = store.get().carte === null;
  const eraseGround = drawGround(handle, level === "commune" ? [] : edition.ground);
  draw(store.get());
  const unpoint = linking.subscribe(markPointed);
  const unfollowTable = followPointer(listing.element, linking);
  const unfollow = store.subscribe(follow);
  const removeBaseMap = baseMap
    ? addBaseMap(handle.map, baseMap, () => {
        layout.notice.textContent = shared.map.noBaseMap;
      })
    : () => {};
  if (edition.vast) layout.notice.textContent = texts.map.tooMany;
  announce(edition.vast ? `${texts.plot.title[level]}. ${texts.map.tooMany}` : texts.plot.title[level]);

  return () => {
    comparison.destroy();
    workshop.destroy();
    second?.destroy();
    unfollow();
    unfollowTable();
    unpoint();
    document.removeEventListener("keydown", onKey);
    removeBaseMap();
    absent.destroy();
    plot.destroy();
    layer.destroy();
    eraseGround();
    handle.destroy();
  };
}

function openMap(layout: Layout, edition: Edition, store: Store<ViewState>): MapHandle {
  const bounds = findBounds(edition.ground);
  const handle = createMap(layout.map, {
    label: texts.map.label[edition.level],
    view: store.get().carte,
    wheel: false,
    ...(bounds ? { bounds } : {}),
    onMove: (carte) => store.set({ carte }),
    // As long as nobody has moved the map, it shows the whole territory, whatever its size becomes.
    onResize: () => {
      if (!store.get().carte) showTerritory(handle, edition);
    },
  });
  return handle;
}

function showTerritory(handle: MapHandle, edition: Edition): void {
  const bounds = findBounds(edition.ground);
  if (bounds) handle.showBounds(bounds);
}

/** A change has no change before it: the first map shows what moved, the second from where. */
function colourSecond({ couleur, seconde }: ViewState): ColouringName {
  if (seconde !== "avant" && seconde !== "aucune") return seconde;
  return couleur === "evolution" ? "fragilite" : couleur;
}

function buildReset(onClick: () => void): HTMLElement {
  return h("button", { type: "button", class: "button reset", on: { click: onClick } }, texts.map.reset);
}
