/** Sentences of the planners' page. */
import { listBounds } from "../shared/bounds.fr";
import {
  formatCount,
  formatEnds,
  formatIndex,
  formatPercent,
  labelSurvey,
  typeset,
  typesetAll,
} from "../shared/format";
import { INDEX_LABELS, labelChange, STATUS_LABELS } from "../shared/texts.fr";
import type { IndexName, IndexValue, Publication } from "../shared/types";
import type { Profile } from "./profiles";
import { type Row, readCoverage } from "./rows";
import type { ColouringName, Level, Reading } from "./state";

export const texts = typesetAll({
  lead: "Plus à droite : occupation plus fragile. Plus haut : l'attractivité fait défaut. Taille : nombre de logements.",
  base: "Base 100 =",
  level: "Comparer",
  levels: { commune: "Communes", secteur: "Secteurs", residence: "Résidences" },
  colouring: "Couleur",
  profile: "Quadrant",
  evolution: "Évolution",
  reading: {
    label: "Années",
    position: "Position : référence de chaque année",
    evolution: "Évolution : référence de {year}, figée",
    lead: "Évolution : chaque année est rapportée à la référence de {year}, qui reste à 100. Elle ne se compare pas à une position.",
  },
  trails: "Trajectoires",
  intervals: "Intervalles à 90 %",
  intervalsHelp:
    "Traits : là où se trouve l'indice, une fois le hasard des petits nombres retiré. Un point peut être hors de son trait.",
  noIntervals: "Cette publication n'a pas d'intervalle à ce niveau.",
  noEarlier: "Aucune publication plus ancienne : il n'y a rien à comparer.",
  second: {
    label: "Deuxième carte",
    names: { aucune: "aucune", avant: "publication précédente" },
    map: "Deuxième carte, qui suit la première",
    affichee: "publication affichée",
  },
  workshop: {
    title: "Essayer une autre recette",
    lead: "Rien de ce qui est essayé ici ne s'applique : la méthode ne change que par une décision datée. L'adresse de la page garde l'essai, pour le partager.",
    share: "Part de l'occupation",
    intermediaire: "Seuil « intermédiaire »",
    fragile: "Seuil « fragile »",
    reference: "Référence (base 100)",
    published: "celle de la publication",
    reset: "Revenir à la méthode publiée",
    none: "C'est la méthode publiée.",
    same: "Aucun territoire ne change de classe.",
    nothing: "Rien n'est en vigueur.",
    more: " Les premiers seulement sont listés.",
    moves: "Territoires qui changeraient de classe",
    columns: {
      territory: "Territoire",
      before: "Classe publiée",
      after: "Classe essayée",
      published: "Fragilité publiée",
      value: "Fragilité essayée",
    },
    gone: "sans indice",
  },
  scenarios: {
    title: "Scénarios proposés",
    lead: "Un essai se propose sous un nom. Deux personnes, dont une de l'intercommunalité, l'adoptent ; le gestionnaire en écrit alors une nouvelle méthode, datée. D'ici là, rien ne change.",
    name: "Nom du scénario",
    save: "Proposer cet essai",
    saved: "Scénario proposé",
    signed: "Scénario signé",
    none: "Aucun scénario n'a encore été proposé.",
    head: "Scénario",
    proposed: "Proposé",
    state: "État",
    actions: "Actions",
    open: "Voir l'essai",
    sign: "Signer",
  },
  portrait: {
    title: "Portrait :",
    against: "Comparer avec",
    nobody: "personne",
    caption: "Portrait du territoire choisi, chiffre par chiffre",
    figure: "Chiffre",
    gap: "Écart",
    points: "points",
    percentPoints: "points",
  },
  taking: {
    title: "Emporter",
    csv: "Tableau (CSV)",
    xlsx: "Classeur (XLSX)",
    gpkg: "Couche (GeoPackage)",
    parquet: "Couche (GeoParquet)",
    embed: "Intégrer la carte publique à un site",
    preparing: "Le fichier se prépare",
    ready: "Fichier prêt",
    plotSvg: "Nuage (SVG)",
    plotPng: "Nuage (PNG)",
    mapSvg: "Carte (SVG)",
    mapPng: "Carte (PNG)",
    link: "Copier le lien",
    copied: "Lien copié",
    nothing: "Il n'y a rien à emporter ici.",
  },
  narrowing: {
    title: "Filtrer",
    from: "de",
    to: "à",
    landlord: "Bailleur",
    everyLandlord: "Tous les bailleurs",
    qpv: "Quartier prioritaire",
    qpvs: { tous: "Dedans et dehors", dans: "En QPV seulement", hors: "Hors QPV seulement" },
    works: "Réhabilitation",
    worksChoices: {
      toutes: "Avec et sans",
      avec: "Réhabilitées seulement",
      sans: "Sans réhabilitation seulement",
    },
    worksUntold: "Non transmis",
    clear: "Tout montrer",
  },
  plot: {
    title: {
      commune: "Occupation × attractivité des communes",
      secteur: "Occupation × attractivité des secteurs",
      residence: "Occupation × attractivité des résidences",
    },
    label: "Nuage de points : flèches pour aller d'un point à l'autre, Entrée pour choisir",
    x: "Indice d'occupation",
    y: "Indice d'attractivité",
    empty: "Aucun territoire de ce niveau n'a ses deux indices dans cette publication.",
  },
  map: {
    label: {
      commune: "Carte des communes comparées",
      secteur: "Carte des secteurs comparés",
      residence: "Carte des résidences comparées",
    },
    shapes: "Territoires : flèches pour aller de l'un à l'autre, Entrée pour choisir",
    reset: "Tout le territoire",
    tooMany: "Résidences trop nombreuses pour la carte : le nuage et le tableau les montrent, sans leur bailleur.",
  },
  legend: {
    title: "Légende",
    partial: "Cercle évidé : valeur partielle",
    secret: "Secret statistique",
    non_transmis: "Non transmis",
    sans_objet: "Sans objet",
    unknownChange: "pas de valeur à comparer",
  },
  absent: {
    title: "Sans place dans le nuage",
  },
  table: {
    caption: {
      commune: "Communes : logements, indices et parts",
      secteur: "Secteurs : logements, indices et parts",
      residence: "Résidences : logements, indices et parts",
    },
    name: { commune: "Commune", secteur: "Secteur", residence: "Résidence" },
    commune: "Commune",
    logements: "Logements",
    couverture: "Couverture",
    secret: "secret",
    partialMark: "valeur partielle",
    groups:
      "« Résidences regroupées » : les résidences d'un secteur dont un chiffre au moins est secret, dites ensemble. Leurs logements sont aussi sur leur propre ligne.",
    note: "° Valeur partielle : un bailleur au moins n'a pas transmis. La couverture est la part des logements dont les données ont été transmises.",
  },
  parts: {
    title: "Comment l'indice de la commune est fait de ses résidences",
    lead: "Chaque résidence apporte des points selon ce qu'elle pèse dans chaque part : ménages, majeurs ou logements. La somme est exactement l'indice de la commune ; la moyenne des indices des résidences est un autre nombre.",
    residence: "Résidence",
    index: "Son indice",
    points: "Points apportés",
    sum: "Indice de la commune",
    hidden:
      "Le détail de l'occupation n'est pas ouvert à votre rôle : les points donneraient le nombre de ménages de chaque résidence.",
    none: "Cette commune n'a pas d'indice dans cette publication.",
    rest: "Résidences sans nombre publié, ensemble",
    refused:
      "le détail n'est pas montré. Trop peu de résidences de la commune sont sans nombre publié pour en faire un groupe : les autres les révéleraient par différence.",
  },
  selection: {
    none: "Choisissez un territoire dans le nuage, sur la carte ou dans le tableau pour le retrouver dans les trois.",
    unknown: "Ce territoire ne figure pas à ce niveau dans la publication affichée.",
    residences: { commune: "Voir ses résidences", secteur: "Voir les résidences de la commune" },
    sheet: "Ouvrir la fiche",
    clear: "Ne plus choisir",
    limits: "Ce qu'un indice ne dit pas",
  },
});

