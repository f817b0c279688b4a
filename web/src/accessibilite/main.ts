/** The accessibility statement: its text is in the HTML, the bar is that of every page. */
import "../styles/shared.css";
import "../styles/prose.css";
import { publicApi } from "../shared/api";
import { createTopBar } from "../shared/chrome";
import { byId } from "../shared/dom";

const bar = createTopBar(null);
byId("barre").replaceWith(bar.element);
// The statement is whole without a publication: nothing is said when none can be read.
await publicApi
  .publication()
  .then(({ publication }) => {
    bar.showPublication(publication);
    bar.showTerritory(publication.reference.nom);
  })
  .catch(() => undefined);
