/** Which index is shown, and whether the table stands beside the map. */
import { h } from "../shared/dom";
import { INDEX_LABELS } from "../shared/texts.fr";
import { INDEX_NAMES, type IndexName } from "../shared/types";
import { VIEWS, type ViewState } from "./state";
import { texts } from "./texts.fr";

export interface Chooser<T> {
  element: HTMLElement;
  update(value: T): void;
}

/** An index, or the marge d'accueil. */
const SHOWN = [...INDEX_NAMES, "marge"] as const;
type Shown = (typeof SHOWN)[number];

/** Radio buttons, one a theme. Categories of the legend are those of a theme: choosing another lets them go. */
export function createThemeChooser(
  onChoose: (patch: Partial<ViewState>) => void,
): Chooser<Pick<ViewState, "theme" | "indice">> {
  const radios = createRadios<Shown>(
    "indice",
    texts.indexChoice,
    "index-choice",
    SHOWN,
    (shown) => (shown === "marge" ? texts.margin.title : INDEX_LABELS[shown]),
    (shown) => onChoose(shown === "marge" ? { theme: "marge", classes: [] } : choosePatch(shown)),
  );
  let current: ViewState["theme"] = "indice";

  function choosePatch(indice: IndexName): Partial<ViewState> {
    return current === "marge" ? { theme: "indice", indice, classes: [] } : { indice };
  }

  return {
    element: radios.element,
    update({ theme, indice }) {
      current = theme;
      radios.update(theme === "marge" ? "marge" : indice);
    },
  };
}

/** Map alone, or map and table. */
export function createViewChooser(onChoose: (view: ViewState["vue"]) => void): Chooser<ViewState["vue"]> {
  return createRadios("vue", texts.views.label, "view-choice", VIEWS, (view) => texts.views[view], onChoose);
}

function createRadios<T extends string>(
  name: string,
  legend: string,
  className: string,
  values: readonly T[],
  label: (value: T) => string,
  onChoose: (value: T) => void,
): Chooser<T> {
  const inputs = values.map((value) => {
    const input = h("input", { type: "radio", name, value, on: { change: () => onChoose(value) } });
    return { value, input, row: h("label", { class: "radio" }, input, h("span", {}, label(value))) };
  });
  const title = h("legend", { class: "eyebrow" }, legend);
  return {
    element: h("fieldset", { class: className }, title, ...inputs.map(({ row }) => row)),
    update(value) {
      for (const candidate of inputs) candidate.input.checked = candidate.value === value;
    },
  };
}
