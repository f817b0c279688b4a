/** Where somebody who was invited chooses a password, once. */
import { accountApi } from "../shared/account-api";
import { Problem } from "../shared/api";
import { h, replace } from "../shared/dom";
import { buildOwner, buildPassword } from "../shared/fields";
import { explain } from "../shared/form";
import { typeset } from "../shared/format";
import { fill, texts } from "./texts.fr";

const words = texts.invitation;

/** Resolves once the person wants to sign in. */
export async function showInvitation(container: HTMLElement, token: string): Promise<void> {
  try {
    const { email, organisation, role } = await accountApi.invitation(token);
    const lead = fill(words.lead, { email, organisation, role: texts.roles[role] });
    await choosePassword(container, token, email, lead);
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    await wait(container, words.refused, typeset(error.detail));
  }
}

function choosePassword(container: HTMLElement, token: string, email: string, lead: string): Promise<void> {
  return new Promise((resolve) => {
    const first = buildPassword("nouveau", words.password, "new", texts.password.help);
    const second = buildPassword("encore", words.again, "new");
    const message = h("p", { class: "field-error", role: "alert" });
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      const complain = (sentence: string, field = first) => {
        message.textContent = typeset(sentence);
        field.input.setAttribute("aria-invalid", "true");
        field.input.focus();
      };
      for (const { input } of [first, second]) input.removeAttribute("aria-invalid");
      if (!first.input.value) return complain(words.missing);
      if (first.input.value !== second.input.value) return complain(words.differ, second);
      try {
        await accountApi.accept(token, first.input.value);
        resolve(wait(container, words.title, words.done));
      } catch (error) {
        complain(error instanceof Problem && error.reasons.length > 0 ? error.reasons.join(" ") : explain(error));
      }
    };
    replace(
      container,
      h(
        "section",
        { class: "sign-in card", "aria-labelledby": "choisir" },
        h("h1", { id: "choisir" }, words.title),
        h("p", {}, lead),
        h(
          "form",
          { novalidate: true, on: { submit: (event) => void submit(event) } },
          buildOwner(email),
          first.element,
          second.element,
          message,
          h("button", { type: "submit", class: "button primary" }, words.submit),
        ),
      ),
    );
    first.input.focus();
  });
}

/** Says something, and waits for the button. */
function wait(container: HTMLElement, title: string, sentence: string): Promise<void> {
  return new Promise((resolve) => {
    const button = h(
      "button",
      { type: "button", class: "button primary", on: { click: () => resolve() } },
      words.enter,
    );
    replace(
      container,
      h("section", { class: "sign-in card" }, h("h1", {}, title), h("p", { role: "status" }, sentence), button),
    );
    button.focus();
  });
}
