/** Reads something again and again: often while work goes on, now and then otherwise. */
import { Problem } from "../shared/api";
import { buildFailure } from "../shared/screens";

const OFTEN_MS = 1000;
const SELDOM_MS = 15_000;

export interface Following {
  /** Reads now. */
  refresh(): void;
  stop(): void;
}

export interface Followed<T> {
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

  async function tick(): Promise<void> {
    window.clearTimeout(timer);
    let pause = SELDOM_MS;
    try {
      const answer = await followed.read(controller.signal);
      if (controller.signal.aborted) return;
      if (followed.isBusy(answer)) pause = OFTEN_MS;
      const text = JSON.stringify(answer);
      if (text !== last) followed.show(answer);
      last = text;
    } catch (error) {
      if (controller.signal.aborted) return;
      if (error instanceof Problem && error.status === 401) return followed.onSignedOut();
      if (last === "") followed.fail(buildFailure(error, () => void tick()));
    }
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void tick(), pause);
  }

  void tick();
  return {
    refresh: () => void tick(),
    stop() {
      controller.abort();
      window.clearTimeout(timer);
    },
  };
}
