/** What colours the map: an index, or the marge d'accueil. The map, the legend and the filters ask it the same questions. */
import { typeset } from "../shared/format";
import { isWithheld, patternFill } from "../shared/hatch";
import { findClass } from "../shared/palette";
import { INDEX_LABELS } from "../shared/texts.fr";
import type { IndexName } from "../shared/types";
import { chooseStyle, drawStyle } from "./circles";
import type { CircleStyle } from "./drawing";
import type { Edition } from "./edition";
import { categoriseMargin, findMarginClass, labelMarginClass, MARGIN_CLASSES, NOT_BALANCED } from "./margins";
import { type Bin, binMargins, binValues, categorise, type Row, WITHHELD_CATEGORIES } from "./rows";
import type { ViewState } from "./state";
import { describeMarginRow, describeRow, labelMargin, labelValue, texts } from "./texts.fr";

/** A line of the legend. */
export interface Category {
  category: string;
  label: string;
  /** The word of the method for it, such as « fragile ». */
  word?: string;
  sign: string | null;
  fill: string;
  dashed: boolean;
}

/** The bars above the legend. */
export interface Histogram {
  bins: readonly Bin[];
  ticks: readonly number[];
  /** The value that is worth 100, or nothing. */
  reference: number | null;
  colour(bin: Bin): string;
}

export interface Theme {
  /** Two themes of the same key draw the same. */
  key: string;
  /** What is shown, above the legend. */
  caption: string;
  help: string;
  /** From the top of the legend to its foot. */
  categories: readonly Category[];
  categorise(row: Row): string;
  style(row: Row): CircleStyle;
  /** Above the reference: a thicker outline on paper, where colours may be greys. */
  isAbove(row: Row): boolean;
  /** The row in a sentence, for screen readers. */
  describe(row: Row): string;
  /** Its figure in a few words, beside its name. */
  say(row: Row): string;
  histogram(rows: readonly Row[]): Histogram;
}

/** The theme that a state asks for. */
export function createTheme({ theme, indice }: Pick<ViewState, "theme" | "indice">, edition: Edition): Theme {
  return theme === "marge" ? createMarginTheme() : createIndexTheme(indice, edition);
}

function createIndexTheme(index: IndexName, { classes, publication, method }: Edition): Theme {
  const { intermediaire, fragile } = method.classes;
  const numbered = classes.map(({ key, from, label, sign, colour }) => ({
    category: key,
    label,
    word: from >= fragile ? "fragile" : from >= intermediaire ? "intermédiaire" : "équilibré",
    sign,
    fill: colour,
    dashed: false,
  }));
  return {
    key: index,
    caption: `${INDEX_LABELS[index]}, ${texts.legend.base} ${publication.reference.nom}`,
    help: texts.legend.help,
    categories: [...numbered.reverse(), ...listWithheld()],
    categorise: (row) => categorise(row.indices[index], classes),
    style: (row) => chooseStyle(row.indices[index], classes),
    isAbove: (row) => {
      const { value } = row.indices[index];
      return value !== null && findClass(classes, value).offset > 0;
    },
    describe: (row) => describeRow(row, index, row.indices[index]),
    say: (row) => labelValue(row.indices[index]),
    histogram: (rows) => ({
      bins: binValues(rows, index),
      ticks: [60, 80, 100, 120, 140, 160],
      reference: 100,
      colour: ({ from, to }) => findClass(classes, (from + to) / 2).colour,
    }),
  };
}

function createMarginTheme(): Theme {
  const margins = MARGIN_CLASSES.map((marginClass) => ({
    category: marginClass.key,
    label: typeset(labelMarginClass(marginClass)),
    sign: null,
    fill: marginClass.colour,
    dashed: false,
  }));
  const others = (["intermediaire", "fragile"] as const).map((category) => ({
    category,
    label: texts.marginTheme[category],
    sign: null,
    fill: NOT_BALANCED[category],
    dashed: false,
  }));
  const colours = new Map<string, string>([...margins, ...others].map(({ category, fill }) => [category, fill]));
  return {
    key: "marge",
    caption: texts.marginTheme.caption,
    help: texts.marginTheme.help,
    categories: [...margins.reverse(), ...others, ...listWithheld()],
    categorise: categoriseMargin,
    isAbove: () => false,
    style: (row) => {
      const { status } = row.indices.fragilite;
      return drawStyle(colours.get(categoriseMargin(row)), isWithheld(status) ? status : "sans_objet");
    },
    describe: describeMarginRow,
    say: labelMargin,
    histogram: (rows) => {
      const bins = binMargins(rows.filter((row) => categoriseMargin(row).startsWith("marge-")));
      return {
        bins,
        ticks: bins.map(({ from }) => from),
        reference: null,
        colour: ({ from }) => findMarginClass(from).colour,
      };
    },
  };
}

function listWithheld(): Category[] {
  return WITHHELD_CATEGORIES.map((status) => ({
    category: status,
    label: texts.legend[status],
    sign: null,
    fill: patternFill(status),
    dashed: status === "non_transmis",
  }));
}
