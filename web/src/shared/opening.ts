/** How a page of accounts or of data opens: its bar, its state in the address, the publication online, then what it shows. */
import { publicApi } from "./api";
import { createTopBar, type TopBar } from "./chrome";
import { byId, replace } from "./dom";
import { bindLocation } from "./location";
import type { PageName } from "./pages";
import { buildFailure, buildLoading } from "./screens";
import { createStore, type Store } from "./store";
import type { Codec } from "./url";

export interface OpenedPage<S extends object> {
  readonly bar: TopBar;
  readonly container: HTMLElement;
  readonly store: Store<S>;
  /** Says which publication is online. Nothing may have been published yet: the page works all the same. */
  showOnline(): Promise<void>;
  /** Shows the page, or why it cannot be shown and a way to try again. */
  start(): Promise<void>;
}

/** Puts the bar in its place and binds the address; `show` fills the page each time that it starts. */
export function openPage<S extends object>(
  current: PageName | null,
  codec: Codec<S>,
  show: (page: OpenedPage<S>) => Promise<void>,
): OpenedPage<S> {
  const bar = createTopBar(current);
  const container = byId("contenu");
  const store = createStore(codec.read(window.location.search));
  byId("barre").replaceWith(bar.element);
  bindLocation(store, codec, []);
  const page: OpenedPage<S> = {
    bar,
    container,
    store,
    async showOnline() {
      await publicApi.publication().then(
        (online) => bar.showPublication(online.publication),
        () => {},
      );
    },
    async start() {
      replace(container, buildLoading());
      try {
        await page.showOnline();
        await show(page);
      } catch (error) {
        replace(
          container,
          buildFailure(error, () => void page.start()),
        );
      }
    },
  };
  return page;
}
