/** The frame of the page: the title, the steps, and the part that the address names. */
import { h, replace } from "../shared/dom";
import { buildLoading } from "../shared/screens";
import type { Store } from "../shared/store";
import { mountCalendar } from "./calendar";
import { mountComparison } from "./comparing";
import { mountDeposit } from "./deposit";
import { mountDeposits } from "./deposits";
import { refuseStrayFiles } from "./dropping";
import { mountEditions } from "./editions";
import { mountReturn } from "./return";
import { mountReturns } from "./returns";
import { type DataState, PARTS, type Part } from "./state";
import { texts } from "./texts.fr";

/** What only the manager does. */
const MANAGER_PARTS: readonly Part[] = ["comparer", "publier"];

/** A part of the page: shown in `place`; returns the way to take it down. */
export interface Mounting {
  place: HTMLElement;
  store: Store<DataState>;
  /** Told, once known, who looks. */
  showAsker(manager: boolean): void;
  /** Another publication is online: the bar says which. */
  onPublished(): void;
  /** The session is over. */
  onSignedOut(): void;
}

export function mountPage(
  container: HTMLElement,
  store: Store<DataState>,
  { onPublished, onSignedOut }: Pick<Mounting, "onPublished" | "onSignedOut">,
): void {
  const lead = h("p", { class: "soft" });
  const place = h("div", { class: "part" });
  const radios = PARTS.map((part) => buildPart(part, store));
  const steps = h(
    "fieldset",
    { class: "segments steps", hidden: true },
    h("legend", {}, texts.partsLabel),
    h("div", { class: "segments-row" }, ...radios.map(({ element }) => element)),
  );
  let takeDown = () => {};

  function showAsker(manager: boolean): void {
    lead.textContent = manager ? texts.lead.manager : texts.lead.landlord;
    steps.hidden = false;
    for (const { part, element } of radios) element.hidden = !manager && MANAGER_PARTS.includes(part);
  }

  function show(): void {
    takeDown();
    const { vue, depot, rapport } = store.get();
    for (const radio of radios) radio.input.checked = radio.part === vue;
    replace(place, buildLoading());
    const mounting: Mounting = { place, store, showAsker, onPublished, onSignedOut };
    if (vue === "publier") takeDown = mountEditions(mounting);
    else if (vue === "comparer") takeDown = mountComparison(mounting);
    else if (vue === "calendrier") takeDown = mountCalendar(mounting);
    else if (vue === "retours") takeDown = rapport ? mountReturn(mounting, rapport) : mountReturns(mounting);
    else takeDown = depot ? mountDeposit(mounting, depot) : mountDeposits(mounting);
  }

  refuseStrayFiles();
  store.subscribe(show);
  replace(container, h("div", { class: "data-page" }, h("h1", {}, texts.title), lead, steps, place));
  show();
}

function buildPart(part: Part, store: Store<DataState>): { part: Part; input: HTMLInputElement; element: HTMLElement } {
  const input = h("input", {
    type: "radio",
    name: "vue",
    value: part,
    on: { change: () => store.set({ vue: part, depot: null, rapport: null }) },
  });
  return { part, input, element: h("label", { class: "segment" }, input, texts.parts[part]) };
}
