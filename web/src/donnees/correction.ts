/** What a person says of a file when it does not say it itself, or was misunderstood. */
import { h } from "../shared/dom";
import type { Deposit } from "../shared/types";
import { KIND_LABELS, texts } from "./texts.fr";

const OLDEST = 1990;

export function buildCorrection(
  deposit: Deposit,
  onSubmit: (kind: string | null, millesime: number | null) => void,
): HTMLElement {
  const options = Object.entries(KIND_LABELS).map(([kind, label]) =>
    h("option", { value: kind, selected: kind === deposit.kind }, label),
  );
  const kind = h(
    "select",
    { id: "nature", class: "field-input" },
    h("option", { value: "", selected: deposit.kind === null }, texts.correct.kindUnknown),
    ...options,
  );
  const newest = new Date().getFullYear() + 1;
  const year = h("input", {
    id: "millesime",
    class: "field-input",
    type: "number",
    min: OLDEST,
    max: newest,
    value: deposit.millesime,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit(kind.value || null, year.value ? Number(year.value) : null);
  };
  const form = h(
    "form",
    { class: "correction", on: { submit } },
    h("div", {}, h("label", { for: "nature" }, texts.correct.kind), kind),
    h("div", {}, h("label", { for: "millesime" }, texts.correct.millesime), year),
    h("button", { type: "submit", class: "button" }, texts.correct.submit),
  );
  const untold = deposit.kind === null || (deposit.millesime === null && deposit.proposes !== "residences");
  const open = deposit.state === "a_completer" && untold;
  return h("details", { class: "card", open }, h("summary", {}, texts.correct.title), form);
}
