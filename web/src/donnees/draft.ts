/** The draft that waits: what it would change, and the way to publish it. */
import { h } from "../shared/dom";
import { formatCount, formatInteger, formatPercent, formatPrecise, labelSurvey, NOTHING } from "../shared/format";
import { createTable } from "../shared/table";
import { INDEX_LABELS } from "../shared/texts.fr";
import type { IndexName } from "../shared/types";
import type { Changes, DraftSummary, Move, WaitingDraft } from "./answers";
import { buildCertificate } from "./certificate";
import { buildNames, nameRenamed } from "./changes";
import { fill, LEVEL_LABELS, SOURCE_LABELS, texts } from "./texts.fr";

export function buildDraft(
  found: WaitingDraft | null,
  busy: boolean,
  onPublish: (draft: number, note: string) => void,
): HTMLElement {
  const title = h("h2", {}, texts.edition.draftTitle);
  if (!found) return h("section", { class: "card" }, title, h("p", { class: "soft" }, texts.edition.noDraft));
  const { summary } = found;
  const { changes } = summary;
  return h(
    "section",
    { class: "card draft" },
    title,
    h(
      "p",
      {},
      `${labelSurvey(summary.ops)}, RPLS ${summary.rpls}, méthode ${summary.method_version}, référence ${summary.reference.nom} : `,
      Object.entries(summary.territories)
        .map(([level, count]) =>
          formatCount(count, LEVEL_LABELS[level] ?? level, level === "epci" ? "EPCI" : undefined),
        )
        .join(", "),
      `, ${formatCount(summary.logements, "logement")}.`,
    ),
    h("ul", { class: "counts" }, ...sayCoverage(summary), ...sayWithheld(summary)),
    buildMissing(summary),
    ...(changes ? buildDifferences(changes) : [h("p", {}, texts.edition.first)]),
    found.certificate ? buildCertificate(found.certificate) : null,
    buildPublication(found.draft, busy || found.certificate?.publiable === false, onPublish),
  );
}

function sayCoverage({ coverage }: DraftSummary): HTMLElement[] {
  return Object.entries(coverage).map(([source, share]) =>
    h(
      "li",
      {},
      `${texts.edition.coverage}, ${SOURCE_LABELS[source] ?? source} : ${share === null ? NOTHING : formatPercent(share)}`,
    ),
  );
}

/** Who is missing is read first: what follows depends on it. */
function buildMissing({ landlords_missing }: DraftSummary): HTMLElement | null {
  if (landlords_missing.length === 0) return null;
  return h(
    "div",
    { class: "notice" },
    h("h3", {}, texts.edition.missing),
    h(
      "ul",
      {},
      ...landlords_missing.map(({ nom, source, residences }) =>
        h("li", {}, `${nom} : ${SOURCE_LABELS[source] ?? source}, ${formatCount(residences, "résidence")}`),
      ),
    ),
    h("p", {}, texts.edition.missingHelp),
  );
}

function sayWithheld({ withheld }: DraftSummary): HTMLElement[] {
  return Object.entries(withheld).map(([level, count]) =>
    h("li", {}, `${texts.edition.withheld} : ${formatCount(count, LEVEL_LABELS[level] ?? level)}`),
  );
}

function buildDifferences(changes: Changes): (HTMLElement | null)[] {
  const totals = [
    formatCount(changes.indices_moved_total, "indice bouge", "indices bougent"),
    formatCount(changes.indices_shown_total, "indice apparaît", "indices apparaissent"),
    formatCount(changes.indices_lost_total, "indice disparaît", "indices disparaissent"),
    formatCount(changes.classes_total, "classe change", "classes changent"),
  ];
  return [
    h("p", {}, fill(texts.edition.against, { number: formatInteger(changes.against) })),
    h("ul", { class: "counts" }, ...totals.map((total) => h("li", {}, total))),
    h("p", { class: "field-help" }, texts.edition.shownHelp),
    buildNames(texts.edition.newResidences, changes.residences_new, changes.residences_new_total),
    buildNames(texts.edition.goneResidences, changes.residences_gone, changes.residences_gone_total),
    buildNames(
      texts.changes.renamed,
      (changes.residences_renamed ?? []).map(nameRenamed),
      changes.residences_renamed_total ?? 0,
    ),
    buildMoves(sayClasses(changes), changes.classes),
    buildMoves(texts.edition.moves, changes.moves),
  ];
}

function sayClasses({ classes, classes_total }: Changes): string {
  const cut =
    classes.length < classes_total ? fill(texts.edition.first50, { count: formatInteger(classes.length) }) : "";
  return `${texts.edition.classes} (${formatInteger(classes_total)})${cut}`;
}

function buildMoves(title: string, moves: readonly Move[]): HTMLElement | null {
  if (moves.length === 0) return null;
  const numeric = typeof moves[0]?.before === "number"; // classes are words
  const table = createTable<Move>({
    caption: title,
    columns: [
      {
        key: "nom",
        label: texts.edition.moved,
        heading: true,
        cell: (move) => h("span", {}, move.nom, " ", h("span", { class: "soft" }, sayIndex(move))),
        sort: (move) => move.nom,
      },
      { key: "avant", label: "Avant", numeric, cell: (move) => say(move.before), sort: (move) => move.before },
      { key: "apres", label: "Après", numeric, cell: (move) => say(move.after), sort: (move) => move.after },
    ],
    keyOf: (move) => `${move.level} ${move.code} ${move.index}`,
    sorting: { key: "rang", descending: false },
  });
  table.update(moves);
  return h("div", { class: "moves" }, h("h3", {}, title), table.element);
}

function sayIndex({ level, index }: Move): string {
  return `${LEVEL_LABELS[level] ?? level}, ${INDEX_LABELS[index as IndexName].toLowerCase()}`;
}

function say(value: number | string): string {
  return typeof value === "number" ? formatPrecise(value) : value;
}

function buildPublication(draft: number, busy: boolean, onPublish: (draft: number, note: string) => void): HTMLElement {
  const note = h("input", { id: "note", class: "field-input", type: "text", maxlength: 500 });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onPublish(draft, note.value.trim());
  };
  return h(
    "form",
    { class: "publication", on: { submit } },
    h("h2", {}, texts.edition.publishTitle),
    h("label", { for: "note" }, texts.edition.note),
    note,
    h("button", { type: "submit", class: "button primary", disabled: busy }, texts.edition.publish),
  );
}
