/** Compute a draft, read what it would change, publish it, go back: the second half of the afternoon. */
import { Problem, partnerApi } from "../shared/api";
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import type { Job, Jobs, PublicationLine } from "../shared/types";
import { draftOf, findWaitingDraft, isActive } from "./answers";
import { createAsk } from "./asking";
import { confirmAction } from "./confirming";
import { buildDraft } from "./draft";
import { follow } from "./following";
import { buildHistory } from "./history";
import type { Mounting } from "./page";
import { texts } from "./texts.fr";
import { buildWork, isStarting, sayWhoWorks } from "./work";

interface Answer {
  editions: Jobs;
  publications: PublicationLine[];
}

export function mountEditions({ place, showAsker, onPublished, onSignedOut }: Mounting): () => void {
  const message = h("p", { class: "field-error", role: "alert" });
  const work = h("div", { "aria-live": "polite" });
  const draft = h("div", {});
  const history = h("div", {});
  let online: number | undefined;
  const compute = buildComputation((ops, rpls) => void act(() => dataApi.compute(ops, rpls)));

  const act = createAsk(message, () => following.refresh());

  async function publish(number: number, note: string): Promise<void> {
    const { publishConfirm, publishText, publish: action } = texts.edition;
    if (await confirmAction(publishConfirm, publishText, action)) await act(() => dataApi.publish(number, note));
  }

  async function rollBack(number: number): Promise<void> {
    const title = texts.edition.rollBackConfirm.replace("{number}", String(number));
    if (await confirmAction(title, texts.edition.rollBackText, texts.edition.rollBack)) {
      await act(() => dataApi.rollBack(number, ""));
    }
  }

  function show({ editions, publications }: Answer): void {
    const busy = editions.jobs.some(isActive);
    const waiting = findWaitingDraft(editions.jobs);
    const found = waiting ? draftOf(waiting) : null;
    const retake = (job: Job) => void act(() => dataApi.retake(job.id));
    const last = publications.find((line) => line.online);
    if (online !== undefined && last && last.number !== online) onPublished();
    online = last?.number;
    compute.propose(last?.ops ?? null, last?.rpls ?? null);
    compute.setBusy(busy);
    const idle = busy ? null : sayWhoWorks(editions);
    replace(
      work,
      idle === null ? null : h("p", { class: "notice" }, idle),
      buildWork(editions.jobs[0], editions, retake),
    );
    replace(
      draft,
      buildDraft(found, busy, (number, note) => void publish(number, note)),
    );
    replace(
      history,
      buildHistory(publications, busy, (number) => void rollBack(number)),
    );
    if (!work.isConnected) replace(place, message, work, compute.element, draft, history);
  }

  const following = follow<Answer>({
    place,
    async read(signal) {
      const [editions, { publications }] = await Promise.all([
        dataApi.editions(signal),
        partnerApi.publications(signal).catch(emptyWhenNothingPublished),
      ]);
      showAsker(true);
      return { editions, publications };
    },
    isBusy: ({ editions }) => isStarting(editions) || editions.jobs.some(isActive),
    show,
    fail: (failure) => replace(place, failure),
    onSignedOut,
  });
  return following.stop;
}

function emptyWhenNothingPublished(error: unknown): { publications: PublicationLine[] } {
  if (error instanceof Problem && error.status === 404) return { publications: [] };
  throw error;
}

interface Computation {
  element: HTMLElement;
  /** Fills the years that nobody has typed yet. */
  propose(ops: number | null, rpls: number | null): void;
  setBusy(busy: boolean): void;
}

function buildComputation(onSubmit: (ops: number | null, rpls: number) => void): Computation {
  const years = { min: 1990, max: new Date().getFullYear() + 1, type: "number", required: true, class: "field-input" };
  const ops = h("input", { id: "ops", ...years, required: false });
  const rpls = h("input", { id: "rpls", ...years });
  const button = h("button", { type: "submit", class: "button primary" }, texts.edition.compute);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit(ops.value ? Number(ops.value) : null, Number(rpls.value));
  };
  const form = h(
    "form",
    { class: "correction", on: { submit } },
    h("div", {}, h("label", { for: "ops" }, texts.edition.ops), ops),
    h("div", {}, h("label", { for: "rpls" }, texts.edition.rpls), rpls),
    button,
  );
  return {
    element: h(
      "section",
      { class: "card" },
      h("h2", {}, texts.edition.computeTitle),
      h("p", { class: "soft" }, texts.edition.computeHelp),
      form,
    ),
    propose(latestOps, latestRpls) {
      if (!ops.value && latestOps) ops.value = String(latestOps);
      if (!rpls.value && latestRpls !== null) rpls.value = String(latestRpls);
    },
    setBusy(busy) {
      button.disabled = busy;
    },
  };
}
