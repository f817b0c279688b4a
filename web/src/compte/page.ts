/** The frame of the page: one's own account, and for who manages them, everybody's. */
import { h, replace } from "../shared/dom";
import { buildFailure, buildLoading } from "../shared/screens";
import type { Store } from "../shared/store";
import { buildAccounts } from "./accounts";
import { buildJournal } from "./journal";
import { buildOwn } from "./own";
import { type AccountState, PARTS, type Part } from "./state";
import { texts } from "./texts.fr";

/** Roles that open a part; one's own account is open to all. */
const KEEPERS: Record<Part, readonly string[] | null> = { compte: null, comptes: ["epci", "admin"], journal: ["epci"] };

const BUILDERS: Record<Part, (refresh: () => void, store: Store<AccountState>) => Promise<HTMLElement>> = {
  compte: buildOwn,
  comptes: buildAccounts,
  journal: (_, store) => buildJournal(store),
};

export function mountPage(
  container: HTMLElement,
  store: Store<AccountState>,
  role: string,
  onSignedOut: () => void,
): void {
  const open = PARTS.filter((part) => KEEPERS[part]?.includes(role) ?? true);
  const place = h("div", { class: "part" });
  const radios = open.map((part) => buildRadio(part, store));
  const parts = h(
    "fieldset",
    { class: "segments", hidden: open.length < 2 },
    h("legend", {}, texts.partsLabel),
    h("div", { class: "segments-row" }, ...radios.map(({ element }) => element)),
  );
  let turn = 0;

  async function show(): Promise<void> {
    const mine = ++turn;
    const wanted = store.get().vue;
    const part = open.includes(wanted) ? wanted : "compte";
    for (const radio of radios) radio.input.checked = radio.part === part;
    if (!place.hasChildNodes()) replace(place, buildLoading());
    let built: HTMLElement;
    try {
      built = await BUILDERS[part](() => void show(), store);
    } catch (error) {
      if (isSignedOut(error)) return onSignedOut();
      built = buildFailure(error, () => void show());
    }
    if (mine === turn) replace(place, built);
  }

  store.subscribe(() => void show());
  replace(container, h("div", { class: "account-page" }, h("h1", {}, texts.title), parts, place));
  void show();
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 401;
}

function buildRadio(part: Part, store: Store<AccountState>) {
  const input = h("input", { type: "radio", name: "vue", value: part, on: { change: () => store.set({ vue: part }) } });
  return { part, input, element: h("label", { class: "segment" }, input, texts.parts[part]) };
}