export const PROFILE_LABELS: Record<Profile, string> = typesetAll({
  double: "double vigilance",
  attractivite: "attractivité en défaut",
  occupation: "occupation fragile",
  accueil: "potentiel d'accueil",
});

export const PROFILE_MEANINGS: Record<Profile, string> = typesetAll({
  double: "Les deux indices dépassent 100.",
  attractivite: "L'attractivité dépasse 100, l'occupation non.",
  occupation: "L'occupation dépasse 100, l'attractivité non.",
  accueil: "Les deux indices sont à 100 ou moins.",
});

/** « Quadrant », « Fragilité »… */
export function labelColouring(colouring: ColouringName): string {
  if (colouring === "profil") return texts.profile;
  return colouring === "evolution" ? texts.evolution : INDEX_LABELS[colouring];
}

/** « Fragilité, publication précédente », in the corner of one of two maps. */
export function describeMap(colouring: ColouringName, which: "avant" | "affichee" | null): string {
  if (which === null) return labelColouring(colouring);
  const publication = which === "avant" ? texts.second.names.avant : texts.second.affichee;
  return `${labelColouring(colouring)}, ${publication}`;
}

/** « Position : référence de chaque année », « Évolution : référence de 2014, figée ». */
export function labelReading(reading: Reading, base: number): string {
  return texts.reading[reading].replace("{year}", String(base));
}

