/** The page of data: signs in, then shows the deposits or the publications, and follows what is being done. */
import "../styles/shared.css";
import "../styles/segments.css";
import "./donnees.css";
import "./decisions.css";
import "./print.css";
import { publicApi } from "../shared/api";
import { createTopBar } from "../shared/chrome";
import { byId, replace } from "../shared/dom";
import { bindLocation } from "../shared/location";
import { buildFailure, buildLoading } from "../shared/screens";
import { leave, requireSession } from "../shared/signin";
import { createStore } from "../shared/store";
import { mountPage } from "./page";
import { dataCodec } from "./state";

const bar = createTopBar("donnees");
const container = byId("contenu");
const store = createStore(dataCodec.read(window.location.search));
byId("barre").replaceWith(bar.element);
bindLocation(store, dataCodec, []);

/** Says which publication is online. Nothing may have been published yet: the page works all the same. */
async function showOnline(): Promise<void> {
  await publicApi.publication().then(
    (online) => bar.showPublication(online.publication),
    () => {},
  );
}

async function start(): Promise<void> {
  replace(container, buildLoading());
  try {
    await showOnline();
    bar.showSession(await requireSession(container), () => void leave());
    mountPage(container, store, { onPublished: () => void showOnline(), onSignedOut: () => void start() });
  } catch (error) {
    replace(
      container,
      buildFailure(error, () => void start()),
    );
  }
}

await start();
