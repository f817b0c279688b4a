/** What the search field finds: residences, sectors, communes and landlords, those named so first. */
import type { Suggestion } from "../shared/combobox";
import { compareText, simplify } from "../shared/format";
import type { Edition, TerritoryFeature } from "./edition";
import { listChoices } from "./rows";
import { texts } from "./texts.fr";

export type Found =
  | { kind: "residence"; code: string }
  | { kind: "territory"; feature: TerritoryFeature }
  | { kind: "bailleur"; siren: string };

const MOST = 12;

/** Builds the search over an edition: every word typed must begin a word of what is found. */
export function createFinder(edition: Edition): (query: string) => Suggestion<Found>[] {
  const communes = new Map(edition.communes.map(({ properties }) => [properties.code_insee, properties.nom]));
  const entries = [
    ...edition.rows.map((row) => ({
      words: row.words,
      label: row.nom,
      detail: [row.facts.adresse, row.commune, row.bailleur].filter(Boolean).join(" · "),
      value: { kind: "residence", code: row.code } as Found,
    })),
    ...edition.secteurs.map((feature) =>
      describeTerritory(feature, `${texts.search.secteur} · ${communes.get(feature.properties.code_insee) ?? ""}`),
    ),
    ...edition.communes.map((feature) => describeTerritory(feature, texts.search.commune)),
    ...listChoices(edition.rows, (row) => ({ code: row.bailleur_siren, name: row.bailleur })).map(({ code, name }) => ({
      words: simplify(name),
      label: name,
      detail: texts.search.bailleur,
      value: { kind: "bailleur", siren: code } as Found,
    })),
  ];
  return (query) => {
    const wanted = simplify(query).split(" ").filter(Boolean);
    if (wanted.length === 0) return [];
    const score = (label: string) => rank(simplify(label), wanted);
    return entries
      .filter((entry) => wanted.every((word) => ` ${entry.words}`.includes(` ${word}`)))
      .sort((a, b) => score(a.label) - score(b.label) || compareText(a.label, b.label))
      .slice(0, MOST);
  };
}

/** How well a name answers: it begins with the query, holds it, holds its words, or does not. */
function rank(name: string, wanted: readonly string[]): number {
  const query = wanted.join(" ");
  if (name.startsWith(query)) return 0;
  if (` ${name}`.includes(` ${query}`)) return 1;
  return wanted.every((word) => ` ${name}`.includes(` ${word}`)) ? 2 : 3;
}

function describeTerritory(feature: TerritoryFeature, detail: string) {
  const value: Found = { kind: "territory", feature };
  return { words: simplify(feature.properties.nom), label: feature.properties.nom, detail, value };
}
