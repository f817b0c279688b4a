/** How the indices of a commune are made of its residences: points that add up exactly, or why they are not shown. */
import { partnerApi } from "../shared/api";
import { h, replace } from "../shared/dom";
import { formatIndex, formatPrecise, NOTHING, typeset } from "../shared/format";
import { buildFailure, buildLoading } from "../shared/screens";
import { INDEX_LABELS } from "../shared/texts.fr";
import type { IndexParts, Parts } from "../shared/types";
import { texts } from "./texts.fr";

const words = texts.parts;

/** The details of a commune, read when they are opened. */
export function buildParts(code: string, publication: number): HTMLElement {
  const place = h("div", { class: "parts-place" });

  async function show(): Promise<void> {
    replace(place, buildLoading());
    try {
      replace(place, ...buildTables(await partnerApi.parts(code, publication)));
    } catch (error) {
      replace(
        place,
        buildFailure(error, () => void show()),
      );
    }
  }

  const details: HTMLDetailsElement = h(
    "details",
    {
      class: "parts",
      on: { toggle: () => void (details.open && place.childElementCount === 0 && show()) },
    },
    h("summary", {}, words.title),
    h("p", { class: "soft" }, words.lead),
    place,
  );
  return details;
}

function buildTables({ indices, hidden }: Parts): HTMLElement[] {
  const tables = (["occupation", "attractivite"] as const).flatMap((name) => {
    const index = indices[name];
    return index ? [buildTable(INDEX_LABELS[name], index)] : [];
  });
  return [
    ...tables,
    hidden ? h("p", { class: "soft" }, words.hidden) : null,
    tables.length === 0 && !hidden ? h("p", { class: "soft" }, words.none) : null,
  ].filter((each) => each !== null);
}

function buildTable(label: string, index: IndexParts): HTMLElement {
  if (!index.shown) {
    return h("p", { class: "soft" }, typeset(`${label} : ${words.refused}`));
  }
  const lines = index.parts.map((part) =>
    buildLine(part.nom, part.value === null ? NOTHING : formatIndex(part.value), part.points),
  );
  const rest = index.rest === null ? null : buildLine(words.rest, NOTHING, index.rest);
  return h(
    "div",
    { class: "table-scroll", role: "region", tabindex: 0, "aria-label": label },
    h(
      "table",
      { class: "data-table" },
      h("caption", {}, describeMean(label, index)),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, words.residence),
          h("th", { scope: "col", class: "numeric" }, words.index),
          h("th", { scope: "col", class: "numeric" }, words.points),
        ),
      ),
      h("tbody", {}, ...lines, rest),
      h(
        "tfoot",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, words.sum),
          h("td", {}),
          h("td", { class: "numeric" }, h("strong", {}, formatPrecise(index.value, 2))),
        ),
      ),
    ),
  );
}

function buildLine(name: string, value: string, points: number): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    h("td", { class: "numeric" }, value),
    h("td", { class: "numeric" }, formatPrecise(points, 2)),
  );
}

/** « Occupation : 104,82 ; la moyenne simple des résidences serait 105,47. » */
function describeMean(label: string, { value, plain_mean: mean }: IndexParts): string {
  const other = mean === null ? "" : ` ; la moyenne simple de ses résidences serait ${formatPrecise(mean, 2)}`;
  return typeset(`${label} de la commune : ${formatPrecise(value, 2)}${other}.`);
}
