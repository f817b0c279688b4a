/** Where files are dropped, and the list of those that came. */
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatDate } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { DepositLine, Deposits } from "../shared/types";
import { buildDropZone } from "./dropping";
import { follow } from "./following";
import type { Mounting } from "./page";
import { KIND_LABELS, STATE_LABELS, texts } from "./texts.fr";
import { isStarting, sayWhoWorks } from "./work";

export function mountDeposits({ place, store, showAsker, onSignedOut }: Mounting): () => void {
  const zone = buildDropZone({
    onSent(deposit, alone) {
      if (alone) store.set({ depot: deposit.id });
      else following.refresh();
    },
  });
  const table = createTable<DepositLine>({
    caption: texts.list.title,
    columns: [
      {
        key: "fichier",
        label: texts.list.file,
        heading: true,
        cell: (line) => line.file_name,
        sort: (line) => line.file_name,
      },
      { key: "nature", label: texts.list.kind, cell: nameKind, sort: nameKind },
      { key: "etat", label: texts.list.state, cell: buildState, sort: (line) => STATE_LABELS[line.state] },
      { key: "de", label: texts.list.from, cell: (line) => line.organisation, sort: (line) => line.organisation },
      {
        key: "date",
        label: texts.list.date,
        cell: (line) => formatDate(line.created_at),
        sort: (line) => line.created_at,
      },
    ],
    keyOf: (line) => line.id,
    sorting: { key: "date", descending: true },
    onSelect: (line) => store.set({ depot: line.id }),
  });
  const list = h("div", {});
  const warning = h("p", { class: "notice", role: "status", hidden: true });

  function show(answer: Deposits): void {
    showAsker(answer.manager);
    zone.setLimit(answer.largest_upload);
    const idle = sayWhoWorks(answer);
    warning.hidden = idle === null;
    warning.textContent = idle;
    table.update(answer.deposits);
    replace(list, answer.deposits.length > 0 ? table.element : buildEmpty(texts.list.empty));
    if (!zone.element.isConnected) {
      replace(place, warning, zone.element, h("section", { class: "card" }, h("h2", {}, texts.list.title), list));
    }
  }

  const following = follow<Deposits>({
    place,
    read: (signal) => dataApi.deposits(signal),
    isBusy: (answer) => isStarting(answer) || answer.deposits.some((line) => line.state === "recu"),
    show,
    fail: (failure) => replace(place, failure),
    onSignedOut,
  });
  return () => {
    following.stop();
    zone.leave();
  };
}

export function buildState(line: { state: DepositLine["state"] }): HTMLElement {
  return h("span", { class: `tag state-${line.state}` }, STATE_LABELS[line.state]);
}

export function nameKind(line: { kind: string | null; millesime: number | null }): string {
  const kind = line.kind === null ? "–" : (KIND_LABELS[line.kind] ?? line.kind);
  return line.millesime === null ? kind : `${kind} ${line.millesime}`;
}
