/** Filters on facts: signal, priority neighbourhood, landlord, commune. */
import { h, replace } from "../shared/dom";
import { decisionTexts } from "./decision-texts.fr";
import { listChoices, type Row } from "./rows";
import { NO_FILTER, type ViewState } from "./state";
import { texts } from "./texts.fr";

type Patch = Partial<Pick<ViewState, "classes" | "signal" | "vigilance" | "qpv" | "bailleur" | "commune">>;

export interface FilterPanel {
  element: HTMLElement;
  /** Offers the landlords and communes of these rows. */
  offer(rows: readonly Row[]): void;
  update(state: ViewState, shown: string): void;
}

/** Builds the filters; `offer` fills them. */
export function createFilters(onChange: (patch: Patch) => void): FilterPanel {
  const signal = buildCheckbox("filtre-signal", texts.filters.signal, (on) => onChange({ signal: on }));
  const vigilance = buildCheckbox("filtre-vigilance", decisionTexts.filter, (on) => onChange({ vigilance: on }));
  const qpv = buildCheckbox("filtre-qpv", texts.filters.qpv, (on) => onChange({ qpv: on }));
  const bailleur = buildSelect("filtre-bailleur", texts.filters.bailleur, texts.filters.allBailleurs, (code) =>
    onChange({ bailleur: code }),
  );
  const commune = buildSelect("filtre-commune", texts.filters.commune, texts.filters.allCommunes, (code) =>
    onChange({ commune: code }),
  );
  const count = h("p", { class: "filter-count" });
  const clear = h(
    "button",
    { type: "button", class: "button plain", on: { click: () => onChange(NO_FILTER) } },
    texts.filters.clear,
  );
  const element = h(
    "section",
    { class: "filters", "aria-labelledby": "filtres" },
    h("div", { class: "filter-head" }, h("h2", { id: "filtres", class: "eyebrow" }, texts.filters.title), clear),
    h("div", { class: "filter-checks" }, signal.row, qpv.row, vigilance.row),
    h("div", { class: "filter-selects" }, bailleur.row, commune.row),
    count,
  );
  return {
    element,
    offer(rows) {
      bailleur.offer(listChoices(rows, (row) => ({ code: row.bailleur_siren, name: row.bailleur })));
      commune.offer(listChoices(rows, (row) => ({ code: row.code_insee, name: row.commune })));
    },
    update(state, shown) {
      signal.input.checked = state.signal;
      vigilance.input.checked = state.vigilance;
      qpv.input.checked = state.qpv;
      bailleur.input.value = state.bailleur ?? "";
      commune.input.value = state.commune ?? "";
      const filtered =
        state.signal || state.vigilance || state.qpv || state.classes.length > 0 || state.bailleur || state.commune;
      // Hidden without leaving the flow: nothing moves when it comes.
      clear.classList.toggle("vacant", !filtered);
      clear.toggleAttribute("disabled", !filtered);
      replace(count, shown);
    },
  };
}

function buildCheckbox(
  id: string,
  label: string,
  onToggle: (on: boolean) => void,
): { row: HTMLElement; input: HTMLInputElement } {
  const input: HTMLInputElement = h("input", {
    id,
    type: "checkbox",
    on: { change: () => onToggle(input.checked) },
  });
  return { row: h("label", { class: "check", for: id }, input, h("span", {}, label)), input };
}

function buildSelect(
  id: string,
  label: string,
  all: string,
  onChoose: (code: string | null) => void,
): {
  row: HTMLElement;
  input: HTMLSelectElement;
  offer(choices: readonly { code: string; name: string; count: number }[]): void;
} {
  const input: HTMLSelectElement = h("select", {
    id,
    class: "field-input",
    "aria-label": label,
    on: { change: () => onChoose(input.value || null) },
  });
  const offer = (choices: readonly { code: string; name: string; count: number }[]) =>
    replace(
      input,
      h("option", { value: "" }, all),
      ...choices.map(({ code, name, count }) => h("option", { value: code }, `${name} (${count})`)),
    );
  return { row: input, input, offer };
}
