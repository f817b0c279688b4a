/** The communes as a table: the alternative of the map. */
import { h } from "../shared/dom";
import { formatInteger, formatPrecise } from "../shared/format";
import { createTable, type Table } from "../shared/table";
import { describeWait, findWhole } from "./demand";
import type { Place } from "./rows";
import { describeMobility, texts } from "./texts.fr";

/** Builds the table; the communes with the most dwellings come first. */
export function createListing(onChoose: (code: string) => void): Table<Place> {
  return createTable<Place>({
    caption: texts.table.caption,
    columns: [
      { key: "nom", label: texts.table.name, heading: true, cell: ({ nom }) => nom, sort: ({ nom }) => nom },
      {
        key: "logements",
        label: texts.table.logements,
        numeric: true,
        cell: ({ logements }) => (logements === null ? soften(texts.card.unknown) : formatInteger(logements)),
        sort: ({ logements }) => logements,
      },
      {
        key: "loyer",
        label: texts.table.rent,
        numeric: true,
        cell: ({ facts }) =>
          facts.loyer_m2 === undefined ? soften(texts.card.unknown) : formatPrecise(facts.loyer_m2, 2),
        sort: ({ facts }) => facts.loyer_m2 ?? null,
      },
      {
        key: "mobilite",
        label: texts.table.freed,
        numeric: true,
        cell: (place) => {
          const text = describeMobility(place, texts.table.hidden);
          return text === texts.table.hidden ? soften(text) : text;
        },
        sort: ({ facts }) =>
          facts.emmenages === undefined || !facts.offerts_un_an ? null : facts.emmenages / facts.offerts_un_an,
      },
      {
        key: "attente",
        label: texts.table.wait,
        numeric: true,
        cell: ({ demand }) => {
          const text = describeWait(findWhole(demand));
          return findWhole(demand)?.attente_mois ? text : soften(text);
        },
        sort: ({ demand }) => findWhole(demand)?.attente_mois ?? null,
      },
    ],
    keyOf: ({ code }) => code,
    sorting: { key: "logements", descending: true },
    onSelect: ({ code }) => onChoose(code),
  });
}

function soften(text: string): HTMLElement {
  return h("span", { class: "soft" }, text);
}
