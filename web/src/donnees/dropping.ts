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
}

export interface DropOptions {
  /** A file came whole; `alone` when it was the only one sent. */
  onSent(deposit: Deposit, alone: boolean): void;
}

export function buildDropZone({ onSent }: DropOptions): DropZone {
  let limit = Number.POSITIVE_INFINITY;
  const input: HTMLInputElement = h("input", {
    type: "file",
    id: "fichiers",
    class: "visually-hidden",
    multiple: true,
    "aria-describedby": "fichiers-aide",
    on: { change: () => void sendAll([...(input.files ?? [])]) },
  });
  const help = h("p", { class: "field-help", id: "fichiers-aide" });
  const sending = h("ul", { class: "sending", "aria-live": "polite" });
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
    void sendAll([...(event.dataTransfer?.files ?? [])]);
  });

  async function sendAll(files: readonly File[]): Promise<void> {
    input.value = "";
    for (const file of files) await send(file, files.length === 1);
  }

  async function send(file: File, alone: boolean): Promise<void> {
    const line = h("li", {});
    sending.append(line);
    const say = (sentence: string, reason = "") => replace(line, fill(sentence, { name: file.name, reason }));
    if (file.size > limit) {
      say(texts.drop.failed, fill(texts.drop.tooLarge, { size: formatInteger(limit / MEGABYTE) }));
      return;
    }
    const bar = h("progress", { max: 1, value: 0, "aria-label": fill(texts.drop.sending, { name: file.name }) });
    replace(line, fill(texts.drop.sending, { name: file.name }), bar);
    try {
      const deposit = await uploadFile(file, (share) => {
        bar.value = share;
      });
      say(texts.drop.sent);
      announce(fill(texts.drop.sent, { name: file.name }));
      onSent(deposit, alone);
    } catch (error) {
      say(texts.drop.failed, describe(error));
    }
  }

  return {
    element: h("section", { class: "card" }, h("h2", {}, texts.drop.title), zone, sending),
    setLimit(bytes) {
      limit = bytes;
      help.textContent = fill(texts.drop.help, { size: formatInteger(bytes / MEGABYTE) });
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof Unreachable) return texts.drop.unreachable;
  return error instanceof Problem ? error.detail : String(error);
}
