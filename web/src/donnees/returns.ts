/** The return reports: what each delivery gave back to its landlord. */
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatDate } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { ReturnLine } from "../shared/types";
import { follow } from "./following";
import type { Mounting } from "./page";
import { texts } from "./texts.fr";

export function mountReturns({ place, store, showAsker, onSignedOut }: Mounting): () => void {
  const { returns } = texts;
  const table = createTable<ReturnLine>({
    caption: returns.listTitle,
    columns: [
      {
        key: "bailleur",
        label: returns.landlord,
        heading: true,
        cell: (line) => line.bailleur,
        sort: (line) => line.bailleur,
      },
      {
        key: "date",
        label: returns.date,
        cell: (line) => formatDate(line.created_at),
        sort: (line) => line.created_at,
      },
      { key: "etat", label: returns.state, cell: sayState },
    ],
    keyOf: (line) => String(line.id),
    sorting: { key: "date", descending: true },
    onSelect: (line) => store.set({ rapport: String(line.id) }),
  });

  const following = follow<{ manager: boolean; lines: ReturnLine[] }>({
    place,
    async read(signal) {
      const [all, { returns: lines }] = await Promise.all([dataApi.deposits(signal), dataApi.returns(signal)]);
      return { manager: all.manager, lines };
    },
    isBusy: () => false,
    show({ manager, lines }) {
      showAsker(manager);
      table.update(lines);
      const help = h("p", { class: "soft" }, manager ? returns.helpManager : returns.helpLandlord);
      const list = lines.length > 0 ? table.element : buildEmpty(returns.empty);
      replace(place, h("section", { class: "card" }, h("h2", {}, returns.listTitle), help, list));
    },
    fail: (failure) => replace(place, failure),
    onSignedOut,
  });
  return following.stop;
}

export function sayState(line: { loaded: boolean }): HTMLElement {
  const { returns } = texts;
  return h(
    "span",
    { class: `tag state-${line.loaded ? "charge" : "soumis"}` },
    line.loaded ? returns.loaded : returns.waiting,
  );
}
