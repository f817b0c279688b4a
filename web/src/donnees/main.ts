/** The page of data: signs in, then shows the deposits or the publications, and follows what is being done. */
import "../styles/shared.css";
import "../styles/map.css";
import "../styles/segments.css";
import "./donnees.css";
import "./decisions.css";
import "./comparing.css";
import "./print.css";
import { openPage } from "../shared/opening";
import { leave, requireSession } from "../shared/signin";
import { mountPage } from "./page";
import { dataCodec } from "./state";

const page = openPage("donnees", dataCodec, async ({ bar, container, store, showOnline, start }) => {
  bar.showSession(await requireSession(container), () => void leave());
  mountPage(container, store, { onPublished: () => void showOnline(), onSignedOut: () => void start() });
});

await page.start();
