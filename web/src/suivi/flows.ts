/** The yearly statement of reservations: what each reservation right received, of what kind and where; and the report. */
import { h } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { formatCount, typeset } from "../shared/format";
import type { Flows } from "../shared/types";
import { count, type Few, few, word } from "./columns";
import { buildFile, buildTable, section } from "./subject-parts";
import type { Subject, SubjectReading } from "./subjects";
import { texts } from "./subjects-texts.fr";

const words = texts.flows;
type Flow = Flows["flows"][number];
type RightFlow = Flows["rights"][number];

export async function readFlows({ year, signal }: SubjectReading): Promise<Subject> {
  const { flows, rights, year: told } = await followApi.flows(year, signal);
  const title = typeset(`${words.title} ${told}`);
  if (flows.length === 0) return { sections: [section(title, h("p", {}, words.nothing))], maps: [] };
  const total = flows.reduce((sum, { attributions }) => sum + attributions, 0);
  return {
    sections: [
      section(
        title,
        h("p", { class: "follow-statement" }, typeset(`${formatCount(total, "attribution")}. ${words.help}`)),
        h(
          "p",
          { class: "follow-files" },
          buildFile(`/api/v1/partner/flows.csv?year=${told}`, words.csv),
          buildFile(`/api/v1/partner/flows.xlsx?year=${told}`, words.xlsx),
        ),
        buildTable<RightFlow>(words.rights, ({ reservataire }) => reservataire, rights, [
          word("reservataire", texts.columns.right, ({ reservataire }) => reservataire, true),
          count("attributions", texts.columns.attributions, ({ attributions }) => attributions),
          count("prioritaires", texts.columns.priority, ({ prioritaires }) => prioritaires),
        ]),
      ),
      section(
        words.detail,
        buildTable<Flow>(words.detail, (row) => Object.values(row).join(" "), flows, [
          word("reservataire", texts.columns.right, ({ reservataire }) => reservataire, true),
          word("commune", texts.columns.commune, ({ commune }) => commune),
          word("qpv", "QPV", ({ qpv }) => (qpv ? "oui" : "non")),
          word("type", texts.columns.type, ({ typologie }) => typologie),
          word("financement", texts.columns.financing, ({ financement }) => financement),
          word("periode", texts.columns.period, ({ periode }) => periode),
          count("attributions", texts.columns.attributions, ({ attributions }) => attributions),
          few("prioritaires", texts.columns.priority, toFew),
        ]),
      ),
    ],
    maps: [],
  };
}

/** How many were priority households: not told of few attributions. */
function toFew({ prioritaires }: { prioritaires: number | null }): Few {
  return { value: prioritaires, status: prioritaires === null ? "secret" : "ok" };
}
