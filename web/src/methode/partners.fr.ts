/** Sentences of the method that only partners read. */
import { formatCount, formatPrecise, typeset, typesetAll } from "../shared/format";

export const partnerTexts = typesetAll({
  closed: "Les chiffres de la publication sont réservés aux partenaires.",
  signIn: "Se connecter depuis la carte",
  noEvaluation:
    "Aucune mesure n'a été évaluée. Le gestionnaire déclare les résidences qu'une mesure a touchées, et l'année, par « observatoire evaluate ».",
  weights: "Ce que pèse chaque thème dans l'indice",
  correlations: "Corrélations entre les rapports des résidences (Pearson)",
  withIndex: "Avec l'indice",
  theme: "Thème",
  weight: "Poids",
  indicator: "Indicateur",
  tooFew: "Trop peu de résidences ont toutes leurs parts pour mesurer la cohérence.",
  families: {
    none: "Cette publication n'a pas de familles : il faut au moins vingt résidences dont toutes les parts sont publiées.",
    caption: "Centre de chaque famille (base 100)",
    family: "Famille",
    residences: "Résidences",
    unstable: "instable",
  },
  themes: { ressources: "Ressources", emploi: "Emploi", famille: "Famille" } as Record<string, string>,
  effects: {
    index: "Indice, sur la base du premier millésime",
    which: "Indice",
    effect: "Effet",
    interval: "Entre (90 %)",
    treated: "Résidences touchées",
    others: "Autres",
    noTrend:
      "Un seul millésime précède la mesure : rien ne dit que les deux groupes évoluaient de même avant elle. L'effet est à lire avec réserve.",
    parallel:
      "Avant la mesure, rien ne montre que les deux groupes évoluaient autrement l'un de l'autre, aux intervalles près.",
    notParallel:
      "Avant la mesure, les deux groupes n'évoluaient déjà pas de même : l'effet mesuré peut n'être que la suite de cet écart.",
    mean: "Retour à la moyenne : les résidences touchées partaient bien plus haut que les autres. Une partie de leur baisse, s'il y en a une, viendrait sans aucune mesure.",
    years:
      "Pas d'estimation : il faut au moins un millésime publié avant la mesure et un après. Les prochaines publications le permettront peut-être.",
    straddles: "non conclusif",
    down: "baisse",
    up: "hausse",
  },
});

export const EFFECT_LABELS = {
  occupation: "Occupation",
  attractivite: "Attractivité",
  fragilite: "Fragilité",
} as const;

/** « Pas d'estimation : il faut au moins 10 résidences touchées et 10 autres, observées avant et après. » */
export function describeTooFew(minimum: number): string {
  return typeset(
    `Pas d'estimation : il faut au moins ${minimum} résidences touchées et ${minimum} autres, observées avant et après. ` +
      "En dessous, l'écart tiendrait à une ou deux résidences.",
  );
}

/** Cronbach's alpha, in words that an elected official reads. */
export function describeAlpha(alpha: number | null, units: number): string {
  const count = formatCount(units, "résidence");
  if (alpha === null) return typeset(`Mesuré sur ${count}.`);
  const said =
    alpha >= 0.7
      ? "les indicateurs vont ensemble, l'indice résume une même chose"
      : alpha >= 0.4
        ? "les indicateurs vont en partie ensemble"
        : "les indicateurs ne vont pas ensemble : l'indice additionne des fragilités différentes, il faut les lire une à une";
  return typeset(`Alpha de Cronbach ${formatPrecise(alpha, 2)}, sur ${count} : ${said}.`);
}
