/** The few choices that describe a kind of attribution: a reservation right, a quartile, what else is true of it. */
import { type AttributionKind, FLAGS, NO_KIND, QUARTILES, type Quartile } from "./attribution-kind";
import { h } from "./dom";
import { effectTexts as words } from "./effects.fr";
import { createSegments } from "./radios";
import { RESERVATAIRES } from "./reservataires.fr";

export interface KindForm {
  element: HTMLElement;
  /** `asksRight` is false where the dwelling already says whose reservation right it is. */
  update(kind: AttributionKind, asksRight: boolean): void;
}

/** Builds the form; every change is told at once. */
export function createKindForm(titleId: string, onChange: (kind: AttributionKind) => void): KindForm {
  let current = NO_KIND;
  const right: HTMLSelectElement = h(
    "select",
    {
      id: "effet-reservataire",
      class: "field-input",
      on: { change: () => onChange({ ...current, reservataire: right.value || null }) },
    },
    h("option", { value: "" }, words.choose),
    ...Object.entries(RESERVATAIRES).map(([value, label]) => h("option", { value }, label)),
  );
  const rightField = h(
    "label",
    { class: "field", for: right.id },
    h("span", { class: "field-label" }, words.reservataire),
    right,
  );
  const quartile = createSegments<Quartile | "">({
    name: "effet-quartile",
    legend: words.quartile,
    values: QUARTILES,
    label: (value) => (value ? words.quartiles[value] : ""),
    onChoose: (value) => onChange({ ...current, quartile: value || null }),
  });
  const checks = FLAGS.map((flag) => {
    const input: HTMLInputElement = h("input", {
      type: "checkbox",
      on: {
        change: () => {
          const others = current.flags.filter((each) => each !== flag);
          onChange({ ...current, flags: input.checked ? [...others, flag] : others });
        },
      },
    });
    return { flag, input, row: h("label", { class: "check" }, input, h("span", {}, words.flags[flag])) };
  });
  const clear = h(
    "button",
    { type: "button", class: "button plain", on: { click: () => onChange(NO_KIND) } },
    words.clear,
  );
  return {
    element: h(
      "div",
      { class: "kind-form", role: "group", "aria-labelledby": titleId },
      rightField,
      quartile.element,
      h("div", { class: "checks" }, ...checks.map(({ row }) => row)),
      clear,
    ),
    update(kind, asksRight) {
      current = kind;
      rightField.hidden = !asksRight;
      right.value = kind.reservataire ?? "";
      quartile.update(kind.quartile ?? "");
      for (const { flag, input } of checks) input.checked = kind.flags.includes(flag);
      clear.hidden = kind.quartile === null && kind.flags.length === 0 && (!asksRight || kind.reservataire === null);
    },
  };
}
