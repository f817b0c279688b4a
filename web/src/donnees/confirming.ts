/** Asks before what cannot be undone: a real dialog, that the keyboard enters and leaves. */
import { h } from "../shared/dom";
import { texts } from "./texts.fr";

let count = 0;

/** Whether the person said yes. */
export function confirmAction(title: string, text: string, action: string): Promise<boolean> {
  return new Promise((resolve) => {
    count += 1;
    const id = `confirmation-${count}`;
    const dialog = h(
      "dialog",
      { class: "confirmation card", "aria-labelledby": id },
      h("h2", { id }, title),
      h("p", {}, text),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, texts.confirm.cancel),
        h("button", { type: "button", class: "button primary", on: { click: () => dialog.close("oui") } }, action),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "oui");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
