/** The way in for partners: a session, a key in the fragment of the address, or the panel that asks who they are. */
import { accountApi } from "./account-api";
import { closeSession, openSession, Problem, readSession } from "./api";
import { h, replace } from "./dom";
import { buildField, buildPassword, type LabelledField } from "./fields";
import { texts } from "./texts.fr";
import type { Session } from "./types";

const OPENERS = /^#(cle|invitation)=/;

// A link pasted in a window that shows its page already only changes the fragment: the page must begin again.
window.addEventListener("hashchange", () => {
  if (OPENERS.test(window.location.hash)) window.location.reload();
});

/** Resolves once someone is signed in. `container` shows the panel when nobody is. */
export async function requireSession(container: HTMLElement): Promise<Session> {
  const key = takeFromAddress("cle");
  let refused = false;
  if (key) refused = (await tryTo(() => openSession(key))) !== null;
  const session = await readSession();
  if (session) return session;
  return await askWho(container, refused);
}

/** Signs out, and begins the page again without what it was asked. */
export async function leave(): Promise<void> {
  await closeSession();
  window.location.assign(window.location.pathname);
}

/** Takes `#name=…` from the address and erases it, before anything else can read or keep it. */
export function takeFromAddress(name: string): string | null {
  const value = new URLSearchParams(window.location.hash.slice(1)).get(name);
  if (value === null) return null;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return value.trim() || null;
}

/** Why the server refused, or `null` when it did not. */
async function tryTo(enter: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await enter();
    return null;
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500) return error;
    throw error;
  }
}

interface Way {
  element: HTMLElement;
  complain(sentence: string): void;
}

function askWho(container: HTMLElement, keyRefused: boolean): Promise<Session> {
  return new Promise((resolve) => {
    const email = buildField("adresse", texts.signIn.email, {
      type: "email",
      autocomplete: "username",
      spellcheck: "false",
    });
    const password = buildPassword("mot-de-passe", texts.signIn.password, "current");
    const key = buildPassword("cle", texts.signIn.label, "current", texts.signIn.help);

    async function enter(way: Way, send: () => Promise<unknown>, wrong?: string): Promise<void> {
      try {
        const refusal = await tryTo(send);
        if (refusal) return way.complain(wrong ?? refusal.detail);
        const session = await readSession();
        if (!session) return way.complain(texts.signIn.noCookie);
        replace(container);
        container.focus({ preventScroll: true }); // what had the focus is gone: the page that comes has it, not the whole window
        resolve(session);
      } catch {
        way.complain(texts.unreachable.detail);
      }
    }

    const personal: Way = buildWay("personne", [email, password], () => {
      if (!email.input.value.trim() || !password.input.value) return personal.complain(texts.signIn.missingPassword);
      void enter(personal, () => accountApi.enter(email.input.value.trim(), password.input.value));
    });
    const machine: Way = buildWay("cle", [key], () => {
      const typed = key.input.value.trim();
      if (!typed) return machine.complain(texts.signIn.missing);
      void enter(machine, () => openSession(typed), texts.signIn.wrong);
    });
    const details = h(
      "details",
      { class: "key-entry", open: keyRefused },
      h("summary", {}, texts.signIn.withKey),
      machine.element,
    );
    const provider = h("p", { hidden: true });
    void showProvider(provider);
    replace(
      container,
      h(
        "section",
        { class: "sign-in card", "aria-labelledby": "entrer" },
        h("h1", { id: "entrer" }, texts.signIn.title),
        h("p", {}, texts.signIn.lead),
        provider,
        personal.element,
        h("p", { class: "field-help" }, texts.signIn.forgotten),
        details,
        h("p", {}, h("a", { href: "/" }, texts.signIn.publicLink)),
      ),
    );
    if (keyRefused) machine.complain(texts.signIn.wrong);
    else email.input.focus();
  });
}

/** Offers the provider of identities, when there is one; the rest of the panel does without. */
async function showProvider(place: HTMLElement): Promise<void> {
  const { label } = await accountApi.provider().catch(() => ({ label: null }));
  if (!label) return;
  const href = `/connexion?vers=${encodeURIComponent(window.location.pathname)}`;
  replace(place, h("a", { class: "button provider", href }, texts.signIn.withProvider.replace("{label}", label)));
  place.hidden = false;
}

/** A form with the line that says why it was refused. */
function buildWay(name: string, fields: readonly LabelledField[], send: () => void): Way {
  const message = h("p", { class: "field-error", id: `${name}-erreur`, role: "alert" });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    message.textContent = "";
    for (const { input } of fields) input.removeAttribute("aria-invalid");
    send();
  };
  const element = h(
    "form",
    { novalidate: true, on: { submit } },
    ...fields.map((field) => field.element),
    message,
    h("button", { type: "submit", class: "button primary" }, texts.signIn.submit),
  );
  return {
    element,
    complain(sentence) {
      message.textContent = sentence;
      for (const { input } of fields) input.setAttribute("aria-invalid", "true");
      const empty = fields.find(({ input }) => input.value === "") ?? fields.at(-1);
      empty?.input.focus();
    },
  };
}
