/** « Ce que ce signal ne dit pas »: one click away from every signal. */
import { h } from "../../shared/dom";
import { texts as shared } from "../../shared/texts.fr";
import { texts } from "../texts.fr";

/** Opens the dialog, about a signal or about an index without one; the browser gives the focus back where it was. */
export function openLimits(ofSignal: boolean): void {
  const dialog = h(
    "dialog",
    { class: "limits card", "aria-labelledby": "limites-titre" },
    h("h2", { id: "limites-titre" }, ofSignal ? texts.sheet.limits : texts.sheet.limitsIndex),
    h("ul", { class: "bullets" }, ...Object.values(texts.limits.items).map((item) => h("li", {}, item))),
    h(
      "div",
      { class: "dialog-foot" },
      h("a", { href: "/methode#limites" }, texts.limits.method),
      h("button", { type: "button", class: "button primary", on: { click: () => dialog.close() } }, shared.close),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
