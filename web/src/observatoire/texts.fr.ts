/** Sentences of the partners' map. */
import { listBounds } from "../shared/bounds.fr";
import { formatCount, formatIndex, formatInteger, labelSurvey, typeset, typesetAll } from "../shared/format";
import { INDEX_LABELS, STATUS_LABELS } from "../shared/texts.fr";
import type { ClassName, IndexName, IndexValue, PartnerResidence, Publication } from "../shared/types";

export const texts = typesetAll({
  title: "Carte des résidences",
  mapLabel: "Carte des résidences du parc social",
  residencesLabel: "Résidences : flèches pour aller d'une résidence à l'autre, Entrée pour ouvrir la fiche",
  search: {
    label: "Chercher une résidence, une adresse, un secteur ou un bailleur",
    placeholder: "Résidence, adresse, secteur…",
    nothing: "Rien ne correspond à cette recherche.",
    residence: "résidence",
    secteur: "secteur",
    commune: "commune",
    bailleur: "bailleur",
  },
  indexChoice: "Afficher",
  legend: {
    title: "Légende",
    base: "base 100 =",
    signal: "À examiner, avéré",
    signalOpen: "À examiner, à confirmer",
    secret: "Secret statistique",
    non_transmis: "Données non transmises",
    sans_objet: "Sans objet",
    reserve: "Réservé au bailleur",
    qpv: "Quartier prioritaire (QPV)",
    secteur: "Secteur",
    help: "Choisir une classe ne garde qu'elle. La taille du cercle dit le nombre de logements.",
  },
  filters: {
    title: "Filtrer",
    signal: "À examiner",
    qpv: "En QPV",
    bailleur: "Bailleur",
    commune: "Commune",
    allBailleurs: "Tous bailleurs",
    allCommunes: "Toutes communes",
    clear: "Effacer les filtres",
    none: "Aucune résidence ne passe tous les filtres.",
    tooMany: "Zoomez pour voir les résidences, ici trop nombreuses.",
    frameFailed: "Les résidences de ce cadre n'ont pas pu être lues. Déplacez la carte pour réessayer.",
  },
  views: { carte: "Carte", tableau: "Carte et tableau", label: "Vue", reset: "Tout le territoire", pdf: "PDF" },
  table: {
    caption: "Résidences affichées sur la carte",
    nom: "Résidence",
    commune: "Commune",
    secteur: "Secteur",
    bailleur: "Bailleur",
    logements: "Logements",
    signal: "Signal",
  },
  overview: {
    title: "Vue d'ensemble",
    signals: "Résidences à examiner",
    noSignal: "Aucune des résidences affichées ne porte le signal.",
    hint: "Choisissez une résidence sur la carte, dans le tableau ou par la recherche pour ouvrir sa fiche.",
  },
  sheet: {
    label: "Fiche de la résidence",
    close: "Fermer la fiche",
    print: "Imprimer la fiche",
    pdf: "PDF",
    signal: "À examiner",
    limits: "Ce que ce signal ne dit pas",
    limitsIndex: "Ce que cet indice ne dit pas",
    unknown: "Cette résidence ne figure pas dans la publication affichée.",
    why: "Ce qui fait l'indice",
    years: "Au fil des publications",
    ruptureSince: "autre périmètre avant le {day} ({nature}) : non comparable",
    rupture: "autre périmètre ({nature}) : non comparable",
    ruptureUnsure: "{nature} à une date inconnue : comparaison à vérifier",
    formerCode: "sous son ancien code {code}",
    position: "Position : chaque année est rapportée à la référence de la même année.",
    oneYear: "Une seule année publiée pour l'instant.",
    facts: "Le parc",
    residence: "Résidence",
    reference: "Référence",
    shares: "Parts de la résidence et du territoire de référence",
    gap: "Écart",
    share: "Indicateur",
    composed: "moyenne des deux indices",
  },
  marginTheme: {
    caption:
      "Marge d'accueil des résidences équilibrées : ménages du premier quartile qu'elles peuvent accueillir dans l'année",
    help: "La marge est bornée par les départs attendus. Ce n'est pas un quota. Les résidences intermédiaires ou fragiles sont en gris ; leur fiche dit ce qui leur reste.",
    intermediaire: "Intermédiaire : voir sa fiche",
    fragile: "Fragile : pas de marge",
    short: "marge d'accueil",
    unknown: "marge inconnue",
  },
  margin: {
    title: "Marge d'accueil",
    none: "Pas de marge.",
    note: "Chaque ménage entrant prend la place d'un ménage moyen. Ni un quota, ni qui devrait y habiter ; les attributions faites depuis ces données n'y sont pas.",
  },
  calculation: {
    title: "Le calcul, pas à pas",
    lead: "Des comptes à la classe, avec les nombres de cette fiche. Les nombres sont arrondis à l'écran, jamais dans le calcul.",
    print: "Imprimer la fiche avec son calcul",
  },
  funnel: {
    title: "Le hasard suffit-il ? L'entonnoir",
    lead: "Même si toutes les résidences étaient semblables, le hasard disperserait leurs parts, d'autant plus qu'elles sont petites. Dans l'entonnoir, l'écart à la référence peut n'être que du hasard ; en dehors, il ne l'est sans doute pas.",
    choose: "Indicateur",
    inside: "dans l'entonnoir",
    hidden: "Les effectifs de l'occupation ne sont pas ouverts à votre rôle : l'entonnoir se lit ci-dessus, en mots.",
    plot: "Entonnoir",
    axis: "dénominateur de la part",
    lines:
      "Pointillé : la référence. Entre les traits pleins, 95 chances sur 100 ; entre les tirets, 998 sur 1 000. Les limites sont des comptes entiers, d'où leurs dents.",
    table: "Les mêmes points, en tableau",
    residence: "Résidence",
    size: "Sur",
    share: "Part",
    place: "Place",
    chance: "Ensemble, les résidences ne sont guère plus dispersées que par le seul hasard.",
    some: "Ensemble, les résidences sont un peu plus dispersées que par le seul hasard.",
    beyond:
      "Ensemble, les résidences sont bien plus dispersées que par le seul hasard : leurs écarts sont réels pour beaucoup.",
  },
  evolution: {
    title: "Évolution, base {year}",
    lead: "Chaque année est rapportée à la référence de {year}, qui reste à 100 : elle dit ce qui a changé dans la résidence. Elle ne se compare pas à une position. « Avéré » : au-delà de ce que laissent ouvert les petits nombres.",
    base: "année de base",
  },
  constructions: {
    title: "Le même indice, autrement construit",
    lead: "L'indice publié est la moyenne des rapports à la référence. D'autres constructions se défendent ; voici ce qu'elles donneraient, sur les mêmes parts.",
    construction: "Construction",
    index: "Indice",
    classe: "Classe",
    published: "Publiée : moyenne des rapports",
    without: "sans objet",
    note: "Sous chaque construction, les points de chaque part : leur somme est l'écart à 100. « Sans objet » : une part nulle n'a pas de moyenne géométrique ; une résidence qui fait plus de la moitié de sa commune ne se compare pas à elle. L'AMPI a sa propre unité : ses classes comptent autant de résidences que celles de l'indice publié.",
    classesOnly:
      "Votre rôle lit des parts arrondies : les indices exacts en donneraient les effectifs, la classe seule est dite. « Sans objet » : une part nulle n'a pas de moyenne géométrique ; une résidence qui fait plus de la moitié de sa commune ne se compare pas à elle.",
    names: {
      moyenne_geometrique: "Moyenne géométrique",
      rapport_des_sommes: "Rapport des sommes",
      ampi: "AMPI (pénalise les déséquilibres)",
      plafond: "Rapports plafonnés à 300",
      parts_lissees: "Parts lissées",
      autre_reference: "Référence : sa commune",
      sans_la_residence: "Référence : les autres résidences",
    },
  },
  family: {
    title: "Les résidences qui lui ressemblent",
    example: "Sa résidence la plus typique :",
    moved: ": les familles n'ont pas bougé, c'est elle qui a changé.",
    only: "aucune autre résidence ne lui ressemble assez",
    average: "Aucun indicateur ne s'y écarte nettement de la référence.",
    unstable: "Famille instable : d'autres tirages des mêmes résidences la dessineraient autrement.",
  },
  solidity: {
    title: "À quel point c'est solide",
    recipes: "Avec une autre recette, contre les autres, depuis la dernière fois",
    details: "Part par part : entre quoi et quoi, et ce que pèse un logement",
    between: "Entre (90 %)",
    oneMore: "Un de plus",
    noFlip: "Aucun autre choix de poids ne changerait la classe.",
    noRecipe: "Aucune autre recette ne s'applique à cette résidence.",
    note: "« Un de plus » : les points d'indice qu'ajouterait un logement ou un ménage de plus dans la part. L'anneau est l'indice publié, la bande est l'intervalle.",
  },
  facts: {
    adresse: "Adresse",
    logements: "Logements",
    mise_en_service: "Mise en service",
    rehabilitation: "Réhabilitation",
    statut: "Statut",
    types: "Types de logements",
    financement: "Financement",
    qpv: "Quartier prioritaire",
    energie: "Étiquette énergie (DPE)",
    rest: { types: "non connu", financement: "autre ou non connu", energie: "non connue" },
    loyer_m2: "Loyer moyen",
    repondants: "Répondants à l'enquête d'occupation",
    statuts: { active: "en service", demolition: "démolition prévue", vendue: "vendue" },
  },
  limits: {
    items: {
      people:
        "Il ne dit rien d'un ménage, ni de ceux qui habitent la résidence : il compare des parts à celles du territoire de référence.",
      decision:
        "Il ne décide rien. Il invite les partenaires à examiner ; la vigilance renforcée et l'attribution travaillée sont leurs décisions.",
      small: "Dans une petite résidence, un ou deux ménages suffisent à déplacer une part de plusieurs points.",
      date: "Il décrit les années des données, pas la situation d'aujourd'hui.",
      cause: "Un écart n'est pas une cause : travaux, livraison récente ou relogement peuvent l'expliquer.",
      overlap:
        "Les ménages sous 40 % des plafonds comptent aussi parmi ceux sous 60 % : les ressources pèsent la moitié de l'occupation.",
    },
    method: "Lire toute la méthode",
  },
});

