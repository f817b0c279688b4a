/** Asks for work, once at a time: a second click while the first is on its way asks nothing. */
import { Problem } from "../shared/api";
import { texts } from "./texts.fr";

/** Sends a request, and says whether it was taken. */
export type Ask = (request: () => Promise<unknown>) => Promise<boolean>;

/** `message` says why it was refused; `after` is called in any case. */
export function createAsk(message: HTMLElement, after: () => void): Ask {
  let asking = false;
  return async (request) => {
    if (asking) return false;
    asking = true;
    message.textContent = "";
    try {
      await request();
      return true;
    } catch (error) {
      message.textContent = error instanceof Problem ? error.detail : texts.unreachable;
      return false;
    } finally {
      asking = false;
      after();
    }
  };
}
