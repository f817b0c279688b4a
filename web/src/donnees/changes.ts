/** What a file was understood to be, and what it changes: rows, residences that come, are renamed, are not there. */
import { h } from "../shared/dom";
import { formatCount, formatInteger } from "../shared/format";
import type { Deposit } from "../shared/types";
import type { LoadReport, NamedResidence, Renamed } from "./answers";
import { fill, KIND_LABELS, texts } from "./texts.fr";

const SHOWN = 12;

export function buildUnderstood(deposit: Deposit, report: LoadReport | null): HTMLElement {
  const { facts } = texts;
  const understood = report?.understood;
  const pairs: [string, string | null | undefined][] = [
    [facts.kind, deposit.kind && (KIND_LABELS[deposit.kind] ?? deposit.kind)],
    [facts.millesime, deposit.millesime === null ? null : String(deposit.millesime)],
    [
      facts.landlords,
      report?.stock?.landlords.map((each) => `${each.nom} (${formatCount(each.rows, "ligne")})`).join(", "),
    ],
    [facts.rows, report && formatInteger(report.rows)],
    [
      facts.format,
      [understood?.format, understood?.sheet && `feuille « ${understood.sheet} »`].filter(Boolean).join(", "),
    ],
    [
      facts.encoding,
      [understood?.encoding, understood?.separator && `séparateur « ${understood.separator} »`]
        .filter(Boolean)
        .join(", "),
    ],
    [facts.crs, understood?.crs],
    [facts.columns, report?.columns_read.join(", ")],
    [facts.unknown, report?.columns_unknown.join(", ")],
    [facts.size, `${formatInteger(Math.max(1, Math.round(deposit.size / 1024)))} Ko`],
    [facts.sha, deposit.sha256],
  ];
  const known = pairs.filter(([, value]) => value);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, texts.understood),
    h("dl", { class: "facts" }, ...known.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
  );
}

export function buildChanges(report: LoadReport, done: boolean): HTMLElement {
  const counts = (["inserted", "updated", "removed", "unchanged"] as const)
    .filter((name) => report[name] > 0)
    .map((name) => h("li", {}, formatCount(report[name], texts.changes[name], pluralise(texts.changes[name]))));
  const { stock } = report;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, done ? texts.changes.titleDone : texts.changes.title),
    h("ul", { class: "counts" }, ...counts),
    stock ? buildNames(texts.changes.new, stock.new, stock.new_total) : null,
    stock ? buildNames(texts.changes.renamed, stock.renamed.map(nameRenamed), stock.renamed_total) : null,
    stock ? buildNames(texts.changes.absent, stock.absent, stock.absent_total) : null,
    report.notices.length > 0 ? h("h3", {}, texts.changes.notices) : null,
    h(
      "ul",
      { class: "notices" },
      ...report.notices.map((notice) => h("li", {}, notice.message, sayLines(notice.lines))),
    ),
  );
}

/** « ligne nouvelle » is « lignes nouvelles ». */
function pluralise(words: string): string {
  return words
    .split(" ")
    .map((word) => `${word}s`)
    .join(" ");
}

function sayLines(lines: readonly number[]): string {
  return lines.length === 0 ? "" : ` (ligne${lines.length > 1 ? "s" : ""} ${lines.join(", ")})`;
}

/** A residence under both of its names. */
export function nameRenamed({ code, before, after }: Renamed): NamedResidence {
  return { code, nom: `${before} → ${after}` };
}

/** Names of residences under a title; nothing when there is none. */
export function buildNames(title: string, residences: readonly NamedResidence[], total: number): HTMLElement | null {
  if (total === 0) return null;
  const shown = residences.slice(0, SHOWN);
  const more = total - shown.length;
  return h(
    "div",
    { class: "names" },
    h("h3", {}, `${title} (${formatInteger(total)})`),
    h(
      "ul",
      {},
      ...shown.map(({ code, nom }) => h("li", {}, nom, " ", h("span", { class: "soft" }, code))),
      more > 0 ? h("li", {}, fill(texts.changes.more, { count: formatInteger(more) })) : null,
    ),
  );
}
