/** Reads something again and again: often while work goes on, now and then otherwise. */
import { Problem, Unreachable } from "../shared/api";
import { h } from "../shared/dom";
import { buildFailure } from "../shared/screens";
import { texts } from "./texts.fr";

const OFTEN_MS = 1000;
const SELDOM_MS = 15_000;
const LOST_MS = 3000;

export interface Following {
  /** Reads now. */
  refresh(): void;
  stop(): void;
}

export interface Followed<T> {
  /** Where it is shown: what is said when the observatory no longer answers goes above it. */
  place: HTMLElement;
  read(signal: AbortSignal): Promise<T>;
  /** Whether work goes on, and the answer will soon be another one. */
  isBusy(answer: T): boolean;
  /** Called when the answer differs from the last one. */
  show(answer: T): void;
  /** Called when it cannot be read and nothing was shown yet; what is shown stays. */
  fail(failure: HTMLElement): void;
  onSignedOut(): void;
}

export function follow<T>(followed: Followed<T>): Following {
  const controller = new AbortController();
  let timer: number | undefined;
  let last = "";
  let turn = 0;
  const lost = h("p", { class: "notice", role: "alert" });

  async function tick(): Promise<void> {
    window.clearTimeout(timer);
    turn += 1;
    const mine = turn;
    // What was read before a newer reading began would show the past again.
    const isOver = () => controller.signal.aborted || mine !== turn;
    let pause = SELDOM_MS;
    try {
      const answer = await followed.read(controller.signal);
      if (isOver()) return;
      lost.remove();
      if (followed.isBusy(answer)) pause = OFTEN_MS;
      const text = JSON.stringify(answer);
      if (text !== last) followed.show(answer);
      last = text;
    } catch (error) {
      if (isOver()) return;
      if (error instanceof Problem && error.status === 401) return followed.onSignedOut();
      const out = isOut(error);
      if (out) pause = LOST_MS;
      if (last === "") followed.fail(buildFailure(error, () => void tick()));
      else if (out && !lost.isConnected) {
        followed.place.before(lost);
        lost.textContent = texts.lost;
      }
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void tick(), pause);
  }

  void tick();
  return {
    refresh: () => void tick(),
    stop() {
      controller.abort();
      lost.remove();
      window.clearTimeout(timer);
    },
  };
}

/** Whether nothing answers, or nothing that works: a refusal is an answer. */
function isOut(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && error.status >= 500);
}
