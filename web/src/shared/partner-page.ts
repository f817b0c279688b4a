/** A page of the partners: signs in, reads a publication, shows it, and follows the address. */
import { createSlot, Problem, partnerApi, publicApi } from "./api";
import { createTopBar } from "./chrome";
import { byId, replace } from "./dom";
import { mountPatterns } from "./hatch";
import { bindLocation } from "./location";
import type { PageName } from "./pages";
import { buildFailure, buildLoading } from "./screens";
import { leave, requireSession } from "./signin";
import { createStore, type Store } from "./store";
import { texts } from "./texts.fr";
import type { BaseMap, Publication, PublicationAnswer, PublicationLine } from "./types";
import type { Codec } from "./url";

/** What a page reads before it can show anything. */
export interface ReadEdition {
  publication: Publication;
  /** Name of the territory, for the bar. */
  territory: string;
}

export interface Mounting<S, E> {
  container: HTMLElement;
  edition: E;
  store: Store<S>;
  baseMap: BaseMap | null;
  /** A panel was refused an answer: the session may be over. */
  onRefused(error: unknown): void;
}

export interface PartnerPage<S extends { publication: number | null }, E extends ReadEdition> {
  name: PageName;
  codec: Codec<S>;
  /** Members of the state that rewrite the address without a step in the history. */
  quiet: readonly (keyof S)[];
  /** Members of the state that ask for another reading, beside the publication. */
  reads: readonly (keyof S)[];
  read(state: S, signal: AbortSignal): Promise<E>;
  /** Shows the page; returns the way to take it down. */
  mount(mounting: Mounting<S, E>): () => void;
}

/** What is known once somebody is signed in. */
interface Entry {
  publications: readonly PublicationLine[];
  baseMap: BaseMap | null;
}

/** Runs a page, in the places that its HTML gives: `#barre` and `#contenu`. */
export async function runPartnerPage<S extends { publication: number | null }, E extends ReadEdition>(
  page: PartnerPage<S, E>,
): Promise<void> {
  const bar = createTopBar(page.name);
  const container = byId("contenu");
  const slot = createSlot();
  const store = createStore(page.codec.read(window.location.search));
  const decisive: readonly (keyof S)[] = ["publication", ...page.reads];
  let entry: Entry | null = null;
  let takeDown = () => {};
  byId("barre").replaceWith(bar.element);
  mountPatterns();
  bindLocation(store, page.codec, page.quiet);
  store.subscribe((state, before) => {
    if (entry && decisive.some((key) => !Object.is(state[key], before[key]))) void show(entry);
  });

  function clear(...content: HTMLElement[]): void {
    takeDown();
    takeDown = () => {};
    container.classList.remove("ready");
    container.removeAttribute("aria-busy");
    replace(container, ...content);
  }

  /** From nothing, or from a session that is over: sign in, then show. */
  async function start(): Promise<void> {
    entry = null;
    clear(buildLoading());
    try {
      const [online, session] = await Promise.all([readOnline(), requireSession(container)]);
      bar.showSession(session, leave);
      const { publications } = await partnerApi.publications();
      entry = { publications, baseMap: online.base_map };
      await show(entry);
    } catch (error) {
      clear(buildFailure(error, () => void start()));
    }
  }

  /** What anyone may know: whether the data are invented is on the bar before anybody is asked for a key. */
  async function readOnline(): Promise<PublicationAnswer> {
    const online = await publicApi.publication();
    bar.showPublication(online.publication);
    return online;
  }

  /** Reads and shows what the state asks for; what was shown stays until then. */
  async function show({ publications, baseMap }: Entry): Promise<void> {
    if (container.classList.contains("ready")) container.setAttribute("aria-busy", "true");
    else clear(buildLoading());
    try {
      const edition = await slot((signal) => page.read(store.get(), signal));
      const giveFocusBack = holdFocus(container);
      bar.showTerritory(edition.territory);
      bar.showPublication(edition.publication, publications, (number) => {
        const online = publications.find((line) => line.online)?.number;
        store.set({ publication: number === online ? null : number } as Partial<S>);
      });
      clear();
      container.classList.add("ready");
      takeDown = page.mount({ container, edition, store, baseMap, onRefused });
      giveFocusBack();
    } catch (error) {
      const gone = error instanceof Problem && error.status === 404 && store.get().publication !== null;
      clear(
        gone
          ? buildFailure(
              new Problem(error.status, texts.gone.title, texts.gone.detail),
              () => store.set({ publication: null } as Partial<S>),
              texts.backOnline,
            )
          : buildFailure(error, () => void show({ publications, baseMap })),
      );
      onRefused(error);
    }
  }

  function onRefused(error: unknown): void {
    if (error instanceof Problem && error.status === 401) void start();
  }

  await start();
}

/** Remembers what has the focus, to give it back once the page is drawn again; what is gone leaves it to the title. */
function holdFocus(container: HTMLElement): () => void {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || held === container || !container.contains(held)) return () => {};
  return () => {
    if (document.activeElement !== document.body) return;
    const again = findAgain(container, held);
    if (again) again.focus();
    else focusTitle(container);
  };
}

/** The same choice of a row, the same day, or the button of the same words. */
function findAgain(container: HTMLElement, held: HTMLElement): HTMLElement | undefined {
  const alike = container.querySelectorAll<HTMLElement>(held.tagName);
  return [...alike].find((each) => {
    if (!(held instanceof HTMLInputElement)) return each.textContent === held.textContent;
    const { type, name, value } = each as HTMLInputElement;
    return type === held.type && name === held.name && (type === "date" || value === held.value);
  });
}

function focusTitle(container: HTMLElement): void {
  const title = container.querySelector<HTMLElement>("h1, h2");
  title?.setAttribute("tabindex", "-1");
  title?.focus({ preventScroll: true });
}
