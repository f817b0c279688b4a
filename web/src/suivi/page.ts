/** Gauges, tables and entry of one year, tied to the state in one direction. */
import { announce } from "../shared/announce";
import { createSlot } from "../shared/api";
import { h, replace } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { typeset } from "../shared/format";
import type { Mounting } from "../shared/partner-page";
import { createSegments } from "../shared/radios";
import { buildEmpty, buildFailure } from "../shared/screens";
import type { Entry } from "../shared/types";
import { type Edition, readEdition } from "./edition";
import { createEntryForm } from "./entry";
import { buildGauges } from "./gauges";
import { buildList } from "./list";
import { VIEWS, type ViewState } from "./state";
import { buildFile, section } from "./subject-parts";
import { createSubjects } from "./subjects";
import { buildSummary } from "./summary";
import { buildDisagreements, buildMatrix, buildObjectivesTable } from "./tables";
import { describeYear, texts } from "./texts.fr";

/** Shows the page; returns the way to take it down. */
export function mountPage({ container, edition, store, onRefused }: Mounting<ViewState, Edition>): () => void {
  let shown = edition;
  const slot = createSlot();
  const lead = h("p", { class: "follow-lead" });
  const body = h("div", { class: "follow-body" });
  const list = h("div");
  const subjects = createSubjects(body, onRefused);
  const form = createEntryForm(edition.choices, () => void refresh());
  const views = createSegments({
    name: "vue",
    legend: texts.view,
    values: VIEWS,
    label: (value) => texts.views[value],
    onChoose: (vue) => store.set({ vue }),
  });
  const heading = h(
    "header",
    { class: "follow-heading" },
    h(
      "div",
      {},
      h("h1", {}, texts.title),
      h("p", { class: "follow-convention" }, edition.statement.convention.title),
      lead,
      h("p", { class: "field-help" }, `${texts.perimeter} `, h("a", { href: "/methode#convention" }, texts.method)),
    ),
    h("div", { class: "choices" }, views.element, buildYears(edition, store), buildDay(edition, store)),
  );
  replace(container, heading, body);

  /** Reads the year again after an entry, without touching the form. */
  async function refresh(): Promise<void> {
    try {
      shown = await slot((signal) => readEdition(store.get(), signal));
      drawFigures();
    } catch (error) {
      replace(
        list,
        buildFailure(error, () => void refresh()),
      );
      onRefused(error);
    }
  }

  async function cancel(entry: Entry): Promise<void> {
    try {
      await followApi.correct(entry.id, null);
      announce(texts.entry.withdrawn);
      await refresh();
    } catch (error) {
      replace(
        list,
        buildFailure(error, () => void refresh()),
      );
      onRefused(error);
    }
  }

  function drawFigures(): void {
    lead.textContent = describeYear(shown.statement, store.get().au !== null);
    if (store.get().vue === "saisie") {
      const actions = {
        correct: (entry: Entry) => form.correct(entry),
        cancel: (entry: Entry) => void cancel(entry),
        showHistory: (historique: boolean) => store.set({ historique }),
      };
      replace(list, buildList(shown.entries, shown.choices, store.get().historique, actions));
    }
  }

  function draw(): void {
    const { vue } = store.get();
    views.update(vue);
    drawFigures();
    subjects.close();
    const { statement } = shown;
    if (subjects.has(vue)) void subjects.show(vue, statement.year);
    else if (vue === "saisie") replace(body, h("div", { class: "entry-desk" }, form.element, list));
    else if (shown.statement.years.length === 0) replace(body, buildEmpty(texts.nothing));
    else {
      replace(
        body,
        buildSummary(statement),
        buildGauges(statement),
        buildReport(statement.year),
        buildObjectivesTable(statement),
        buildMatrix(statement),
        buildDisagreements(statement.disagreements),
      );
    }
  }

  draw();
  announce(typeset(`${texts.title} : ${describeYear(shown.statement, store.get().au !== null)}`));
  const unsubscribe = store.subscribe((state, before) => {
    if (state.vue !== before.vue) draw();
    if (state.historique !== before.historique) void refresh();
  });
  return () => {
    subjects.close();
    unsubscribe();
  };
}

/** The report to the CIL, as it may be sent. */
function buildReport(year: number): HTMLElement {
  return section(
    typeset(`${texts.report.title} ${year}`),
    h("p", { class: "field-help" }, texts.report.help),
    h(
      "p",
      { class: "follow-files" },
      buildFile(`/api/v1/partner/report?year=${year}`, texts.report.pdf),
      buildFile(`/api/v1/partner/report.xlsx?year=${year}`, texts.report.xlsx),
    ),
  );
}

type Follow = Mounting<ViewState, Edition>["store"];

function buildYears({ statement }: Edition, store: Follow): HTMLElement {
  const years = [...new Set([...statement.years, statement.year])].sort();
  const segments = createSegments({
    name: "annee",
    legend: texts.year,
    values: years.map(String),
    label: (value) => value,
    onChoose: (value) => store.set({ annee: Number(value), au: null }),
  });
  segments.update(String(statement.year));
  return segments.element;
}

function buildDay({ statement }: Edition, store: Follow): HTMLElement {
  const input: HTMLInputElement = h("input", {
    class: "field-input",
    type: "date",
    value: statement.as_of,
    min: `${statement.year}-01-01`,
    max: `${statement.year}-12-31`,
    on: {
      change: () => {
        if (input.value) store.set({ annee: statement.year, au: input.value });
      },
    },
  });
  const reset = h(
    "button",
    {
      type: "button",
      class: "button button-small",
      hidden: store.get().au === null,
      on: { click: () => store.set({ au: null }) },
    },
    texts.untilReset,
  );
  return h(
    "div",
    { class: "day" },
    h("label", { class: "field" }, h("span", { class: "field-name" }, texts.until), input),
    reset,
  );
}
