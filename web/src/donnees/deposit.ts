/** One deposit: what was understood, what is wrong, what would change, and the way on. Its address brings back here. */
import { announce } from "../shared/announce";
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatDate, formatMoment } from "../shared/format";
import type { Deposit, Job } from "../shared/types";
import { isActive, reportOf } from "./answers";
import { createAsk } from "./asking";
import { buildChanges, buildUnderstood } from "./changes";
import { confirmAction } from "./confirming";
import { buildCorrection } from "./correction";
import { mountDecisions } from "./decisions";
import { buildState } from "./deposits";
import { follow } from "./following";
import type { Mounting } from "./page";
import { buildProblems } from "./problems";
import { fill, STATE_LABELS, texts } from "./texts.fr";
import { buildTwins, sayTwins } from "./twins";
import { twinWords } from "./twins.fr";
import { buildWork, type Workers } from "./work";

/** States in which a person may still say how a file is to be read. */
const DECIDABLE: readonly Deposit["state"][] = ["a_completer", "refuse", "controle"];

/** Those in which the same file may be checked again as it is: the check failed, or what it lacked may have come since. */
const RETRIED: readonly Deposit["state"][] = ["recu", "refuse"];
/** Those of a deposit that is neither loaded nor given up. */
const OPEN: readonly Deposit["state"][] = ["recu", "a_completer", "refuse", "controle", "soumis"];

/** Whether a file left the observatory before anything was made of it. */
const isGone = ({ kept, state }: Deposit): boolean => !kept && OPEN.includes(state);

/** Whether a person may still say how a file is to be read. */
const isOpen = ({ kept, state }: Deposit, busy: boolean): boolean => !busy && kept && DECIDABLE.includes(state);

/** What is shown of a deposit changes with who is there to work on it. */
interface Shown {
  deposit: Deposit;
  workers: Workers;
}