/** What the plot is read against. */
export function describeLead(reading: Reading, { reference }: Publication, base: number): string {
  const said = reading === "evolution" ? `${texts.reading.lead.replace("{year}", String(base))} ` : "";
  return typeset(`${texts.base} ${reference.nom}. ${said}${texts.lead}`);
}

/** « Évolution (base 2014) ». */
export function labelEvolution(base: number): string {
  return typeset(`Évolution de la fragilité (base ${base})`);
}

/** « Évolution de la fragilité (base 2014) : 128 ; hausse avérée depuis le millésime précédent. » */
export function describeEvolution(row: Row, base: number): string | null {
  const evolution = row.evolution.fragilite;
  if (!evolution) return null;
  const change = evolution.change ? ` ; ${labelChange(evolution.change)} depuis le millésime précédent` : "";
  return typeset(`Évolution de la fragilité (base ${base}) : ${formatIndex(evolution.value)}${change}.`);
}

/** « 113 », « 95 (partiel) », « secret statistique ». */
export function labelValue({ value, status }: IndexValue): string {
  if (value === null) return STATUS_LABELS[status];
  return status === "partiel" ? `${formatIndex(value)} (${STATUS_LABELS.partiel})` : formatIndex(value);
}

/** « occupation 105 (partiel) », « occupation 143 (entre 118 et 171) ». */
export function describeIndex(row: Row, index: IndexName): string {
  return `${INDEX_LABELS[index].toLowerCase()} ${describeIndexValue(row, index)}`;
}

/** « 143 (entre 118 et 171) »; where smoothing draws the interval away: « 58 (petits effectifs : plutôt entre 75 et 108) ». */
export function describeIndexValue(row: Row, index: IndexName): string {
  const said = labelValue(row.indices[index]);
  const [low, high] = row.intervals[index] ?? [];
  if (low === undefined || high === undefined) return said;
  const { value } = row.indices[index];
  const apart = value !== null && (value < low || value > high);
  return typeset(`${said} (${apart ? "petits effectifs : plutôt entre" : "entre"} ${formatEnds(low, high)})`);
}

/** « Monoparentales : ≥ 95 % », for each of its shares of which a bound is said. */
export function listRowBounds({ components }: Pick<Row, "components">): string[] {
  return listBounds((name) => components[name].bound);
}

/** The whole of a row in one sentence, for screen readers. */
export function describeRow(row: Row, level: Level): string {
  const parts = [
    row.nom,
    level === "commune" ? null : row.commune,
    row.logements === null ? null : formatCount(row.logements, "logement"),
    describeIndex(row, "occupation"),
    describeIndex(row, "attractivite"),
    ...listRowBounds(row),
    row.profile ? PROFILE_LABELS[row.profile] : null,
  ];
  return typeset(parts.filter((part) => part !== null).join(", "));
}

/** « Couverture : 72 % des logements », when a value is partial. */
export function describeCoverage(row: Row): string | null {
  const coverage = readCoverage(row);
  if (coverage === null || coverage >= 1) return null;
  return typeset(`couverture ${formatPercent(coverage, 0)} des logements`);
}

/** What stands under the table: how to read it, and where it comes from. */
export function describeNote({ ops, rpls, method_version, number }: Publication): string {
  const source = `Sources : ${labelSurvey(ops)} et RPLS ${rpls}, données des bailleurs. Méthode ${method_version}, publication n° ${number}.`;
  return typeset(`${texts.table.note} ${source}`);
}
