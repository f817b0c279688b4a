/** The page of the method: its text is in the HTML; the recipe of the publication online comes from the API. */
import "../styles/shared.css";
import "../styles/prose.css";
import "./tables.css";
import "./methode.css";
import "./print.css";
import { publicApi } from "../shared/api";
import { createTopBar } from "../shared/chrome";
import { byId, replace } from "../shared/dom";
import { typeset } from "../shared/format";
import { drawSwatch, isWithheld, mountPatterns, patternFill } from "../shared/hatch";
import { OUTLINE } from "../shared/palette";
import { buildFailure } from "../shared/screens";
import { STATUSES, type Status } from "../shared/types";
import { showToPartners } from "./partners";
import { buildRecipe } from "./recipe";
import { showScale } from "./scale";
import { describeCertificate, describeEdition, describeMinimum, describeSignal } from "./texts.fr";

const bar = createTopBar("methode");

/** Reads the recipe and puts it in its places; on failure says so, and the text stays. */
async function start(): Promise<void> {
  const trouble = byId("panne");
  replace(trouble);
  try {
    const { publication, method, certified_at } = await publicApi.method();
    bar.showPublication(publication);
    bar.showTerritory(publication.reference.nom);
    byId("edition").textContent = describeEdition(publication, method);
    replace(byId("recette"), ...buildRecipe(method));
    showScale(byId("echelle"), method);
    byId("signal").textContent = describeSignal(method);
    byId("certificat").textContent = describeCertificate(certified_at);
    byId("minimum").textContent = describeMinimum(method);
    await showToPartners(method);
  } catch (error) {
    replace(
      trouble,
      buildFailure(error, () => void start()),
    );
  }
}

/** Each status as the maps draw it. */
function drawStatuses(): void {
  for (const term of document.querySelectorAll<HTMLElement>("[data-statut]")) {
    const status = STATUSES.find((name) => name === term.dataset.statut);
    if (status) term.prepend(drawStatus(status));
  }
}

function drawStatus(status: Status): SVGSVGElement {
  const fill = isWithheld(status) ? patternFill(status) : status === "partiel" ? "#ffffff" : "#8ac2d0";
  return drawSwatch({ fill, stroke: OUTLINE, dashed: status === "non_transmis" });
}

byId("barre").replaceWith(bar.element);
mountPatterns();
drawStatuses();
// Whoever has no mouse must be able to scroll it; the linter of static HTML knows no such place.
for (const [place, label] of [
  ["exemple-place", "Exemple de calcul"],
  ["constructions-place", "Exemple d’autres constructions"],
] as const) {
  for (const [name, value] of Object.entries({ role: "region", "aria-label": label, tabindex: "0" })) {
    byId(place).setAttribute(name, value);
  }
}
// Formulas and examples are the lines of the documentation, typed with plain spaces.
for (const cell of document.querySelectorAll<HTMLElement>(".figures th, .figures td")) {
  cell.textContent = typeset(cell.textContent ?? "");
}
await start();
// What the recipe brought has moved the section that the address asks for.
document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
