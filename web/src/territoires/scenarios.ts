/** Saved trials: proposed by name, adopted by two people, never in force by themselves. */
import { announce } from "../shared/announce";
import { scenariosApi } from "../shared/api";
import { h, replace } from "../shared/dom";
import { explain } from "../shared/form";
import { formatDate } from "../shared/format";
import type { ScenarioLine } from "../shared/types";
import { isTrial, type Trial, trialField } from "./recipe-address";
import { texts } from "./texts.fr";

export interface Scenarios {
  element: HTMLElement;
  update(trial: Trial): void;
  destroy(): void;
}

/** Builds the form and the list; `onOpen` is told which trial to show. */
export function createScenarios(onOpen: (trial: Trial) => void): Scenarios {
  const aborting = new AbortController();
  const field = trialField();
  let trial: Trial = {};
  const name = h("input", {
    id: "nom-scenario",
    class: "field-input",
    maxlength: 80,
    required: true,
  }) as HTMLInputElement;
  const problem = h("p", { class: "field-error", role: "alert" });
  const save = h("button", { type: "submit", class: "button" }, texts.scenarios.save);
  const form = h(
    "form",
    { class: "scenario-form", on: { submit: (event: Event) => void propose(event) } },
    h("label", { for: "nom-scenario" }, texts.scenarios.name),
    name,
    save,
  );
  const list = h("div", { class: "scenario-list" });

  async function propose(event: Event): Promise<void> {
    event.preventDefault();
    const kept = await tell(scenariosApi.propose(name.value, field.format(trial)), texts.scenarios.saved);
    if (kept) name.value = "";
  }

  /** Whether it was done; why not is said beside the form, where what was typed remains. */
  async function tell(request: Promise<unknown>, done: string): Promise<boolean> {
    problem.textContent = "";
    try {
      await request;
      announce(done);
      await read();
      return true;
    } catch (error) {
      problem.textContent = explain(error);
      return false;
    }
  }

  async function read(): Promise<void> {
    try {
      const { scenarios } = await scenariosApi.all(aborting.signal);
      replace(list, scenarios.length > 0 ? buildTable(scenarios) : h("p", { class: "soft" }, texts.scenarios.none));
    } catch (error) {
      if (!aborting.signal.aborted) problem.textContent = explain(error);
    }
  }

  function buildTable(scenarios: readonly ScenarioLine[]): HTMLElement {
    const heads = [texts.scenarios.head, texts.scenarios.proposed, texts.scenarios.state, texts.scenarios.actions];
    return h(
      "table",
      { class: "data-table" },
      h("caption", { class: "visually-hidden" }, texts.scenarios.title),
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...scenarios.map(buildLine)),
    );
  }

  function buildLine(scenario: ScenarioLine): HTMLElement {
    const open = () => onOpen(field.parse(scenario.essai) ?? {});
    const sign = () => void tell(scenariosApi.sign(scenario.id), texts.scenarios.signed);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, `${scenario.nom} (n° ${scenario.id})`),
      h("td", {}, `${formatDate(scenario.proposed_on)}, ${scenario.organisation}`),
      h("td", {}, describeState(scenario)),
      h(
        "td",
        {},
        h("button", { type: "button", class: "button plain", on: { click: open } }, texts.scenarios.open),
        scenario.may_sign
          ? h("button", { type: "button", class: "button plain", on: { click: sign } }, texts.scenarios.sign)
          : null,
      ),
    );
  }

  void read();
  return {
    element: h(
      "section",
      { class: "scenarios", "aria-label": texts.scenarios.title },
      h("h2", {}, texts.scenarios.title),
      h("p", { class: "soft" }, texts.scenarios.lead),
      form,
      problem,
      list,
    ),
    update(next) {
      trial = next;
      form.hidden = !isTrial(trial);
    },
    destroy: () => aborting.abort(),
  };
}

/** « adopté le 3 mars 2027 par A et B », « proposé, signé par A ». */
function describeState({ state, adopted_on, signatures }: ScenarioLine): string {
  const names = signatures.map(({ organisation }) => organisation).join(" et ");
  if (state === "adopté" && adopted_on) return `adopté le ${formatDate(adopted_on)} par ${names}`;
  return signatures.length > 0 ? `proposé, signé par ${names}` : "proposé";
}
