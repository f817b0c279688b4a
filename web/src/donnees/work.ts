/** How far a job is: waiting, running, interrupted, failed. */
import { h } from "../shared/dom";
import { formatCount, formatPercent } from "../shared/format";
import type { Job } from "../shared/types";
import { isActive } from "./answers";
import { fill, texts } from "./texts.fr";

/** Who works: how many are ready, and whether one is starting. */
export interface Workers {
  workers: number;
  starting: boolean;
}

/** Whether nobody is ready yet and somebody soon will be. */
export function isStarting({ workers, starting }: Workers): boolean {
  return workers === 0 && starting;
}

/** Why nothing goes on, when nobody is ready to work; `null` otherwise. */
export function sayWhoWorks(who: Workers): string | null {
  if (who.workers > 0) return null;
  return isStarting(who) ? texts.workerStarting : texts.noWorker;
}

/** What to show of a job that is not simply done; `null` when there is nothing to say. */
export function buildWork(job: Job | undefined, workers: Workers, retake: (job: Job) => void): HTMLElement | null {
  if (!job) return null;
  if (isActive(job)) return buildProgress(job, workers);
  if (job.state === "interrompu") {
    const click = () => retake(job);
    return h(
      "div",
      { class: "notice", role: "alert" },
      h("p", {}, texts.job.interrupted),
      h("button", { type: "button", class: "button", on: { click } }, texts.job.retake),
    );
  }
  if (job.state === "echec") {
    return h("div", { class: "notice", role: "alert" }, h("p", {}, fill(texts.job.failed, { number: job.id })));
  }
  if (job.state === "refuse" && job.error) {
    return h(
      "div",
      { class: "notice", role: "alert" },
      h("p", {}, job.error.detail),
      h("ul", {}, ...job.error.problems.map((problem) => h("li", {}, `${problem.message} ${problem.remedy}`))),
    );
  }
  return null;
}

function buildProgress(job: Job, workers: Workers): HTMLElement {
  const label = sayProgress(job, workers);
  return h(
    "div",
    { class: "work card" },
    h("p", { role: "status" }, label),
    h("progress", { max: 1, value: job.state === "en_cours" ? job.progress : null, "aria-label": label }),
    h("p", { class: "field-help" }, fill(texts.job.by, { organisation: job.organisation }), " ", texts.job.closeTab),
  );
}

function sayProgress(job: Job, workers: Workers): string {
  if (job.state === "en_cours") {
    return fill(texts.job.running, { step: job.step || "…", percent: formatPercent(job.progress, 0) });
  }
  const idle = sayWhoWorks(workers);
  if (idle !== null) return idle;
  return job.before === 0
    ? texts.job.waitingNext
    : fill(texts.job.waiting, { count: formatCount(job.before, "tâche") });
}
