/** Sentences of the page of the method: those that depend on the recipe. */
import { formatDate, formatInteger, formatPercent, labelSurvey, typeset, typesetAll } from "../shared/format";
import type { ClassName, IndexName, Method, Publication } from "../shared/types";

export const texts = typesetAll({
  recipe: {
    indicator: "Indicateur",
    counted: "Ce qui est compté",
    among: "parmi",
    source: "Source",
    weight: "Poids",
  },
  scale: {
    label: "Échelle des indices : classes et couleurs de la carte",
    reference: "100 = référence",
  },
});

export const CLASS_NAMES: readonly ClassName[] = ["équilibré", "intermédiaire", "fragile"];

/** Which survey a source is. */
export const SOURCE_LABELS: Record<string, string> = typesetAll({
  OPS: "OPS, enquête sur l'occupation du parc social",
  RPLS: "RPLS, répertoire des logements des bailleurs sociaux",
});

/** Which publication and which recipe the page shows. */
export function describeEdition(publication: Publication, method: Method): string {
  return typeset(
    `Méthode ${method.version} (${method.titre.toLowerCase()}), telle qu'elle a servi à la publication n° ${publication.number} ` +
      `du ${formatDate(publication.published_at)} : ${labelSurvey(publication.ops)}, RPLS ${publication.rpls}, base 100 = ${publication.reference.nom}.`,
  );
}

/** « moins de 105 », « de 105 à moins de 120 », « 120 et plus ». */
export function describeClass(name: ClassName, { intermediaire, fragile }: Method["classes"]): string {
  const low = formatInteger(intermediaire);
  const high = formatInteger(fragile);
  switch (name) {
    case "équilibré":
      return `moins de ${low}`;
    case "intermédiaire":
      return `de ${low} à moins de ${high}`;
    case "fragile":
      return `${high} et plus`;
    default:
      return name satisfies never;
  }
}

/** The rule of the signal, in a sentence. */
export function describeSignal({ signal }: Method): string {
  const { fragilite, occupation, attractivite, logements_minimum } = signal;
  return typeset(
    `Une résidence porte le signal « à examiner » si sa fragilité atteint ${formatInteger(fragilite)}, ou si son occupation atteint ` +
      `${formatInteger(occupation)} avec une attractivité d'au moins ${formatInteger(attractivite)} ; à condition que toutes ses données ` +
      `soient connues et qu'elle compte au moins ${formatInteger(logements_minimum)} logements.`,
  );
}

/** How many components each index needs. */
export function describeMinimum({ indices }: Method): string {
  const need = (name: IndexName) => {
    const { composantes, composantes_minimales } = indices[name];
    return `${composantes_minimales} composantes sur ${Object.keys(composantes).length}`;
  };
  return typeset(
    `L'occupation se calcule avec au moins ${need("occupation")}, l'attractivité avec au moins ${need("attractivite")} ; ` +
      "les poids restants sont ramenés à une somme de 1.",
  );
}

/**
 * Weights as shares of their sum: `{ occ1: 1, … }` of four is « 25 % » each. A share that no percentage writes exactly is the
 * fraction that it is: three times « 33 % » would leave one part in a hundred to nobody.
 */
export function shareWeights(weights: Record<string, number>): Map<string, string> {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return new Map(Object.entries(weights).map(([name, weight]) => [name, writeShare(weight, sum)]));
}

function writeShare(weight: number, sum: number): string {
  const digits = [0, 1].find((each) => isWhole((weight / sum) * 10 ** (2 + each)));
  if (digits !== undefined) return formatPercent(weight / sum, digits);
  if (!isWhole(weight) || !isWhole(sum)) return formatPercent(weight / sum, 1);
  const divisor = findDivisor(weight, sum);
  return `${weight / divisor}/${sum / divisor}`;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}

function findDivisor(a: number, b: number): number {
  return b === 0 ? a : findDivisor(b, a % b);
}

/** Whether an audit found that nothing secret can be deduced, and when. */
export function describeCertificate(certifiedAt: string | null): string {
  return typeset(
    certifiedAt
      ? `Certificat du ${formatDate(certifiedAt)} : un programme indépendant a tenté de retrouver chaque nombre secret à partir de tout ce qui est publié, sans y parvenir.`
      : "La publication en ligne n'a pas de certificat sans réserve : des nombres secrets se déduisent encore, d'elle ou de publications antérieures.",
  );
}
