/** The same index, built otherwise: what each other construction gives, and what makes it up. */
import { h } from "../../shared/dom";
import { formatIndex, formatPoints, lowerFirst, NOTHING, typeset } from "../../shared/format";
import { INDEX_LABELS } from "../../shared/texts.fr";
import type { IndexName, ResidenceSheet } from "../../shared/types";
import { labelClass, texts } from "../texts.fr";

type Built = ResidenceSheet["constructions"][IndexName][number];
const words = texts.constructions;
const ORDER = Object.keys(words.names) as Built["construction"][];

/** The table, closed until it is asked for; nothing where the publication kept none. */
export function buildConstructions(sheet: ResidenceSheet, index: IndexName): HTMLElement | null {
  const built = (sheet.constructions[index] ?? []) as readonly Built[];
  const published = sheet.indices[index];
  if (built.length === 0 || published.value === null) return null;
  const found = new Map(built.map((each) => [each.construction, each]));
  return h(
    "details",
    { class: "solidity-details" },
    h("summary", {}, words.title),
    h("p", { class: "soft" }, words.lead),
    h(
      "table",
      { class: "years constructions" },
      h("caption", { class: "visually-hidden" }, `${words.title}, ${INDEX_LABELS[index]}`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, words.construction),
          h("th", { scope: "col", class: "numeric" }, words.index),
          h("th", { scope: "col" }, words.classe),
        ),
      ),
      h(
        "tbody",
        {},
        h(
          "tr",
          { class: "published" },
          h("th", { scope: "row" }, words.published),
          h("td", { class: "numeric" }, h("strong", {}, formatIndex(published.value))),
          h("td", {}, lowerFirst(labelClass(published))),
        ),
        ...ORDER.map((way) => buildLine(way, found.get(way), sheet)),
      ),
    ),
    h("p", { class: "soft" }, built.some(({ value }) => value === null) ? words.classesOnly : words.note),
  );
}

function buildLine(way: Built["construction"], built: Built | undefined, sheet: ResidenceSheet): HTMLElement {
  const parts = built?.contributions ? describeParts(built.contributions, sheet) : null;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, words.names[way], parts ? h("small", { class: "soft" }, parts) : null),
    h("td", { class: "numeric" }, built?.value === null || built === undefined ? NOTHING : formatIndex(built.value)),
    h("td", {}, built ? built.class : words.without),
  );
}

/** « ménages sous 40 % +6,2 ; vacance −3,1 » : they add up to the distance to 100. */
function describeParts(contributions: Readonly<Record<string, number>>, sheet: ResidenceSheet): string {
  const parts = Object.entries(contributions).map(([code, points]) => {
    const name = code in INDEX_LABELS ? INDEX_LABELS[code as IndexName] : (sheet.method_labels[code] ?? code);
    return `${lowerFirst(name)} ${formatPoints(points)}`;
  });
  return typeset(parts.join(" ; "));
}
