/** The dark bar on top of every page: product, territory, pages, publication, and the stamp of invented data. */
import { buildAge, showAge } from "./age";
import { h, replace } from "./dom";
import { formatDate, labelSurvey } from "./format";
import { isShownTo, PAGES, type PageName } from "./pages";
import { texts } from "./texts.fr";
import type { Publication, PublicationLine, Session } from "./types";

export interface TopBar {
  element: HTMLElement;
  showTerritory(name: string): void;
  /** Shows which publication is read; with several `choices`, lets choose another. */
  showPublication(
    publication: Publication,
    choices?: readonly PublicationLine[],
    onChoose?: (number: number) => void,
  ): void;
  showSession(session: Session, onSignOut: () => void): void;
}

/** Builds the bar of a page. */
export function createTopBar(current: PageName | null): TopBar {
  const territory = h("span", { class: "bar-territory" });
  const stamp = h("strong", { class: "bar-stamp", hidden: true, title: texts.fictiveHelp }, texts.fictive);
  const publication = h("div", { class: "bar-publication" });
  const session = h("div", { class: "bar-session" });
  const age = buildAge();
  const links = PAGES.map((page) => {
    const attributes = { href: page.href, "aria-current": page.name === current ? "page" : null };
    return h("a", { ...attributes, hidden: page.name !== current && !isShownTo(page, null) }, page.label);
  });
  const element = h(
    "header",
    { class: "bar" },
    h("a", { class: "skip-link", href: "#contenu" }, texts.skip),
    h("div", { class: "bar-name" }, h("a", { href: "/" }, texts.product), territory, stamp),
    h("nav", { class: "bar-pages", "aria-label": "Pages" }, ...links),
    h("div", { class: "bar-end" }, publication, session),
  );
  return {
    element,
    showTerritory(name) {
      territory.textContent = name;
    },
    showPublication(shown, choices = [], onChoose = () => {}) {
      stamp.hidden = !shown.fictif;
      if (!age.isConnected) element.after(age);
      showAge(age, shown.ops);
      document.documentElement.classList.toggle("fictive", shown.fictif);
      replace(publication, choices.length > 1 ? buildChooser(shown, choices, onChoose) : buildChip(shown));
    },
    showSession(who, onSignOut) {
      for (const [rank, page] of PAGES.entries()) {
        const link = links[rank];
        if (link) link.hidden = page.name !== current && !isShownTo(page, who.role);
      }
      showCurrent(element);
      replace(
        session,
        h("a", { class: "bar-organisation", href: "/compte", title: texts.ownAccount }, who.organisation),
        h("button", { type: "button", class: "bar-button", on: { click: onSignOut } }, texts.signOut),
      );
    },
  };
}

/** On a phone the pages are a line that slides: the current one is brought into sight. */
function showCurrent(bar: HTMLElement): void {
  const line = bar.querySelector<HTMLElement>(".bar-pages");
  const link = line?.querySelector<HTMLElement>("[aria-current]");
  if (line && link) line.scrollLeft = link.offsetLeft - line.offsetLeft - (line.clientWidth - link.offsetWidth) / 2;
}

/** « OPS 2016 · RPLS 2016 ». */
export function labelYears(publication: { ops: number; rpls: number }): string {
  return `${labelSurvey(publication.ops)} · RPLS ${publication.rpls}`;
}

function buildChip(publication: Publication): HTMLElement {
  const title = `${texts.publication} n° ${publication.number} du ${formatDate(publication.published_at)}`;
  return h("span", { class: "bar-chip", title }, `${labelYears(publication)} · n° ${publication.number}`);
}

function buildChooser(
  shown: Publication,
  choices: readonly PublicationLine[],
  onChoose: (number: number) => void,
): HTMLElement {
  const options = [...choices]
    .sort((a, b) => b.number - a.number)
    .map((line) => {
      const past = line.online ? "" : ` (${texts.earlier})`;
      const attributes = { value: line.number, selected: line.number === shown.number };
      return h("option", attributes, `${labelYears(line)} · n° ${line.number}${past}`);
    });
  const select: HTMLSelectElement = h(
    "select",
    { class: "bar-chip", "aria-label": texts.publication, on: { change: () => onChoose(Number(select.value)) } },
    ...options,
  );
  return select;
}
