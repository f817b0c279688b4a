/** The territories that the plot cannot place: named below it, with why. */
import { h, replace } from "../shared/dom";
import { compareText } from "../shared/format";
import { explainStatus } from "../shared/texts.fr";
import { followPointer, type Linking } from "./linking";
import { findReason } from "./looks";
import type { Row } from "./rows";
import { texts } from "./texts.fr";

/** More names than this wait behind their number. */
const FEW = 6;

export interface AbsentList {
  element: HTMLElement;
  update(rows: readonly Row[], selected: string | null): void;
  destroy(): void;
}

/** Builds the list; `secrecy` are the thresholds of the publication. */
export function createAbsentList(
  secrecy: { logements: number; repondants: number },
  linking: Linking,
  onSelect: (code: string) => void,
): AbsentList {
  const list = h("ul", { class: "absent-list" });
  const count = h("span");
  const element = h(
    "details",
    { class: "absent" },
    h("summary", {}, h("span", { class: "eyebrow" }, texts.absent.title), count),
    list,
  );
  const unfollow = followPointer(element, linking);
  return {
    element,
    update(rows, selected) {
      const absent = rows.filter((row) => row.spot === null).sort((a, b) => compareText(a.nom, b.nom));
      element.hidden = absent.length === 0;
      count.textContent = ` (${absent.length})`;
      if (list.childElementCount === 0) element.open = absent.length <= FEW;
      const held = list.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
      const reasons = [...new Set(absent.map(findReason))];
      replace(
        list,
        ...reasons.map((reason) => {
          const names = absent.filter((row) => findReason(row) === reason);
          return h(
            "li",
            {},
            h("span", { class: "absent-reason" }, explainStatus(reason, secrecy)),
            ...names.map((row) => buildName(row, row.code === selected, onSelect)),
          );
        }),
      );
      if (held) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(held)}"]`)?.focus();
    },
    destroy: unfollow,
  };
}

function buildName(row: Row, selected: boolean, onSelect: (code: string) => void): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "absent-name",
      "data-key": row.code,
      "aria-pressed": String(selected),
      on: { click: () => onSelect(row.code) },
    },
    row.nom,
  );
}