const CLASS_LABELS: Record<ClassName, string> = {
  équilibré: "Équilibré",
  intermédiaire: "Intermédiaire",
  fragile: "Fragile",
};

/** « en 2012 », « aucune », « non transmise »: to know that there was none is not to know nothing. */
export function describeRehabilitation(year: string | undefined): string {
  if (year === undefined) return "non transmise";
  return year === "aucune" ? year : `en ${year}`;
}

/** « démolition prévue »; a status that the screens do not know is shown as it is. */
export function labelStatut(statut: string): string {
  const { statuts } = texts.facts;
  return statut in statuts ? statuts[statut as keyof typeof statuts] : statut;
}

/** « Fragile », or the status when there is no class. */
export function labelClass(value: IndexValue): string {
  return value.class ? CLASS_LABELS[value.class] : STATUS_LABELS[value.status];
}

/** « 142 », or the status in words. */
export function labelValue(value: IndexValue): string {
  return value.value === null ? STATUS_LABELS[value.status] : formatIndex(value.value);
}

/** « Les Îles — bâtiment H, Bonneville, 27 logements, fragilité 142, fragile, à examiner ». */
export function describeRow(
  row: Pick<PartnerResidence, "nom" | "logements" | "signal" | "signal_solidite" | "bounds"> & { commune: string },
  index: IndexName,
  value: IndexValue,
): string {
  const parts = [
    row.nom,
    row.commune,
    row.logements === null ? null : formatCount(row.logements, "logement"),
    `${INDEX_LABELS[index].toLowerCase()} ${labelValue(value)}`,
    value.class,
    value.status === "partiel" ? STATUS_LABELS.partiel : null,
    ...listRowBounds(row),
    row.signal ? describeSignal(row).toLowerCase() : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

/** « Monoparentales : ≥ 95 % », for each of its shares of which a bound is said. */
export function listRowBounds({ bounds }: Pick<PartnerResidence, "bounds">): string[] {
  return listBounds((name) => bounds?.[name]);
}

/** « À examiner », or « À examiner · à confirmer »: a signal that its small counts leave open is never shown as certain. */
export function describeSignal({ signal_solidite: solidite }: { signal_solidite: string | null }): string {
  return solidite === null || solidite === "avéré" ? texts.sheet.signal : `${texts.sheet.signal} · ${solidite}`;
}

/** « marge 2 », « marge inconnue (secret statistique) ». */
export function labelMargin(row: { margin: number | null; indices: { fragilite: IndexValue } }): string {
  if (row.margin !== null) return `${texts.marginTheme.short} ${formatCount(row.margin, "ménage")}`;
  const { value, status } = row.indices.fragilite;
  return value === null ? STATUS_LABELS[status] : texts.marginTheme.unknown;
}

/** « Les Tilleuls, Bonneville, 44 logements, équilibré, marge d'accueil 2 ménages ». */
export function describeMarginRow(row: {
  nom: string;
  commune: string;
  logements: number | null;
  margin: number | null;
  indices: { fragilite: IndexValue };
}): string {
  const parts = [
    row.nom,
    row.commune,
    row.logements === null ? null : formatCount(row.logements, "logement"),
    row.indices.fragilite.class,
    labelMargin(row),
  ];
  return parts.filter((part) => part !== null).join(", ");
}

/** « 46 résidences affichées sur 112 ». */
export function describeCount(shown: number, all: number): string {
  if (shown === all) return typeset(`${formatCount(all, "résidence")} affichée${all < 2 ? "" : "s"}`);
  return typeset(`${formatCount(shown, "résidence")} affichée${shown < 2 ? "" : "s"} sur ${all}`);
}

/** « Les 50 plus élevées sur 812 ; le tableau les montre toutes. » */
export function describeCut(shown: number, all: number): string {
  return typeset(`Les ${formatInteger(shown)} plus élevées sur ${formatInteger(all)} ; le tableau les montre toutes.`);
}

/** « Source : OPS 2016, RPLS 2016. Publication n° 2 du … ». */
export function describeSource(publication: Publication): string {
  return typeset(
    `Sources : ${labelSurvey(publication.ops)} et RPLS ${publication.rpls}, données des bailleurs. Méthode ${publication.method_version}, publication n° ${publication.number}.`,
  );
}
