/** Everybody's accounts, for whoever manages them: invite, give another link, revoke. */
import { accountApi } from "../shared/account-api";
import { announce } from "../shared/announce";
import { Problem } from "../shared/api";
import { h } from "../shared/dom";
import { buildField } from "../shared/fields";
import { explain } from "../shared/form";
import { formatMoment, typeset } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { AccountLine, Accounts, Link } from "../shared/types";
import { fill, texts } from "./texts.fr";

const words = texts.accounts;

export async function buildAccounts(refresh: () => void): Promise<HTMLElement> {
  const accounts = await accountApi.all();
  if (!accounts) return buildEmpty(texts.roles.admin);
  const links = h("div", { class: "links", role: "status" });
  const showLink = (email: string, link: Link) => links.replaceChildren(buildLink(email, link));
  return h(
    "div",
    { class: "own" },
    buildInvitation(accounts, (email, link) => {
      showLink(email, link);
      void refreshTable();
    }),
    links,
    list(accounts),
  );

  function list(read: Accounts): HTMLElement {
    return h("section", { class: "card", id: "liste-des-comptes" }, h("h2", {}, words.list), buildTable(read.accounts));
  }

  /** The list alone: the link that was just made must stay on the screen. */
  async function refreshTable(): Promise<void> {
    const read = await accountApi.all();
    if (read) document.getElementById("liste-des-comptes")?.replaceWith(list(read));
  }

  function buildTable(lines: readonly AccountLine[]): HTMLElement {
    const table = createTable<AccountLine>({
      caption: words.list,
      columns: [
        { key: "qui", label: words.who, heading: true, cell: nameAccount, sort: nameAccount },
        {
          key: "organisation",
          label: words.organisation,
          cell: (line) => line.organisation,
          sort: (line) => line.organisation,
        },
        { key: "role", label: words.role, cell: (line) => texts.roles[line.role], sort: (line) => line.role },
        {
          key: "perimetre",
          label: words.perimeter,
          cell: (line) => [...line.communes, ...line.bailleurs].join(", ") || "–",
        },
        {
          key: "etat",
          label: words.state,
          cell: (line) => h("span", { class: "tag" }, line.state),
          sort: (line) => line.state,
        },
        {
          key: "vue",
          label: words.seen,
          cell: (line) => (line.seen_at ? formatMoment(line.seen_at) : words.never),
          sort: (line) => line.seen_at,
        },
        { key: "actions", label: words.actions, cell: buildActions },
      ],
      keyOf: (line) => String(line.id),
      sorting: { key: "etat", descending: false },
    });
    table.update(lines);
    return table.element;
  }

  function buildActions(line: AccountLine): HTMLElement | string {
    if (line.state === "révoqué") return "–";
    const who = nameAccount(line);
    const again = async () => {
      try {
        showLink(who, await accountApi.inviteAgain(line.id));
      } catch (error) {
        announce(explain(error));
      }
    };
    const revoke = async () => {
      if (!window.confirm(fill(words.confirm, { who }))) return;
      try {
        await accountApi.revoke(line.id);
        announce(fill(words.revoked, { who }));
        refresh();
      } catch (error) {
        announce(explain(error));
      }
    };
    const invitable = line.email !== null && accounts?.invitable.includes(line.role);
    return h(
      "div",
      { class: "line-actions" },
      invitable ? buildAction(words.again, fill(words.againLabel, { who }), again) : null,
      buildAction(words.revoke, fill(words.revokeLabel, { who }), revoke),
    );
  }
}

function buildAction(label: string, described: string, act: () => Promise<void>): HTMLElement {
  return h(
    "button",
    { type: "button", class: "button", "aria-label": described, on: { click: () => void act() } },
    label,
  );
}

function nameAccount(line: AccountLine): string {
  return line.email ?? `${words.key} n° ${line.id}`;
}

function buildInvitation(accounts: Accounts, onInvited: (email: string, link: Link) => void): HTMLElement {
  const email = buildField("personne", words.email, { type: "email", autocomplete: "off", spellcheck: "false" });
  const organisation = buildField("organisation", words.organisation, { required: false }, words.organisationHelp);
  const perimeter = buildField(
    "perimetre",
    words.perimeter,
    { required: false, spellcheck: "false" },
    words.perimeterHelp,
  );
  const role: HTMLSelectElement = h(
    "select",
    { id: "role", name: "role", class: "field-input" },
    ...accounts.invitable.map((each) => h("option", { value: each }, `${texts.roles[each]} : ${texts.reaches[each]}`)),
  );
  const message = h("p", { class: "field-error", role: "alert" });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    message.textContent = "";
    const address = email.input.value.trim();
    if (!address) {
      message.textContent = words.missing;
      email.input.focus();
      return;
    }
    try {
      const link = await accountApi.invite({
        email: address,
        organisation: organisation.input.value.trim(),
        role: role.value as Accounts["invitable"][number],
        perimeter: perimeter.input.value.split(/[\s,;]+/).filter(Boolean),
      });
      onInvited(address, link);
      (event.target as HTMLFormElement).reset();
    } catch (error) {
      const reasons = error instanceof Problem && error.reasons.length > 0 ? error.reasons.join(" ") : explain(error);
      message.textContent = typeset(reasons);
    }
  };
  return h(
    "section",
    { class: "card" },
    h("h2", {}, words.title),
    h("p", { class: "field-help" }, words.lead),
    h(
      "form",
      { class: "invite-form", novalidate: true, on: { submit: (event) => void submit(event) } },
      email.element,
      organisation.element,
      h("div", { class: "labelled-field" }, h("label", { for: "role", class: "field-label" }, words.role), role),
      perimeter.element,
      message,
      h("button", { type: "submit", class: "button primary" }, words.submit),
    ),
  );
}

/** The link, to be copied: shown once. */
function buildLink(email: string, link: Link): HTMLElement {
  const field = buildField(
    "lien",
    words.linkLabel,
    { readonly: true, value: `${window.location.origin}${link.path}`, required: false },
    words.linkHelp,
  );
  const copy = async () => {
    field.input.select();
    await navigator.clipboard.writeText(field.input.value).then(
      () => announce(words.copied),
      () => {},
    );
  };
  return h(
    "section",
    { class: "card" },
    h("h2", {}, fill(words.linkTitle, { email })),
    field.element,
    h("button", { type: "button", class: "button", on: { click: () => void copy() } }, words.copy),
  );
}
