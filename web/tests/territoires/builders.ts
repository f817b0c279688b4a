/** Rows for tests: sound ones, whose figures a person can follow. */
import type { Component, IndexValue, IndicatorName, Method, Status } from "../../src/shared/types";
import { INDICATOR_NAMES } from "../../src/shared/types";
import type { Row } from "../../src/territoires/rows";

export const METHOD = {
  version: "essai",
  date: "2026-01-01",
  titre: "",
  aggregation: "moyenne_des_rapports",
  indices: {
    occupation: { libelle: "", composantes: { occ1: 1, occ2: 1, occ3: 1, occ4: 1 }, composantes_minimales: 3 },
    attractivite: { libelle: "", composantes: { att1: 1, att2: 1, att3: 1 }, composantes_minimales: 2 },
    fragilite: { libelle: "", composantes: { occupation: 1, attractivite: 1 }, composantes_minimales: 2 },
  },
  classes: { intermediaire: 105, fragile: 120, carte: [60, 80, 95, 105, 120, 150] },
  signal: { fragilite: 120, occupation: 120, attractivite: 100, logements_minimum: 11 },
  indicateurs: {},
} as unknown as Method;

export function anIndex(value: number | null, status: Status = value === null ? "secret" : "ok"): IndexValue {
  const classe = value === null ? null : value >= 120 ? "fragile" : value >= 105 ? "intermédiaire" : "équilibré";
  return { value, status, class: classe, coverage: 1, missing: [] };
}

/** A row from its ratios to the reference; `null` is a secret component. */
export function aRow(
  code: string,
  ratios: Partial<Record<IndicatorName, number | null>>,
  more: Partial<Row> = {},
): Row {
  const ratioOf = (name: IndicatorName) => (name in ratios ? (ratios[name] ?? null) : 100);
  const component = (name: IndicatorName): Component => ({
    num: null,
    den: null,
    rate: ratioOf(name) === null ? null : (ratioOf(name) ?? 0) / 1000,
    ratio: ratioOf(name),
    weight: null,
    contribution: null,
    status: ratioOf(name) === null ? "secret" : "ok",
    coverage: 1,
  });
  const mean = (names: readonly IndicatorName[]) => {
    const known = names.map(ratioOf).filter((ratio) => ratio !== null);
    return known.reduce((sum, ratio) => sum + ratio, 0) / known.length;
  };
  const occupation = mean(["occ1", "occ2", "occ3", "occ4"]);
  const attractivite = mean(["att1", "att2", "att3"]);
  return {
    code,
    nom: `Territoire ${code}`,
    code_insee: code,
    logements: 40,
    repondants: null,
    indices: {
      occupation: anIndex(occupation),
      attractivite: anIndex(attractivite),
      fragilite: anIndex((occupation + attractivite) / 2),
    },
    components: Object.fromEntries(INDICATOR_NAMES.map((name) => [name, component(name)])) as Row["components"],
    intervals: {},
    evolution: {
      occupation: { value: occupation, change: null },
      attractivite: { value: attractivite, change: null },
      fragilite: { value: (occupation + attractivite) / 2, change: null },
    },
    signal: false,
    access: "full",
    commune: "Bonneville",
    bailleur: "Halpades",
    inQpv: null,
    rehabilitated: null,
    shape: null,
    spot: { x: occupation, y: attractivite },
    profile: null,
    change: null,
    partial: false,
    ...more,
  };
}
