/** The same quantity from several sources, side by side: compared, explained, never settled in silence. */
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatCount, formatDate } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { ComparedQuantity, Comparison } from "../shared/types";
import { isActive } from "./answers";
import { createAsk } from "./asking";
import { COMPARED_STATES, MEASURE_LABELS, comparison as words } from "./comparing.fr";
import { openExplanation } from "./explaining";
import { follow } from "./following";
import type { Mounting } from "./page";
import { writeQuantity } from "./quantities";
import { fill } from "./texts.fr";
import { buildTotalForm } from "./totals";
import { buildWork, isStarting, sayWhoWorks } from "./work";

/** States that somebody reads: the others are shown on demand. */
const TO_SHOW: ReadonlySet<ComparedQuantity["etat"]> = new Set(["a_expliquer", "a_revoir", "explique"]);

export function mountComparison({ place, showAsker, onSignedOut }: Mounting): () => void {
  const message = h("p", { class: "field-error", role: "alert" });
  const work = h("div", { "aria-live": "polite" });
  const summary = h("p", {});
  const list = h("div", {});
  const all = h("input", { type: "checkbox", id: "tout-comparer", on: { change: () => draw() } });
  const again = h(
    "button",
    { type: "button", class: "button", on: { click: () => void act(dataApi.compare) } },
    words.again,
  );
  const total = buildTotalForm((asked) => act(() => dataApi.noteTotal(asked)));
  const table = createTable<ComparedQuantity>({
    caption: words.title,
    columns: [
      {
        key: "annee",
        label: words.year,
        numeric: true,
        cell: (line) => String(line.millesime),
        sort: (line) => line.millesime,
      },
      {
        key: "territoire",
        label: words.territory,
        heading: true,
        cell: (line) => line.territoire,
        sort: (line) => line.territoire,
      },
      {
        key: "mesure",
        label: words.measure,
        cell: (line) => MEASURE_LABELS[line.mesure] ?? line.mesure,
        sort: (line) => line.mesure,
      },
      { key: "sources", label: words.sources, cell: buildSources },
      {
        key: "ecart",
        label: words.gap,
        numeric: true,
        cell: (line) => writeQuantity(line.ecart, line.mesure),
        sort: (line) => line.ecart,
      },
      {
        key: "etat",
        label: words.state,
        cell: (line) => buildState(line, () => explain(line)),
        sort: (line) => line.etat,
      },
    ],
    keyOf: (line) => `${line.millesime} ${line.code} ${line.mesure}`,
    sorting: { key: "etat", descending: false },
  });
  let lines: readonly ComparedQuantity[] = [];
  let asked = false;

  const act = createAsk(message, () => following.refresh());

  function explain(line: ComparedQuantity): void {
    openExplanation(line, (note) =>
      dataApi
        .explain({ mesure: line.mesure as never, code: line.code, millesime: line.millesime, note })
        .then(() => following.refresh()),
    );
  }

  function draw(): void {
    const shown = lines.filter((line) => all.checked || TO_SHOW.has(line.etat));
    table.update(shown);
    replace(list, shown.length > 0 ? table.element : buildEmpty(lines.length > 0 ? words.allAgree : words.nothing));
  }

  function show(answer: Comparison): void {
    const busy = answer.job !== null && isActive(answer.job);
    if (answer.outdated && !asked && !busy) {
      asked = true;
      void act(dataApi.compare);
    }
    lines = answer.content?.quantites ?? [];
    const idle = busy ? null : sayWhoWorks(answer);
    replace(
      work,
      idle === null ? null : h("p", { class: "notice" }, idle),
      buildWork(answer.job ?? undefined, answer, (job) => void act(() => dataApi.retake(job.id))),
    );
    summary.textContent = answer.compared_at ? sayFound(lines, answer.compared_at) : words.never;
    total.propose(answer.content?.territoires ?? []);
    again.disabled = busy;
    draw();
    if (!list.isConnected) replace(place, message, work, buildCard(), total.element);
  }

  function buildCard(): HTMLElement {
    return h(
      "section",
      { class: "card comparing" },
      h("h2", {}, words.title),
      h("p", { class: "soft" }, words.help),
      summary,
      h(
        "div",
        { class: "actions" },
        again,
        h("label", { class: "check", for: "tout-comparer" }, all, h("span", {}, words.all)),
      ),
      list,
    );
  }

  const following = follow<Comparison>({
    place,
    async read(signal) {
      const answer = await dataApi.comparison(signal);
      showAsker(true);
      return answer;
    },
    isBusy: (answer) => isStarting(answer) || (answer.job !== null && isActive(answer.job)),
    show,
    fail: (failure) => replace(place, failure),
    onSignedOut,
  });
  return following.stop;
}

function sayFound(lines: readonly ComparedQuantity[], at: string): string {
  const count = (state: ComparedQuantity["etat"]) => lines.filter((line) => line.etat === state).length;
  return fill(words.found, {
    count: formatCount(lines.length, "quantité comparée", "quantités comparées"),
    agree: formatCount(count("concorde"), "concorde", "concordent"),
    explained: formatCount(count("explique"), "écart expliqué", "écarts expliqués"),
    open: formatCount(count("a_expliquer") + count("a_revoir"), "écart à expliquer", "écarts à expliquer"),
    date: formatDate(at),
  });
}

function buildSources(line: ComparedQuantity): HTMLElement {
  return h(
    "ul",
    { class: "compared-sources" },
    ...line.sources.map(({ source, valeur }) =>
      h("li", {}, h("strong", {}, valeur === null ? words.notShown : writeQuantity(valeur, line.mesure)), ` ${source}`),
    ),
  );
}

function buildState(line: ComparedQuantity, onExplain: () => void): HTMLElement {
  const [said] = line.explications;
  const label = `${said ? words.explainAgain : words.explain} : ${MEASURE_LABELS[line.mesure] ?? line.mesure} ${line.millesime}, ${line.territoire}`;
  return h(
    "div",
    { class: "compared-state" },
    h("span", { class: `tag compared-${line.etat}` }, COMPARED_STATES[line.etat]),
    said
      ? h("p", {}, said.note, " ", h("span", { class: "soft" }, `${said.auteur}, ${formatDate(said.ecrite_le)}`))
      : null,
    TO_SHOW.has(line.etat)
      ? h(
          "button",
          { type: "button", class: "button", "aria-label": label, on: { click: onExplain } },
          said ? words.explainAgain : words.explain,
        )
      : null,
  );
}
