/** The page of accounts: the link of an invitation first, then whoever signs in. */
import "../styles/shared.css";
import "../styles/segments.css";
import "./compte.css";
import { publicApi } from "../shared/api";
import { createTopBar } from "../shared/chrome";
import { byId, replace } from "../shared/dom";
import { bindLocation } from "../shared/location";
import { buildFailure, buildLoading } from "../shared/screens";
import { leave, requireSession, takeFromAddress } from "../shared/signin";
import { createStore } from "../shared/store";
import { showInvitation } from "./invitation";
import { mountPage } from "./page";
import { accountCodec } from "./state";

const bar = createTopBar(null);
const container = byId("contenu");
const store = createStore(accountCodec.read(window.location.search));
byId("barre").replaceWith(bar.element);
bindLocation(store, accountCodec, []);

/** Says which publication is online, when there is one. */
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
    const token = takeFromAddress("invitation");
    if (token) await showInvitation(container, token);
    const session = await requireSession(container);
    bar.showSession(session, () => void leave());
    mountPage(container, store, session.role, () => void start());
  } catch (error) {
    replace(
      container,
      buildFailure(error, () => void start()),
    );
  }
}

await start();
