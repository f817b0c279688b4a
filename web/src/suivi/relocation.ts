/** The relocation of the renewal: six objectives, what each household is due, calendar, buildings. */
import { h } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { formatCount, formatPercent, typeset } from "../shared/format";
import type { LatLng } from "../shared/geometry";
import type { Relocation } from "../shared/types";
import { count, few, gaugeShare, missing, rate, word, writeFew } from "./columns";
import { buildLine } from "./gauges";
import { createPlaceMap } from "./place-map";
import { buildTable, section } from "./subject-parts";
import type { Subject, SubjectReading } from "./subjects";
import { texts } from "./subjects-texts.fr";

const words = texts.relocation;
type Building = Relocation["buildings"][number];
type Target = Relocation["targets"][number];

export async function readRelocation({ year, ground, signal }: SubjectReading): Promise<Subject> {
  const relocation = await followApi.relocation(year, signal);
  // Relocation is counted in other years than attributions: without any in this one, the last one is told.
  const last = relocation.years.at(-1);
  const told = relocation.buildings.length === 0 && last ? await followApi.relocation(last, signal) : relocation;
  const places = told.buildings.flatMap(({ longitude, latitude, nom }) =>
    longitude === null || latitude === null ? [] : [{ position: [latitude, longitude] as LatLng, nom }],
  );
  const site = middleOf(places.map(({ position }) => position));
  const map = createPlaceMap({
    id: "carte-relogement",
    label: typeset(`${words.map} ${told.rules.radius_km} km`),
    ground,
    ring: site ? { center: site, kilometres: told.rules.radius_km } : null,
    legend: [
      { className: "place-above", label: words.building },
      { className: "place-key-ring", label: typeset(`${words.ring} ${told.rules.radius_km} km`) },
    ],
    dots: places.map(({ position, nom }) => ({ position, title: nom, className: "place-above" })),
  });
  const empty = told.buildings.length === 0;
  return {
    sections: [
      section(
        typeset(`${words.title} ${told.year}`),
        h("p", { class: "follow-statement" }, empty ? words.nothing : describeTotals(told)),
      ),
      section(
        words.targets,
        h(
          "ul",
          { class: "gauge-lines gauge-card" },
          ...told.targets.map(({ label, gauge }) => buildLine(label, gauge, false)),
        ),
        tabulateTargets(told.targets),
      ),
      h(
        "div",
        { class: "follow-two" },
        section(words.rules, buildRules(told.rules)),
        section(words.calendar, buildCalendar(told.phases)),
      ),
      empty
        ? null
        : section(
            words.buildings,
            h("p", { class: "field-help" }, words.secrecy),
            h("div", { class: "place-pair" }, map.element, tabulateBuildings(told.buildings)),
          ),
    ],
    maps: empty ? [] : [map],
  };
}

/** « 3 bâtiments, 79 logements, dont vides : 17 ; … » */
export function describeTotals({ totals, buildings }: Relocation): string {
  const { vacants, menages, rencontres, refus, reloges } = totals;
  return typeset(
    `${formatCount(buildings.length, "bâtiment")}, ${formatCount(totals.logements, "logement")}, dont vides : ${writeFew(vacants)} ; ménages à reloger : ${writeFew(menages)}, rencontrés : ${writeFew(rencontres)}, refus d'une proposition : ${writeFew(refus)}, relogés : ${writeFew(reloges)}.`,
  );
}

function tabulateTargets(targets: readonly Target[]): HTMLElement {
  const told = (target: Target, value: number) => (target.gauge.share === null ? null : value);
  return buildTable<Target>(words.targets, ({ code }) => code, targets, [
    word("objectif", texts.columns.target, ({ label }) => label, true),
    count("realise", texts.columns.realised, (target) => told(target, target.gauge.realised)),
    count("sur", texts.columns.base, (target) => told(target, target.gauge.base)),
    gaugeShare("part", texts.columns.share, ({ gauge }) => gauge),
    rate("minimum", texts.columns.rate, ({ gauge }) => gauge.rate),
    count("nombre", texts.columns.wanted, ({ gauge }) => gauge.wanted),
    missing("manque", texts.columns.missing, ({ gauge }) => gauge),
  ]);
}

function buildRules(rules: Relocation["rules"]): HTMLElement {
  const sentences = [
    `${rules.proposals} propositions à chaque ménage dans un rayon de ${rules.radius_km} km, ${rules.answer_days} jours pour répondre à chacune.`,
    words.remainder,
    `Au-dessus de ces plafonds : taux d'effort de ${formatPercent(rules.effort_maximum, 0)} des ressources nettes au plus, à surface et prestations équivalentes.`,
    words.recent,
    `Le plus souvent hors ${rules.excluded.join(" et ")}.`,
    `Congé : préavis de ${rules.notice_months} mois, après le refus des ${rules.proposals} propositions.`,
  ];
  return h("ul", { class: "follow-rules" }, ...sentences.map((sentence) => h("li", {}, typeset(sentence))));
}

function buildCalendar(phases: Relocation["phases"]): HTMLElement {
  return h(
    "ol",
    { class: "follow-phases" },
    ...phases.map(({ label, first, last, current }) =>
      h(
        "li",
        { class: current ? "current" : null, "aria-current": current ? "step" : null },
        h("strong", {}, label),
        h("span", {}, typeset(`${first} à ${last}`)),
        current ? h("em", {}, words.current) : null,
      ),
    ),
  );
}

function tabulateBuildings(buildings: readonly Building[]): HTMLElement {
  return buildTable<Building>(words.buildings, ({ code }) => code, buildings, [
    word("nom", texts.columns.building, ({ nom }) => nom, true),
    count("phase", texts.columns.phase, ({ phase }) => phase),
    count("logements", texts.columns.logements, ({ logements }) => logements),
    few("vacants", texts.columns.vacants, ({ vacants }) => vacants),
    few("menages", texts.columns.menages, ({ menages }) => menages),
    few("reloges", texts.columns.reloges, ({ reloges }) => reloges),
  ]);
}

function middleOf(places: readonly LatLng[]): LatLng | null {
  if (places.length === 0) return null;
  const mean = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return [mean(0), mean(1)];
}
