/** The demand: applicants, applicants for each dwelling attributed, and waiting time, by commune and type. */
import { h } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { formatPrecise, NOTHING, typeset } from "../shared/format";
import type { DemandAnswer } from "../shared/types";
import { few, word } from "./columns";
import { buildTable, section } from "./subject-parts";
import type { Subject, SubjectReading } from "./subjects";
import { texts } from "./subjects-texts.fr";

const words = texts.demand;
type Row = DemandAnswer["demand"][number];
const ALL_TYPES = "toutes";

export async function readDemand({ signal }: SubjectReading): Promise<Subject> {
  const { demand } = await followApi.demand(signal);
  const year = demand[0]?.millesime;
  if (year === undefined) return { sections: [section(words.title, h("p", {}, words.nothing))], maps: [] };
  return {
    sections: [
      section(
        typeset(`${words.title} ${year}`),
        h("p", { class: "field-help" }, words.help),
        tabulate(
          words.all,
          demand.filter(({ typologie }) => typologie === ALL_TYPES),
          false,
        ),
      ),
      section(
        words.byType,
        tabulate(
          words.byType,
          demand.filter(({ typologie }) => typologie !== ALL_TYPES),
          true,
        ),
      ),
    ],
    maps: [],
  };
}

function tabulate(caption: string, rows: readonly Row[], withType: boolean): HTMLElement {
  const figure = (key: string, label: string, read: (row: Row) => number | null) => ({
    key,
    label,
    numeric: true,
    sort: read,
    cell: (row: Row) => {
      const value = read(row);
      if (value !== null) return formatPrecise(value, 1);
      return row.attributions.value === null || row.demandes.value === null ? texts.secret : NOTHING;
    },
  });
  return buildTable<Row>(caption, ({ code_insee, typologie }) => `${code_insee} ${typologie}`, rows, [
    word("commune", texts.columns.commune, ({ commune }) => commune, true),
    ...(withType ? [word<Row>("type", texts.columns.type, ({ typologie }) => typologie)] : []),
    few("demandes", texts.columns.requests, ({ demandes }) => demandes),
    few("attributions", texts.columns.attributions, ({ attributions }) => attributions),
    figure("pression", texts.columns.pressure, ({ pression }) => pression),
    figure("attente", texts.columns.wait, ({ attente_mois }) => attente_mois),
  ]);
}
