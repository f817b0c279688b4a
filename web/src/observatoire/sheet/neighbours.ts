/** Neighbouring residences that could welcome: near, alike in rents and types, with room. */
import { createSlot, partnerApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { formatCount, formatIndex, formatRent, typeset } from "../../shared/format";
import { buildFailure, buildLoading } from "../../shared/screens";
import type { Neighbour, NeighboursAnswer } from "../../shared/types";
import { designationTexts } from "../designation-texts.fr";
import type { Edition } from "../edition";
import { describeDistance } from "./nearby";

const words = designationTexts.neighbours;

export interface NeighboursSection {
  element: HTMLElement;
  update(code: string): void;
}

/** Makes the section; `onOpen` opens the sheet of another residence. */
export function createNeighbours(edition: Edition, onOpen: (code: string) => void): NeighboursSection {
  const slot = createSlot();
  const list = h("div", {});
  const element = h(
    "section",
    { class: "sheet-neighbours", "aria-labelledby": "fiche-voisines" },
    h("h3", { id: "fiche-voisines", class: "eyebrow" }, words.title),
    h("p", { class: "soft" }, words.note),
    list,
  );
  let shown = "";

  async function load(code: string): Promise<void> {
    replace(list, buildLoading());
    try {
      const answer = await slot((signal) => partnerApi.neighbours(code, edition.publication.number, signal));
      replace(list, buildList(answer, onOpen));
    } catch (error) {
      replace(
        list,
        buildFailure(error, () => void load(code)),
      );
    }
  }

  return {
    element,
    update(code) {
      if (code === shown) return;
      shown = code;
      void load(code);
    },
  };
}

function buildList({ rent, neighbours }: NeighboursAnswer, onOpen: (code: string) => void): HTMLElement {
  if (rent === null) return h("p", {}, words.noRent);
  if (neighbours.length === 0) return h("p", {}, words.none);
  return h("ul", { class: "overview-list" }, ...neighbours.map((each) => buildNeighbour(each, onOpen)));
}

function buildNeighbour(neighbour: Neighbour, onOpen: (code: string) => void): HTMLElement {
  const facts = [
    neighbour.commune,
    describeDistance(neighbour.distance_m),
    neighbour.bailleur,
    formatRent(neighbour.rent),
  ];
  const margin = `${neighbour.class}, marge d'accueil : ${formatCount(neighbour.margin, "ménage")}`;
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "overview-line", on: { click: () => onOpen(neighbour.code) } },
      h(
        "span",
        {},
        h("strong", {}, neighbour.nom),
        h("span", { class: "soft" }, typeset(facts.filter((fact) => fact !== null).join(" · "))),
        h("span", { class: "soft" }, typeset(margin)),
      ),
      h("span", { class: "overview-value" }, formatIndex(neighbour.value)),
    ),
  );
}
