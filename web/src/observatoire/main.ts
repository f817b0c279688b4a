/** The partners' map: wiring only. */
import "../styles/shared.css";
import { createTopBar } from "../shared/chrome";
import { byId } from "../shared/dom";
import { requireSession } from "../shared/signin";

const bar = createTopBar("observatoire");
byId("barre").replaceWith(bar.element);
await requireSession(byId("contenu"));
