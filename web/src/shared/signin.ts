/** The way in for partners: a session, a key in the fragment of the address, or the panel that asks for one. */
import { openSession, Problem, readSession } from "./api";
import { h, replace } from "./dom";
import { texts } from "./texts.fr";
import type { Session } from "./types";

/** Resolves once someone is signed in. `container` shows the panel when a key is needed. */
export async function requireSession(container: HTMLElement): Promise<Session> {
  const key = takeKey();
  let refused = false;
  if (key) refused = !(await tryKey(key));
  const session = await readSession();
  if (session) return session;
  return await askKey(container, refused);
}

/** Takes `#cle=…` from the address and erases it, before anything else can read or keep it. */
function takeKey(): string | null {
  const key = new URLSearchParams(window.location.hash.slice(1)).get("cle");
  if (key === null) return null;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return key.trim() || null;
}

/** Whether the key opened a session. */
async function tryKey(key: string): Promise<boolean> {
  try {
    await openSession(key);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return false;
    throw error;
  }
}

function askKey(container: HTMLElement, refused: boolean): Promise<Session> {
  return new Promise((resolve) => {
    const message = h("p", { class: "field-error", id: "cle-erreur", role: "alert" });
    const input = h("input", {
      id: "cle",
      name: "cle",
      type: "password",
      autocomplete: "current-password",
      required: true,
      spellcheck: "false",
      "aria-describedby": "cle-aide cle-erreur",
    });
    const complain = (sentence: string) => {
      message.textContent = sentence;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    };
    const submit = async (event: SubmitEvent) => {
      event.preventDefault();
      const key = input.value.trim();
      if (!key) return complain(texts.signIn.missing);
      try {
        if (!(await tryKey(key))) return complain(texts.signIn.wrong);
        const session = await readSession();
        if (!session) return complain(texts.signIn.wrong);
        replace(container);
        resolve(session);
      } catch {
        complain(texts.unreachable.detail);
      }
    };
    replace(container, buildPanel(input, message, submit));
    if (refused) complain(texts.signIn.wrong);
    else input.focus();
  });
}

function buildPanel(input: HTMLElement, message: HTMLElement, submit: (event: SubmitEvent) => void): HTMLElement {
  return h(
    "section",
    { class: "sign-in card", "aria-labelledby": "entrer" },
    h("h1", { id: "entrer" }, texts.signIn.title),
    h("p", {}, texts.signIn.lead),
    h(
      "form",
      { novalidate: true, on: { submit } },
      h("label", { for: "cle" }, texts.signIn.label),
      input,
      h("p", { class: "field-help", id: "cle-aide" }, texts.signIn.help),
      message,
      h("button", { type: "submit", class: "button primary" }, texts.signIn.submit),
    ),
    h("p", {}, h("a", { href: "/" }, texts.signIn.publicLink)),
  );
}
