/** Residences nearby: where the same designation does better. */
import { h } from "../../shared/dom";
import { formatCount, formatIndex, formatPrecise, typeset } from "../../shared/format";
import type { BetterPlace } from "../../shared/types";
import { designationTexts as words } from "../designation-texts.fr";

/** The list; `onOpen` opens the sheet of another residence. */
export function buildBetterPlaces(places: readonly BetterPlace[], onOpen: (code: string) => void): HTMLElement {
  return h(
    "div",
    { class: "nearby" },
    h("h4", {}, words.nearby),
    h("p", { class: "soft" }, places.length > 0 ? words.nearbyNote : words.nearbyNone),
    places.length > 0 ? h("ul", { class: "overview-list" }, ...places.map((place) => buildPlace(place, onOpen))) : null,
  );
}

function buildPlace(place: BetterPlace, onOpen: (code: string) => void): HTMLElement {
  const facts = [place.commune, describeDistance(place.distance_m), place.bailleur, `${place.suited} ${words.suited}`];
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "overview-line", on: { click: () => onOpen(place.code) } },
      h(
        "span",
        {},
        h("strong", {}, place.nom),
        h("span", { class: "soft" }, typeset(facts.filter((fact) => fact !== null).join(" · "))),
        h(
          "span",
          { class: "soft" },
          typeset(`${place.class_after}, marge restante : ${formatCount(place.margin_after, "ménage")}`),
        ),
      ),
      h("span", { class: "overview-value" }, `${formatIndex(place.before)} → ${formatIndex(place.after)}`),
    ),
  );
}

/** « 850 m », « 2,3 km ». */
export function describeDistance(metres: number): string {
  return typeset(metres < 950 ? `${Math.round(metres / 10) * 10} m` : `${formatPrecise(metres / 1000)} km`);
}
