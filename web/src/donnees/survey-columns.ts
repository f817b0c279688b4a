/** Which column of a survey gives which quantity: proposed, corrected here, remembered for the landlord. */
import { h } from "../shared/dom";
import type { ProposedColumns } from "../shared/types";
import { words } from "./decisions.fr";
import { fill } from "./texts.fr";

const { columns: said } = words;

export interface ColumnsDecided {
  bailleur: string | null;
  columns: Record<string, string>;
  confirmed: boolean;
}

export function buildSurveyColumns(
  proposal: ProposedColumns,
  open: boolean,
  onConfirm: (decided: ColumnsDecided) => void,
): HTMLElement {
  const landlord = proposal.landlords.length > 0 ? buildLandlords(proposal) : null;
  const choices = proposal.targets.map((target) => ({ name: target.name, ...buildTarget(target, proposal.header) }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onConfirm({
      bailleur: landlord ? landlord.choice.value || null : proposal.bailleur,
      columns: Object.fromEntries(choices.map(({ name, choice }) => [name, choice.value])),
      confirmed: true,
    });
  };
  const level = said.levels[proposal.level];
  return h(
    "details",
    { class: "card", open },
    h("summary", {}, said.title),
    h(
      "form",
      { class: "decision", on: { submit } },
      h("p", { class: "soft" }, proposal.remembered ? said.remembered : fill(said.help, { level })),
      landlord?.element ?? null,
      h("div", { class: "targets" }, ...choices.map(({ element }) => element)),
      proposal.personal.length > 0
        ? h("p", { class: "field-help" }, fill(said.personal, { names: proposal.personal.join(", ") }))
        : null,
      h("button", { type: "submit", class: "button primary" }, said.confirm),
    ),
  );
}

interface Choice {
  element: HTMLElement;
  choice: HTMLSelectElement;
}

function buildLandlords(proposal: ProposedColumns): Choice {
  const choice = h(
    "select",
    { id: "bailleur", class: "field-input", required: true },
    h("option", { value: "", selected: proposal.bailleur === null }, said.choose),
    ...proposal.landlords.map(({ siren, nom }) =>
      h("option", { value: siren, selected: siren === proposal.bailleur }, `${nom} (${siren})`),
    ),
  );
  return { choice, element: h("div", { class: "target" }, h("label", { for: "bailleur" }, said.landlord), choice) };
}

function buildTarget(target: ProposedColumns["targets"][number], header: readonly string[]): Choice {
  const id = `colonne-${target.name}`;
  const choice = h(
    "select",
    { id, class: "field-input", required: target.required },
    h("option", { value: "", selected: target.column === null }, target.required ? said.choose : said.none),
    ...header.map((name) => h("option", { value: name, selected: name === target.column }, name)),
  );
  const label = target.required ? `${target.meaning} (${said.required})` : target.meaning;
  return { choice, element: h("div", { class: "target" }, h("label", { for: id }, label), choice) };
}
