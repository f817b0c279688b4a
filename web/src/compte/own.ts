/** One's own account: who I am, my password, my sessions. */
import { accountApi } from "../shared/account-api";
import { announce } from "../shared/announce";
import { Problem } from "../shared/api";
import { h } from "../shared/dom";
import { buildOwner, buildPassword } from "../shared/fields";
import { explain } from "../shared/form";
import { formatDate, formatMoment, typeset } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { OpenSession, OwnAccount } from "../shared/types";
import { fill, texts } from "./texts.fr";

export async function buildOwn(refresh: () => void): Promise<HTMLElement> {
  const own = await accountApi.own();
  return h(
    "div",
    { class: "own" },
    buildIdentity(own.account),
    own.account.password_at ? buildPasswordForm(own.account.email ?? "", refresh) : null,
    buildSessions(own.sessions, refresh),
  );
}

function buildIdentity(account: OwnAccount["account"]): HTMLElement {
  const perimeter = [...account.communes, ...account.bailleurs].join(", ") || texts.own.everything;
  const lines: [string, string][] = [
    [texts.own.email, account.email ?? texts.own.keyAccount],
    [texts.own.organisation, account.organisation],
    [texts.own.role, `${texts.roles[account.role]} : ${texts.reaches[account.role]}`],
    [texts.own.perimeter, perimeter],
  ];
  if (account.password_at) lines.push([texts.own.passwordAt, formatDate(account.password_at)]);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, texts.own.who),
    h("dl", { class: "identity" }, ...lines.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    account.email ? h("p", { class: "field-help" }, texts.own.privacy) : null,
  );
}

function buildPasswordForm(email: string, refresh: () => void): HTMLElement {
  const current = buildPassword("actuel", texts.password.current, "current");
  const replacement = buildPassword("nouveau", texts.password.replacement, "new", texts.password.help);
  const message = h("p", { class: "field-error", role: "alert" });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    message.textContent = "";
    if (!current.input.value || !replacement.input.value) {
      message.textContent = texts.password.missing;
      (current.input.value ? replacement : current).input.focus();
      return;
    }
    try {
      await accountApi.changePassword(current.input.value, replacement.input.value);
      announce(texts.password.done);
      refresh();
    } catch (error) {
      const reasons = error instanceof Problem && error.reasons.length > 0 ? error.reasons.join(" ") : explain(error);
      message.textContent = typeset(reasons);
      (error instanceof Problem && error.status === 422 ? replacement : current).input.focus();
    }
  };
  return h(
    "section",
    { class: "card" },
    h("h2", {}, texts.password.title),
    h(
      "form",
      { class: "narrow-form", novalidate: true, on: { submit: (event) => void submit(event) } },
      buildOwner(email),
      current.element,
      replacement.element,
      message,
      h("button", { type: "submit", class: "button primary" }, texts.password.submit),
    ),
  );
}

function buildSessions(sessions: readonly OpenSession[], refresh: () => void): HTMLElement {
  const words = texts.sessions;
  const table = createTable<OpenSession>({
    caption: words.title,
    columns: [
      { key: "appareil", label: words.device, heading: true, cell: (line) => line.device || "–" },
      { key: "entree", label: words.way, cell: (line) => texts.ways[line.way] },
      { key: "ouverte", label: words.opened, cell: (line) => formatMoment(line.created_at) },
      {
        key: "vue",
        label: words.seen,
        cell: (line) => formatMoment(line.seen_at),
        sort: (line) => line.seen_at,
      },
      { key: "fin", label: words.expires, cell: (line) => formatMoment(line.expires_at) },
      { key: "action", label: words.action, cell: (line) => buildEnding(line, refresh) },
    ],
    keyOf: (line) => String(line.id),
    sorting: { key: "vue", descending: true },
  });
  table.update(sessions);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, words.title),
    sessions.length > 0 ? table.element : buildEmpty(words.none),
  );
}

function buildEnding(session: OpenSession, refresh: () => void): HTMLElement {
  const words = texts.sessions;
  if (session.current) return h("span", { class: "tag" }, words.current);
  const label = fill(words.endLabel, { device: session.device || "–", date: formatMoment(session.created_at) });
  const end = async () => {
    try {
      await accountApi.endSession(session.id);
      announce(words.ended);
    } catch (error) {
      announce(explain(error));
    }
    refresh();
  };
  return h(
    "button",
    { type: "button", class: "button", "aria-label": label, on: { click: () => void end() } },
    words.end,
  );
}
