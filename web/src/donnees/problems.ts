/** Everything that is wrong in a file, by line and column, with the remedy and the marked copy. */
import { dataApi } from "../shared/data-api";
import { h } from "../shared/dom";
import { createTable } from "../shared/table";
import type { Deposit, JobError } from "../shared/types";
import { texts } from "./texts.fr";

type Line = JobError["problems"][number] & { rank: number };

export function buildProblems(deposit: Deposit): HTMLElement | null {
  const { error } = deposit;
  if (!error) return null;
  const table = createTable<Line>({
    caption: texts.problems.title,
    columns: [
      {
        key: "ligne",
        label: texts.problems.line,
        numeric: true,
        cell: (line) => (line.line === null ? "–" : String(line.line)),
        sort: (line) => line.line,
      },
      { key: "colonne", label: texts.problems.column, cell: (line) => line.column ?? "–", sort: (line) => line.column },
      { key: "valeur", label: texts.problems.value, cell: (line) => line.value || "–", sort: (line) => line.value },
      { key: "probleme", label: texts.problems.message, heading: true, cell: (line) => line.message },
      { key: "remede", label: texts.problems.remedy, cell: (line) => line.remedy },
    ],
    keyOf: (line) => String(line.rank),
    sorting: { key: "ligne", descending: false },
  });
  const isTold = error.problems.some((problem) => problem.line !== null || problem.column !== null);
  table.update(error.problems.map((problem, rank) => ({ ...problem, rank })));
  return h(
    "section",
    { class: "card problems" },
    h("h2", {}, deposit.state === "a_completer" ? texts.problems.untold : texts.problems.title),
    h("p", {}, error.detail),
    deposit.annotated ? buildDownload(deposit) : null,
    error.problems.length > 0 ? (isTold ? table.element : buildList(error.problems)) : null,
  );
}

/** What stands in the way of the whole file has no line to be sorted by. */
function buildList(problems: JobError["problems"]): HTMLElement {
  return h(
    "ul",
    { class: "notices" },
    ...problems.map(({ message, remedy }) => h("li", {}, h("strong", {}, message), " ", remedy)),
  );
}

/** The lines of a national file or of a declaration are not corrected by hand: its copy is the list of its problems. */
const LISTED_ALONE = new Set(["rpls-bailleur", "rpls-ouvert", "rpls-resultats"]);

function buildDownload({ id, kind }: Deposit): HTMLElement {
  const alone = LISTED_ALONE.has(kind ?? "");
  const help = kind === "ops" ? texts.problems.downloadHelpSurvey : texts.problems.downloadHelp;
  return h(
    "p",
    { class: "download" },
    h(
      "a",
      { class: "button primary", href: dataApi.annotatedAddress(id), download: true },
      alone ? texts.problems.downloadList : texts.problems.download,
    ),
    alone ? null : h("span", { class: "field-help" }, help),
  );
}
