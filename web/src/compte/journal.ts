/** The journal, for the EPCI: chosen by day, account and action; a table, and the same lines as a file. */
import { accountApi } from "../shared/account-api";
import { h, replace } from "../shared/dom";
import { buildField } from "../shared/fields";
import { formatMoment } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import type { Store } from "../shared/store";
import { createTable } from "../shared/table";
import type { AccountLine, Journal, JournalLine } from "../shared/types";
import type { AccountState } from "./state";
import { fill, texts } from "./texts.fr";

const words = texts.journal;
const CHOSEN = ["du", "au", "compte", "action"] as const;

export async function buildJournal(store: Store<AccountState>): Promise<HTMLElement> {
  const state = store.get();
  const query = writeQuery(state);
  const [journal, accounts] = await Promise.all([accountApi.journal(query), accountApi.all()]);
  return h(
    "div",
    { class: "own" },
    h(
      "section",
      { class: "card" },
      h("h2", {}, words.title),
      h("p", { class: "field-help" }, fill(words.lead, { days: String(journal.days) })),
      buildChoice(store, accounts?.accounts ?? []),
      h(
        "p",
        { class: "line-actions" },
        h("a", { class: "button provider", href: accountApi.journalAddress(query) }, words.csv),
      ),
      buildLines(journal, state),
    ),
  );
}

function writeQuery(state: AccountState, before?: number): string {
  const query = new URLSearchParams();
  for (const name of CHOSEN) {
    const value = state[name];
    if (value) query.set(name, value);
  }
  if (before !== undefined) query.set("avant", String(before));
  return query.size > 0 ? `?${query}` : "";
}

function buildChoice(store: Store<AccountState>, accounts: readonly AccountLine[]): HTMLElement {
  const state = store.get();
  const since = buildField("du", words.since, { type: "date", required: false, value: state.du });
  const until = buildField("au", words.until, { type: "date", required: false, value: state.au });
  const account = buildChooser("compte", words.account, state.compte, [
    ["", words.everyone],
    ...accounts.map((line): [string, string] => [
      String(line.id),
      line.email ?? `${line.organisation} (n° ${line.id})`,
    ]),
  ]);
  const action = buildChooser("action", words.action, state.action, [
    ["", words.every],
    ...Object.entries(words.actions),
  ]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    store.set({
      du: since.input.value || null,
      au: until.input.value || null,
      compte: account.select.value || null,
      action: action.select.value || null,
    });
  };
  return h(
    "form",
    { class: "invite-form journal-form", on: { submit } },
    since.element,
    until.element,
    account.element,
    action.element,
    h("button", { type: "submit", class: "button primary" }, words.submit),
  );
}

function buildChooser(id: string, label: string, chosen: string | null, choices: readonly [string, string][]) {
  const select: HTMLSelectElement = h(
    "select",
    { id, name: id, class: "field-input" },
    ...choices.map(([value, name]) => h("option", { value, selected: value === (chosen ?? "") }, name)),
  );
  const element = h("div", { class: "labelled-field" }, h("label", { for: id, class: "field-label" }, label), select);
  return { element, select };
}

function buildLines(journal: Journal, state: AccountState): HTMLElement {
  const lines = [...journal.lines];
  if (lines.length === 0) return buildEmpty(words.empty);
  const table = createTable<JournalLine>({
    caption: words.title,
    columns: [
      { key: "date", label: words.date, heading: true, cell: (line) => formatMoment(line.at), sort: (line) => line.id },
      { key: "qui", label: words.who, cell: nameActor, sort: nameActor },
      {
        key: "action",
        label: words.action,
        cell: (line) => h("span", { class: "tag" }, words.actions[line.action]),
        sort: (line) => words.actions[line.action],
      },
      { key: "objet", label: words.what, cell: nameObject, sort: nameObject },
    ],
    keyOf: (line) => String(line.id),
    sorting: { key: "date", descending: true },
  });
  table.update(lines);
  const foot = h("p", { class: "line-actions" });
  const read = async () => {
    const more = await accountApi.journal(writeQuery(state, lines.at(-1)?.id));
    lines.push(...more.lines);
    table.update(lines);
    offer(more.more);
  };
  const offer = (more: boolean) =>
    replace(
      foot,
      more ? h("button", { type: "button", class: "button", on: { click: () => void read() } }, words.more) : null,
    );
  offer(journal.more);
  return h("div", {}, table.element, foot);
}

/** What it was about; of an entry, by which way. */
function nameObject(line: JournalLine): string {
  const ways: Readonly<Record<string, string>> = texts.ways;
  return (line.action === "connexion" ? ways[line.object] : line.object) || "–";
}

function nameActor(line: JournalLine): string {
  if (line.account === null) return words.nobody;
  return line.email ?? line.organisation ?? `n° ${line.account}`;
}
