/** The four closed lists that describe a type of household. */
import { h, replace } from "../../shared/dom";
import { TRAITS, designationTexts as words } from "../designation-texts.fr";
import { listWords, type PartialHousehold, TRAIT_NAMES, type Trait } from "../household";

export interface HouseholdForm {
  element: HTMLElement;
  update(household: PartialHousehold): void;
}

/** Builds the form; every change is told at once. */
export function createHouseholdForm(onChange: (household: PartialHousehold) => void): HouseholdForm {
  let current: PartialHousehold = {};
  const selects = new Map(TRAIT_NAMES.map((trait) => [trait, buildSelect(trait, choose)]));
  const clear = h("button", { type: "button", class: "button plain", on: { click: () => onChange({}) } }, words.clear);
  const element = h(
    "div",
    { class: "household-form", role: "group", "aria-labelledby": "fiche-designation" },
    ...[...selects].map(([trait, select]) =>
      h("label", { class: "field", for: select.id }, h("span", { class: "field-label" }, words[trait]), select),
    ),
    clear,
  );

  function choose(trait: Trait, word: string): void {
    const next = { ...current, [trait]: word || undefined };
    onChange(next as PartialHousehold);
  }

  return {
    element,
    update(household) {
      current = household;
      for (const [trait, select] of selects) fillSelect(select, trait, household);
      clear.hidden = Object.keys(household).length === 0;
    },
  };
}

function buildSelect(trait: Trait, onChoose: (trait: Trait, word: string) => void): HTMLSelectElement {
  const select: HTMLSelectElement = h("select", {
    id: `menage-${trait}`,
    class: "field-input",
    on: { change: () => onChoose(trait, select.value) },
  });
  return select;
}

/** Options are made again only when the others changed what is possible: a list that is open stays open. */
function fillSelect(select: HTMLSelectElement, trait: Trait, household: PartialHousehold): void {
  const possible = listWords(trait, household);
  const labels: Record<string, string> = TRAITS[trait];
  if (select.dataset.possible !== possible.join()) {
    select.dataset.possible = possible.join();
    replace(
      select,
      h("option", { value: "" }, words.choose),
      ...possible.map((word) => h("option", { value: word }, labels[word])),
    );
  }
  select.value = household[trait] ?? "";
}
