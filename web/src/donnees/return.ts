/** One return report: quality of the data, own figures and position for the landlord, residence by residence. */
import { Problem } from "../shared/api";
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatCount, formatDate, formatInteger, formatPercent, NOTHING, typeset } from "../shared/format";
import { buildFailure, buildLoading } from "../shared/screens";
import { createTable } from "../shared/table";
import type { OwnIndicator, OwnSource, ReturnReport, SourceQuality } from "../shared/types";
import { buildOwnResidences, sayShare } from "./own-residences";
import type { Mounting } from "./page";
import { sayState } from "./returns";
import { fill, RETURN_SOURCES, texts } from "./texts.fr";

const { returns } = texts;

export function mountReturn({ place, store, showAsker, onSignedOut }: Mounting, number: string): () => void {
  const controller = new AbortController();
  const back = h(
    "button",
    { type: "button", class: "button plain", on: { click: () => store.set({ rapport: null }) } },
    `← ${returns.back}`,
  );

  async function load(): Promise<void> {
    replace(place, back, buildLoading());
    try {
      const [all, report] = await Promise.all([
        dataApi.deposits(controller.signal),
        dataApi.returnReport(number, controller.signal),
      ]);
      showAsker(all.manager);
      const title = h("h2", { tabindex: -1 }, `${returns.title} : ${report.bailleur} `, sayState(report));
      replace(place, back, title, buildReport(report));
      title.focus();
    } catch (error) {
      if (controller.signal.aborted) return;
      if (error instanceof Problem && error.status === 401) return onSignedOut();
      replace(
        place,
        back,
        buildFailure(error, () => void load()),
      );
    }
  }

  void load();
  return () => controller.abort();
}

function buildReport(report: ReturnReport): HTMLElement {
  const { figures } = report;
  return h(
    "div",
    { class: "deposit" },
    h(
      "div",
      { class: "card" },
      h("p", {}, `${formatDate(report.created_at)}. ${report.loaded ? returns.loadedHelp : returns.waitingHelp}`),
      h("p", { class: "soft" }, figures ? returns.forYou : returns.forLandlord),
      h(
        "p",
        { class: "download" },
        h("a", { class: "button primary", href: dataApi.returnAddress(report.id), download: true }, returns.download),
      ),
    ),
    buildQuality(report),
    figures ? buildPosition(report) : null,
    ...(figures?.sources.map((source) => buildOwnResidences(source)) ?? []),
  );
}

function buildQuality({ content, figures }: ReturnReport): HTMLElement {
  const table = createTable<SourceQuality>({
    caption: returns.quality,
    columns: [
      { key: "source", label: returns.source, heading: true, cell: (each) => RETURN_SOURCES[each.source] },
      { key: "annee", label: texts.facts.millesime, cell: (each) => String(each.millesime ?? returns.absent) },
      {
        key: "residences",
        label: returns.described,
        numeric: true,
        cell: (each) => `${formatInteger(each.described)} sur ${formatInteger(each.expected)}`,
      },
      {
        key: "couverture",
        label: texts.edition.coverage,
        numeric: true,
        cell: (each) => (each.expected > 0 ? formatPercent(each.described / each.expected) : NOTHING),
      },
    ],
    keyOf: (each) => each.source,
    sorting: { key: "rang", descending: false },
  });
  table.update(content.sources);
  const responses = figures?.sources.map((source) => sayResponse(source)) ?? [];
  return h(
    "section",
    { class: "card" },
    h("h2", {}, returns.quality),
    table.element,
    ...responses,
    ...content.sources.flatMap((source) => (source.millesime === null ? [] : buildGaps(source))),
    buildGroup(returns.toPlace, content.to_place),
    ...(figures?.sources.flatMap((source) =>
      source.doubts.map((doubt) => buildGroup(`${nameSource(source)} : ${doubt.message}`, doubt)),
    ) ?? []),
  );
}

function sayResponse({ response, millesime }: OwnSource): HTMLElement | null {
  if (!response) return null;
  const rate = response.rate === null ? "" : ` (${formatPercent(response.rate)})`;
  const said = fill(returns.response, {
    year: millesime,
    answers: formatInteger(response.repondants),
    households: formatInteger(response.menages),
  });
  const known = response.known.map(({ label, number }) => `${label} : ${formatInteger(number)}`).join(", ");
  return h("p", {}, typeset(`${said}${rate} ; ${known}.`));
}

function buildGaps(source: SourceQuality): (HTMLElement | null)[] {
  const columns = source.columns.map(({ label, filled, total }) =>
    h("li", {}, `${label} (${formatInteger(filled)} sur ${formatInteger(total)})`),
  );
  return [
    buildGroup(`${nameSource(source)} : ${returns.missing}`, source.missing),
    columns.length > 0
      ? h("div", { class: "names" }, h("h3", {}, `${nameSource(source)} : ${returns.columns}`), h("ul", {}, ...columns))
      : null,
  ];
}

interface Group {
  total: number;
  residences: readonly { code: string; nom: string; commune?: string }[];
}

function buildGroup(title: string, group: Group): HTMLElement | null {
  if (group.total === 0) return null;
  const more = group.total - group.residences.length;
  return h(
    "div",
    { class: "names" },
    h("h3", {}, `${title} (${formatInteger(group.total)})`),
    h(
      "ul",
      {},
      ...group.residences.map(({ code, nom, commune }) =>
        h("li", {}, nom, " ", h("span", { class: "soft" }, [code, commune].filter(Boolean).join(", "))),
      ),
      more > 0 ? h("li", {}, fill(texts.changes.more, { count: formatInteger(more) })) : null,
    ),
  );
}

function buildPosition({ figures, position }: ReturnReport): HTMLElement {
  const table = createTable<OwnIndicator>({
    caption: returns.positionTitle,
    columns: [
      { key: "indicateur", label: returns.indicator, heading: true, cell: (each) => each.label },
      { key: "part", label: returns.yours, numeric: true, cell: (each) => sayShare(each) },
      {
        key: "reference",
        label: figures?.reference ?? returns.reference,
        numeric: true,
        cell: (each) => (each.reference === null ? NOTHING : formatPercent(each.reference)),
      },
      {
        key: "rapport",
        label: returns.ratio,
        numeric: true,
        cell: (each) => (each.ratio === null ? NOTHING : formatInteger(each.ratio)),
      },
      { key: "position", label: returns.position, cell: (each) => sayPosition(position?.indicators[each.code]) },
    ],
    keyOf: (each) => each.code,
    sorting: { key: "rang", descending: false },
  });
  table.update(figures?.sources.flatMap((source) => source.indicators) ?? []);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, returns.positionTitle),
    table.element,
    h(
      "p",
      { class: "field-help" },
      position ? fill(returns.positionOf, { ...position, indicators: "" }) : returns.noPosition,
    ),
    h("p", { class: "field-help" }, returns.positionRule),
  );
}

function sayPosition(position: { others: number; parts: number | null; part: number | null } | undefined): string {
  if (!position) return returns.notPlaced;
  if (position.parts === null || position.part === null) {
    return fill(returns.tooFew, { others: formatCount(position.others, "autre bailleur", "autres bailleurs") });
  }
  return returns.parts[position.parts === 4 ? "quarters" : "thirds"].split(" | ")[position.part - 1] ?? NOTHING;
}

function nameSource({ source, millesime }: { source: SourceQuality["source"]; millesime: number | null }): string {
  return `${RETURN_SOURCES[source]} ${millesime ?? ""}`;
}
