/** How far a job is: waiting, running, interrupted, failed. */
import { h } from "../shared/dom";
import { formatCount, formatPercent } from "../shared/format";
import type { Job } from "../shared/types";
import { isActive } from "./answers";
import { fill, texts } from "./texts.fr";

/** What to show of a job that is not simply done; `null` when there is nothing to say. */
export function buildWork(job: Job | undefined, retake: (job: Job) => void): HTMLElement | null {
  if (!job) return null;
  if (isActive(job)) return buildProgress(job);
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

function buildProgress(job: Job): HTMLElement {
  const label = sayProgress(job);
  return h(
    "div",
    { class: "work card" },
    h("p", { role: "status" }, label),
    h("progress", { max: 1, value: job.state === "en_cours" ? job.progress : null, "aria-label": label }),
    h("p", { class: "field-help" }, fill(texts.job.by, { organisation: job.organisation }), " ", texts.job.closeTab),
  );
}

function sayProgress(job: Job): string {
  if (job.state === "en_cours") {
    return fill(texts.job.running, { step: job.step || "…", percent: formatPercent(job.progress, 0) });
  }
  return job.before === 0
    ? texts.job.waitingNext
    : fill(texts.job.waiting, { count: formatCount(job.before, "tâche") });
}