export function mountDeposit({ place, store, showAsker, onSignedOut }: Mounting, id: string): () => void {
  const title = h("h2", { tabindex: -1 });
  const message = h("p", { class: "field-error", role: "alert" });
  const content = h("div", { class: "deposit" });
  const back = h(
    "button",
    { type: "button", class: "button plain", on: { click: () => store.set({ depot: null }) } },
    `← ${texts.back}`,
  );
  let manager = false;
  let workers: Workers = { workers: 1, starting: false };
  let state = "";
  let twins: string | null = null;

  const ask = createAsk(message, () => following.refresh());
  const act = async (request: () => Promise<unknown>) => {
    await ask(request);
    title.focus(); // the button that asked goes away, refused or not
  };

  async function giveUp(deposit: Deposit): Promise<void> {
    const text = fill(texts.confirm.discardText, { name: deposit.file_name });
    if (await confirmAction(texts.confirm.discardTitle, text, texts.confirm.discard))
      await act(() => dataApi.discard(id));
  }

  /** The same file is loaded again only on purpose. */
  async function load(deposit: Deposit, label: string): Promise<void> {
    const insist = deposit.twins.length > 0;
    const { title: asked, text, confirm } = twinWords;
    const go =
      !insist || (await confirmAction(asked, fill(text, { name: deposit.file_name }), fill(confirm, { label })));
    if (go) await act(() => dataApi.confirm(id, insist));
  }

  function show(deposit: Deposit): void {
    const job = deposit.jobs[0];
    const busy = job !== undefined && isActive(job);
    const report = reportOf(deposit);
    replace(title, deposit.file_name, " ", buildState(deposit));
    if (state && state !== deposit.state) message.textContent = "";
    const changed = state && state !== deposit.state ? `${deposit.file_name} : ${STATE_LABELS[deposit.state]}.` : null;
    const twin = sayTwins(deposit);
    // A region says its last sentence only: what came together is said together.
    const news = [changed, twin === twins ? null : twin].filter((each) => each !== null);
    if (news.length > 0) announce(news.join(" "));
    state = deposit.state;
    twins = twin;
    const retake = (interrupted: Job) => void act(() => dataApi.retake(interrupted.id));
    replace(
      content,
      h("p", { class: "soft" }, `${deposit.organisation}, ${formatMoment(deposit.created_at)}`),
      buildWork(job, workers, retake),
      deposit.state === "charge" ? buildReceipt(deposit, manager ? compare : null) : null,
      buildTwins(deposit, (twin) => store.set({ depot: twin })),
      buildReturns(deposit),
      busy ? null : buildActions(deposit),
      isGone(deposit) ? h("p", { class: "notice" }, texts.gone) : null,
      deposit.state === "refuse" || deposit.state === "a_completer" ? buildProblems(deposit) : null,
      decisions.element,
      isOpen(deposit, busy)
        ? buildCorrection(deposit, (kind, millesime) => void act(() => dataApi.check(id, { kind, millesime })))
        : null,
      report ? buildChanges(report, deposit.state === "charge") : null,
      buildUnderstood(deposit, report),
    );
    if (!title.isConnected) replace(place, back, title, message, content);
    decisions.show(deposit, isOpen(deposit, busy));
  }

  function buildActions(deposit: Deposit): HTMLElement | null {
    const ready = deposit.kept && (deposit.state === "controle" || (manager && deposit.state === "soumis"));
    const again = deposit.kept && RETRIED.includes(deposit.state);
    if (!OPEN.includes(deposit.state)) return null;
    const label = manager ? texts.confirm.manager : texts.confirm.landlord;
    const confirm = () => void load(deposit, label);
    return h(
      "div",
      { class: "actions" },
      ready ? h("button", { type: "button", class: "button primary", on: { click: confirm } }, label) : null,
      again
        ? h(
            "button",
            { type: "button", class: "button", on: { click: () => void act(() => dataApi.check(id, {})) } },
            texts.correct.submit,
          )
        : null,
      h(
        "button",
        { type: "button", class: "button", on: { click: () => void giveUp(deposit) } },
        texts.confirm.discard,
      ),
    );
  }

  /** What the delivery gave back: one report for a landlord, one for each landlord of the manager's file. */
  function buildReturns({ returns }: Deposit): HTMLElement | null {
    if (returns.length === 0) return null;
    // The latest for each landlord: a file that was sent, then loaded, has given two.
    const latest = returns.filter(
      (line, rank) => returns.findIndex(({ bailleur }) => bailleur === line.bailleur) === rank,
    );
    const buttons = latest.map((line) =>
      buildReturnButton(fill(texts.returns.open, { name: line.bailleur }), () =>
        store.set({ vue: "retours", rapport: String(line.id) }),
      ),
    );
    return h(
      "section",
      { class: "card" },
      h("h3", {}, texts.returns.title),
      h("p", {}, manager ? texts.returns.givenManager : texts.returns.given),
      h("div", { class: "actions" }, ...buttons),
    );
  }

  const compare = () => store.set({ vue: "comparer", depot: null });
  const decisions = mountDecisions(id, (said) => void act(() => dataApi.check(id, said)));
  const following = follow<Shown>({
    place,
    async read(signal) {
      const [deposit, all] = await Promise.all([dataApi.deposit(id, signal), dataApi.deposits(signal)]);
      manager = all.manager;
      workers = { workers: all.workers, starting: all.starting };
      showAsker(manager);
      return { deposit, workers };
    },
    isBusy: ({ deposit }) => deposit.jobs.some(isActive),
    show: ({ deposit }) => show(deposit),
    fail: (failure) => replace(place, back, failure),
    onSignedOut,
  });
  return () => {
    following.stop();
    decisions.destroy();
  };
}

function buildReturnButton(label: string, open: () => void): HTMLElement {
  return h("button", { type: "button", class: "button primary", on: { click: open } }, label);
}

/** Of the manager, a receipt also leads to what other sources say of the same quantities. */
function buildReceipt(deposit: Deposit, compare: (() => void) | null): HTMLElement {
  const job = deposit.jobs.find(({ kind, state }) => kind === "chargement" && state === "fini");
  return h(
    "section",
    { class: "card receipt" },
    h("h3", {}, fill(texts.receipt.title, { number: deposit.receipt_id ?? "" })),
    job?.finished_at
      ? h("p", {}, fill(texts.receipt.loaded, { date: formatDate(job.finished_at), name: job.organisation }))
      : null,
    h("p", {}, texts.receipt.kept),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "button", on: { click: () => window.print() } }, texts.receipt.print),
      compare ? h("button", { type: "button", class: "button", on: { click: compare } }, texts.receipt.compare) : null,
    ),
  );
}
