/** What the colours of the plot and of the map say. */
import { h, replace, svg } from "../shared/dom";
import { patternFill, type Withheld } from "../shared/hatch";
import type { MapClass } from "../shared/palette";
import type { IndexName } from "../shared/types";
import { drawDisc } from "./bubbles";
import { CHANGE_CLASSES } from "./changes";
import { PROFILE_LOOKS, PROFILES } from "./profiles";
import type { Row } from "./rows";
import type { ColouringName } from "./state";
import { labelColouring, PROFILE_LABELS, texts } from "./texts.fr";

export interface Legend {
  element: HTMLElement;
  /** `second` is the colouring of the second map, where there is one; `withIntervals` when the plot draws them. */
  update(colouring: ColouringName, second: ColouringName | null, rows: readonly Row[], withIntervals: boolean): void;
}

interface Entry {
  fill: string;
  label: string;
  hollow?: boolean;
  dashed?: boolean;
}

/** Builds the legend; `update` fills it for a colouring. */
export function createLegend(classes: readonly MapClass[]): Legend {
  const list = h("ul", { class: "key-list" });
  const others = h("div", { class: "key-second" });
  const note = h("p", { class: "field-help" }, texts.intervalsHelp);
  return {
    element: h("section", { class: "key", "aria-label": texts.legend.title }, list, others, note),
    update(colouring, second, rows, withIntervals) {
      note.hidden = !withIntervals;
      const entries = listEntries(colouring, classes);
      replace(list, ...[...entries, ...listStatuses(colouring, rows)].map(buildEntry));
      replace(others, ...(second === null || second === colouring ? [] : buildSecond(second, classes)));
    },
  };
}

/** The colours of the second map, when they are not those of the first. */
function buildSecond(colouring: ColouringName, classes: readonly MapClass[]): HTMLElement[] {
  const entries = listEntries(colouring, classes).map(buildEntry);
  return [
    h("p", { class: "field-help" }, `${texts.second.label} : ${labelColouring(colouring).toLowerCase()}`),
    h("ul", { class: "key-list" }, ...entries),
  ];
}

function listEntries(colouring: ColouringName, classes: readonly MapClass[]): Entry[] {
  if (colouring === "profil") return listProfiles();
  if (colouring !== "evolution") return listClasses(classes);
  return [
    ...CHANGE_CLASSES.map(({ colour, mark, label }) => ({ fill: colour, label: `${mark} ${label}` })),
    { fill: "#ffffff", label: texts.legend.unknownChange, dashed: true },
  ];
}

function listProfiles(): Entry[] {
  return PROFILES.map((profile) => ({
    fill: PROFILE_LOOKS[profile].colour,
    label: `${PROFILE_LOOKS[profile].arrow} ${PROFILE_LABELS[profile]}`,
  }));
}

function listClasses(classes: readonly MapClass[]): Entry[] {
  return classes.map(({ colour, label }) => ({ fill: colour, label }));
}

/** The statuses that are there to be seen, and only those. */
function listStatuses(colouring: ColouringName, rows: readonly Row[]): Entry[] {
  const names = namesOf(colouring);
  const present = new Set(rows.flatMap((row) => names.map((name) => row.indices[name].status)));
  const withheld = (["secret", "non_transmis", "sans_objet"] satisfies Withheld[]).filter((status) =>
    present.has(status),
  );
  return [
    ...(present.has("partiel") ? [{ fill: "#515b6b", label: texts.legend.partial, hollow: true }] : []),
    ...withheld.map((status) => ({
      fill: patternFill(status),
      label: texts.legend[status],
      dashed: status === "non_transmis",
    })),
  ];
}

function namesOf(colouring: ColouringName): readonly IndexName[] {
  if (colouring === "profil") return ["occupation", "attractivite"];
  return [colouring === "evolution" ? "fragilite" : colouring];
}

function buildEntry({ fill, label, hollow = false, dashed = false }: Entry): HTMLElement {
  const sample = svg(
    "svg",
    { class: "swatch", viewBox: "-10 -10 20 20", width: 20, height: 20, "aria-hidden": "true", focusable: "false" },
    ...drawDisc(7.5, { fill, hollow, dashed }),
  );
  return h("li", {}, sample, h("span", {}, label));
}
