/** The place where files are dropped or chosen, and how far each has left. */
import { announce } from "../shared/announce";
import { Problem, Unreachable } from "../shared/api";
import { uploadFile } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatInteger } from "../shared/format";
import type { Deposit } from "../shared/types";
import { fill, texts } from "./texts.fr";

const MEGABYTE = 1024 * 1024;

export interface DropZone {
  element: HTMLElement;
  /** Largest file accepted, in bytes. */
  setLimit(bytes: number): void;
  /** The zone is no longer shown: what is being sent goes on, and is found again with the next one. */
  leave(): void;
}

export interface DropOptions {
  /** A file came whole; `alone` when it was the only one sent. */
  onSent(deposit: Deposit, alone: boolean): void;
}

/** What is being sent, or did not arrive: it outlives the zone, so that looking elsewhere loses nothing. */
const sending = h("ul", { class: "sending", "aria-live": "polite" });
const SENT = "sent";
let shown: DropOptions | null = null;
let underWay = 0;

/** A file that misses the zone must not replace the page. */
export function refuseStrayFiles(): void {
  for (const name of ["dragover", "drop"] as const) {
    window.addEventListener(name, (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    });
  }
}

/** The browser asks before a page is left that still sends. */
function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function count(change: 1 | -1): void {
  underWay += change;
  if (underWay > 0) window.addEventListener("beforeunload", warnBeforeLeaving);
  else window.removeEventListener("beforeunload", warnBeforeLeaving);
}

export function buildDropZone(options: DropOptions): DropZone {
  let limit = Number.POSITIVE_INFINITY;
  shown = options;
  for (const line of sending.querySelectorAll(`.${SENT}`)) line.remove();
  const input: HTMLInputElement = h("input", {
    type: "file",
    id: "fichiers",
    class: "visually-hidden",
    multiple: true,
    "aria-describedby": "fichiers-aide",
    on: { change: () => void sendAll([...(input.files ?? [])]) },
  });
  const help = h("p", { class: "field-help", id: "fichiers-aide" });
  const zone = h(
    "div",
    { class: "drop-zone" },
    h("p", {}, texts.drop.zone),
    input,
    h("label", { class: "button primary", for: "fichiers" }, texts.drop.choose),
    help,
  );
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const { files, folders } = takeDropped(event.dataTransfer);
    for (const name of folders) sending.append(h("li", { class: SENT }, fill(texts.drop.folder, { name })));
    void sendAll(files);
  });

  async function sendAll(files: readonly File[]): Promise<void> {
    input.value = "";
    for (const file of files) await send(file, files.length === 1);
  }

  async function send(file: File, alone: boolean, line = h("li", {})): Promise<void> {
    if (!line.isConnected) sending.append(line);
    if (file.size > limit) {
      const reason = fill(texts.drop.tooLarge, { size: formatInteger(limit / MEGABYTE) });
      replace(line, fill(texts.drop.failed, { name: file.name, reason }));
      return;
    }
    const label = fill(texts.drop.sending, { name: file.name });
    const bar = h("progress", { max: 1, value: 0, "aria-label": label });
    replace(line, label, bar);
    count(1);
    try {
      const deposit = await uploadFile(file, (share) => {
        bar.value = share;
      });
      const said = fill(texts.drop.sent, { name: file.name });
      replace(line, said);
      line.classList.add(SENT);
      announce(said);
      shown?.onSent(deposit, alone);
    } catch (error) {
      const said = fill(texts.drop.failed, { name: file.name, reason: describe(error) });
      const again = fill(texts.drop.againOf, { name: file.name });
      const click = () => void send(file, alone, line);
      replace(
        line,
        said,
        " ",
        h("button", { type: "button", class: "button", "aria-label": again, on: { click } }, texts.drop.again),
      );
    } finally {
      count(-1);
    }
  }

  return {
    element: h("section", { class: "card" }, h("h2", {}, texts.drop.title), zone, sending),
    setLimit(bytes) {
      limit = bytes;
      help.textContent = fill(texts.drop.help, { size: formatInteger(bytes / MEGABYTE) });
    },
    leave() {
      if (shown === options) shown = null;
    },
  };
}

/** What was dropped: a folder has no content that a page may send, and would look like a failure of the network. */
function takeDropped(dropped: DataTransfer | null): { files: File[]; folders: string[] } {
  const folders = [...(dropped?.items ?? [])]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry?.isDirectory)
    .map((entry) => entry?.name ?? "");
  return { files: [...(dropped?.files ?? [])].filter(({ name }) => !folders.includes(name)), folders };
}

function describe(error: unknown): string {
  if (error instanceof Unreachable) return texts.drop.unreachable;
  return error instanceof Problem ? error.detail : String(error);
}
