/** Where to apply: the counters that the EPCI declares, those of the chosen commune first. */
import { h, replace } from "../shared/dom";
import type { Guichet } from "../shared/types";
import { texts } from "./texts.fr";

/** Fills its place in the page; nothing where no counter is declared. */
export function showGuichets(container: HTMLElement, guichets: readonly Guichet[], commune: string | null): void {
  if (guichets.length === 0) {
    replace(container);
    return;
  }
  const near = guichets.filter(({ code_insee }) => code_insee === commune);
  const others = guichets.filter(({ code_insee }) => code_insee !== commune);
  replace(
    container,
    h("h3", {}, texts.guichets),
    h("ul", { class: "plain-list" }, ...[...near, ...others].map(buildGuichet)),
  );
}

function buildGuichet({ nom, adresse, telephone, horaires }: Guichet): HTMLElement {
  const call = telephone ? h("a", { href: `tel:${telephone.replace(/[^+0-9]/g, "")}` }, telephone) : null;
  return h(
    "li",
    {},
    h("strong", {}, nom),
    h("span", { class: "guichet" }, adresse),
    call ? h("span", { class: "guichet" }, call) : null,
    horaires ? h("span", { class: "guichet" }, horaires) : null,
  );
}
