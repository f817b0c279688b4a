/** How old the figures are: said over two years, and the signal greyed over three. */
import { h } from "./dom";
import { formatInteger, typeset } from "./format";

/** Years after which an edition is said to be old, then too old for its signal to weigh. */
export const OLD_AFTER = 2;
export const STALE_AFTER = 3;
const YEAR_MS = 365.25 * 24 * 3600 * 1000;

/** Years since the first of January of a millésime. */
export function measureAge(millesime: number, now: Date): number {
  return (now.getTime() - Date.UTC(millesime, 0, 1)) / YEAR_MS;
}

/** « Données de 2016, il y a 10 ans… »; `null` while they are recent. */
export function describeAge(millesime: number, now: Date): string | null {
  const age = measureAge(millesime, now);
  if (age <= OLD_AFTER) return null;
  const years = Math.floor(age);
  const said = `Données anciennes : enquête d'occupation de ${millesime}, il y a ${formatInteger(years)} ans. Elles se lisent comme une photographie d'alors.`;
  return typeset(age > STALE_AFTER ? `${said} Le signal « à examiner » est grisé.` : said);
}

/** The line under the bar, and the mark on the page that greys the signal. */
export function showAge(banner: HTMLElement, millesime: number, now = new Date()): void {
  const said = describeAge(millesime, now);
  banner.textContent = said ?? "";
  banner.hidden = said === null;
  document.documentElement.classList.toggle("stale", measureAge(millesime, now) > STALE_AFTER);
}

/** The line, empty. */
export function buildAge(): HTMLElement {
  return h("aside", { class: "age-banner", "aria-label": "Âge des données", hidden: true });
}
