/** The protocol of a residence under vigilance: what to do, the reminder of priorities, and the clock of each dwelling. */
import { h, svg } from "../../shared/dom";
import { formatCount, formatDate, typeset } from "../../shared/format";
import type { Dossier, ResidenceDecisions } from "../../shared/types";
import { openDossier, openStep } from "../decision-forms";
import { decisionTexts } from "../decision-texts.fr";
import type { Acting } from "./decisions";

const words = decisionTexts.protocol;
const FIRST_TERM = 15;
const LIMIT = 30;

/** The protocol; a dwelling may be opened while the vigilance is in force. */
export function buildProtocol(read: ResidenceDecisions, acting: Acting, inForce: boolean): HTMLElement {
  const { decide } = read.rights;
  return h(
    "div",
    { class: "protocol" },
    h("h4", {}, words.title),
    h("ol", {}, ...Object.values(words.steps).map((step) => h("li", {}, step))),
    h("p", { class: "reminder" }, words.dalo),
    ...read.protocol.map((dossier) => buildDossier(dossier, acting, decide)),
    decide && inForce
      ? h("button", { type: "button", class: "button", on: { click: () => openDossier(acting) } }, words.open)
      : null,
  );
}

function buildDossier(dossier: Dossier, acting: Acting, decide: boolean): HTMLElement {
  const { labels } = acting;
  const closed = dossier.steps.some(({ etape }) => etape === "attribution");
  const name = `${labels.typologies?.[dossier.typologie] ?? dossier.typologie}, contingent ${labels.contingents?.[dossier.contingent] ?? dossier.contingent}`;
  return h(
    "article",
    { class: "dossier" },
    h("p", {}, h("strong", {}, name), typeset(`, ${words.opened} ${formatDate(dossier.opened_on)}`)),
    h(
      "ul",
      { class: "bullets" },
      ...dossier.steps.map((step) =>
        h(
          "li",
          {},
          typeset(
            `${formatDate(step.done_on)} : ${labels.etapes?.[step.etape] ?? step.etape} (${step.organisation})${step.precision ? ` « ${step.precision} »` : ""}`,
          ),
        ),
      ),
    ),
    dossier.vacancy ? buildClock(dossier.vacancy) : null,
    decide && !closed
      ? h("button", { type: "button", class: "button", on: { click: () => openStep(dossier.id, acting) } }, words.add)
      : null,
  );
}

/** « Vacance mesurée : 18 jours depuis le … ; limite à 30 jours », and the same as a bar. */
function buildClock(vacancy: NonNullable<Dossier["vacancy"]>): HTMLElement {
  const { days } = vacancy;
  const state = vacancy.ended_on ? words.closed : days > LIMIT ? words.passed : words.inTime;
  const width = 300;
  const x = (day: number) => (Math.min(day, 40) / 40) * width;
  return h(
    "div",
    { class: `clock ${days > LIMIT && !vacancy.ended_on ? "late" : ""}` },
    h(
      "p",
      {},
      h("strong", {}, typeset(`${words.clock} : ${formatCount(days, "jour")}`)),
      typeset(` depuis le ${formatDate(vacancy.started_on)} (${words.firstTerm}, ${words.limit}) ; ${state}.`),
    ),
    svg(
      "svg",
      { viewBox: `0 0 ${width} 14`, "aria-hidden": "true", focusable: "false" },
      svg("rect", { x: 0, y: 3, width, height: 8, class: "clock-track" }),
      svg("rect", { x: 0, y: 3, width: x(days), height: 8, class: "clock-done" }),
      ...[FIRST_TERM, LIMIT].map((day) => svg("line", { x1: x(day), x2: x(day), y1: 0, y2: 14, class: "clock-term" })),
    ),
  );
}
