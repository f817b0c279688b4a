/** The page of accounts: the link of an invitation first, then whoever signs in. */
import "../styles/shared.css";
import "../styles/segments.css";
import "./compte.css";
import { openPage } from "../shared/opening";
import { leave, requireSession, takeFromAddress } from "../shared/signin";
import { showInvitation } from "./invitation";
import { mountPage } from "./page";
import { accountCodec } from "./state";

const page = openPage(null, accountCodec, async ({ bar, container, store, start }) => {
  const token = takeFromAddress("invitation");
  if (token) await showInvitation(container, token);
  const session = await requireSession(container);
  bar.showSession(session, () => void leave());
  mountPage(container, store, session.role, () => void start());
});

await page.start();
