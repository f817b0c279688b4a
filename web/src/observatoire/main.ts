/** The partners' map: signs in, reads a publication, shows it, and follows the address. */
import "../styles/shared.css";
import "./observatoire.css";
import "./sheet.css";
import "./print.css";
import { closeSession, createSlot, Problem, partnerApi, publicApi } from "../shared/api";
import { createTopBar } from "../shared/chrome";
import { byId, replace } from "../shared/dom";
import { mountPatterns } from "../shared/hatch";
import { bindLocation } from "../shared/location";
import { buildFailure, buildLoading } from "../shared/screens";
import { requireSession } from "../shared/signin";
import { createStore } from "../shared/store";
import type { BaseMap, PublicationLine } from "../shared/types";
import { readEdition } from "./edition";
import { mountPage } from "./page";
import { viewCodec } from "./state";

const bar = createTopBar("observatoire");
const container = byId("contenu");
const slot = createSlot();
const store = createStore(viewCodec.read(window.location.search));
let takeDown = () => {};

/** From nothing, or from a session that is over: sign in, then show. */
async function start(): Promise<void> {
  takeDown();
  takeDown = () => {};
  container.classList.remove("ready");
  replace(container, buildLoading());
  try {
    const [baseMap, session] = await Promise.all([readStamp(), requireSession(container)]);
    bar.showSession(session, leave);
    replace(container, buildLoading());
    const { publications } = await partnerApi.publications();
    await show(publications, baseMap);
  } catch (error) {
    replace(
      container,
      buildFailure(error, () => void start()),
    );
  }
}

/** Reads and shows the publication that the state asks for. */
async function show(publications: readonly PublicationLine[], baseMap: BaseMap | null): Promise<void> {
  takeDown();
  takeDown = () => {};
  try {
    const edition = await slot((signal) => readEdition(store.get().publication, signal));
    bar.showTerritory(edition.epci[0]?.properties.nom ?? "");
    bar.showPublication(edition.publication, publications, (number) => {
      const online = publications.find((line) => line.online)?.number;
      store.set({ publication: number === online ? null : number });
    });
    container.classList.add("ready");
    const unmount = mountPage(container, { edition, store, baseMap, onRefused });
    const unwatch = store.subscribe((state, before) => {
      if (state.publication !== before.publication) void show(publications, baseMap);
    });
    takeDown = () => {
      unwatch();
      unmount();
    };
  } catch (error) {
    container.classList.remove("ready");
    replace(
      container,
      buildFailure(error, () => void show(publications, baseMap)),
    );
    onRefused(error);
  }
}

/** What anyone may know: whether the data are invented, and whether there is a base map. */
async function readStamp(): Promise<BaseMap | null> {
  const { publication, base_map } = await publicApi.publication();
  bar.showPublication(publication);
  return base_map ?? null;
}

function onRefused(error: unknown): void {
  if (error instanceof Problem && error.status === 401) void start();
}

async function leave(): Promise<void> {
  await closeSession();
  window.location.assign("/observatoire");
}

byId("barre").replaceWith(bar.element);
mountPatterns();
bindLocation(store, viewCodec, ["carte"]);
await start();
