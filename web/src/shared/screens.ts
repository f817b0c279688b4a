/** What a page or a panel shows while it waits, when it fails, and when there is nothing. */
import { Problem, Unreachable } from "./api";
import { h } from "./dom";
import { texts } from "./texts.fr";

export function buildLoading(): HTMLElement {
  return h("p", { class: "screen loading", role: "status" }, texts.loading);
}

export function buildEmpty(sentence: string): HTMLElement {
  return h("p", { class: "screen empty" }, sentence);
}

/** Says what went wrong and offers to try again, or the way out that `label` names. */
export function buildFailure(error: unknown, retry?: () => void, label = texts.retry): HTMLElement {
  const { title, detail } = describeFailure(error);
  return h(
    "div",
    { class: "screen failure", role: "alert" },
    h("h2", {}, title),
    h("p", {}, detail),
    retry ? h("button", { type: "button", class: "button", on: { click: retry } }, label) : null,
  );
}

function describeFailure(error: unknown): { title: string; detail: string } {
  if (error instanceof Unreachable) return texts.unreachable;
  if (error instanceof Problem) return { title: error.title || texts.refused, detail: error.detail };
  return { title: texts.refused, detail: texts.unexpected };
}
