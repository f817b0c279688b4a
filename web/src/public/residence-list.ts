/** The residences of a commune: name, address, dwellings, year, sizes. */
import { h, replace } from "../shared/dom";
import { formatInteger } from "../shared/format";
import type { Residence } from "./rows";
import { describeResidence, describeTypes, texts } from "./texts.fr";

/** Shown at first; a commune of hundreds would push the rest of the page out of reach of a finger. */
const FIRST = 6;

export interface ResidenceList {
  /** Builds the list of a commune. */
  show(residences: readonly Residence[]): HTMLElement;
  mark(code: string | null): void;
}

/** `onLocate` is told which residence is to be shown on the map. */
export function createResidenceList(onLocate: (code: string) => void): ResidenceList {
  let shown: readonly Residence[] = [];
  let complete = false;
  let marked: string | null = null;
  const list = h("ul", { class: "residence-list" });
  const more = h("button", { type: "button", class: "button", on: { click: showAll } });

  function draw(): void {
    const position = shown.findIndex(({ code }) => code === marked);
    complete ||= shown.length <= FIRST + 2 || position >= FIRST;
    const residences = complete ? shown : shown.slice(0, FIRST);
    replace(list, ...residences.map((residence) => buildLine(residence, onLocate)));
    more.hidden = complete;
    more.textContent = `${texts.card.showAll} (${formatInteger(shown.length)})`;
    for (const line of list.children) {
      line.classList.toggle("marked", line.getAttribute("data-residence") === marked);
    }
  }

  function showAll(): void {
    complete = true;
    draw();
    // The button is gone: the focus goes on to the first residence that it uncovered.
    list.children[FIRST]?.querySelector<HTMLElement>("button")?.focus();
  }

  return {
    show(residences) {
      shown = residences;
      complete = false;
      draw();
      const title = `${texts.card.residences} (${formatInteger(residences.length)})`;
      if (residences.length === 0) replace(list, h("li", {}, texts.card.noResidence));
      return h("section", { class: "residences" }, h("h3", {}, title), list, more);
    },
    mark(code) {
      marked = code;
      const held = list.contains(document.activeElement) ? document.activeElement?.closest("li") : null;
      const key = held?.getAttribute("data-residence");
      draw();
      if (key) list.querySelector<HTMLElement>(`[data-residence="${CSS.escape(key)}"] button`)?.focus();
    },
  };
}

function buildLine(residence: Residence, onLocate: (code: string) => void): HTMLElement {
  const types = describeTypes(residence);
  return h(
    "li",
    { "data-residence": residence.code },
    h(
      "div",
      {},
      h("strong", {}, residence.nom),
      residence.adresse ? h("span", {}, residence.adresse) : null,
      h("span", { class: "soft" }, describeResidence(residence)),
      types ? h("span", { class: "soft" }, types) : null,
    ),
    residence.position
      ? h(
          "button",
          {
            type: "button",
            class: "locate",
            "aria-label": `${texts.card.locate} : ${residence.nom}`,
            on: { click: () => onLocate(residence.code) },
          },
          texts.card.locate,
        )
      : null,
  );
}
