/** Every sentence of the follow-up. */
import { effectTexts } from "../shared/effects.fr";
import { today } from "../shared/form";
import { formatCount, formatDate, formatInteger, formatPercent, typeset, typesetAll } from "../shared/format";
import { formatGaugeShare } from "../shared/gauge-share";
import type { Objective, Objectives, ShownGauge } from "../shared/types";

export const texts = typesetAll({
  title: "Suivi de la convention",
  views: {
    objectifs: "Objectifs",
    equilibre: "Équilibre",
    relogement: "Relogement",
    offre: "Offre nouvelle",
    demande: "Demande",
    flux: "Flux",
    saisie: "Saisir une attribution",
  },
  view: "Montrer",
  year: "Année",
  until: "Situation au",
  untilReset: "Revenir à la date habituelle",
  withoutObject: "Sans objet cette année :",
  nothing: "Aucune attribution n'est enregistrée pour cette année. Chargez un fichier, ou saisissez la première.",
  summary: "Ce qui manque encore",
  allKept: "Tous les engagements mesurés sont tenus.",
  gauges: "Où en est chaque partenaire",
  together: "Ensemble",
  rounding:
    "L'objectif en nombre est arrondi au supérieur, pour chaque partenaire et pour l'ensemble : ceux des partenaires ne s'additionnent pas.",
  table: "Tous les objectifs, en chiffres",
  matrix: "Ménages prioritaires, par réservataire et par bailleur",
  matrixHelp: "Attributions aux ménages prioritaires sur toutes les attributions du contingent.",
  report: {
    title: "Rapport annuel à la conférence intercommunale du logement,",
    help: "Objectifs, équilibre, relogement, offre, écarts et méthode, prêt à être envoyé. Il additionne ce que vous pouvez lire.",
    pdf: "Rapport en PDF",
    xlsx: "Rapport en XLSX",
  },
  perimeter:
    "Les totaux additionnent ce que votre compte peut lire : votre parc pour un bailleur, votre territoire pour une commune.",
  method: "Comment ces chiffres sont faits",
  disagreements: "Ce qui ne concorde pas",
  disagreementsHelp:
    "Ces chiffres devraient être égaux et ne le sont pas. Ils sont montrés tels quels : à expliquer, pas à corriger ici.",
  columns: {
    objective: "Objectif",
    partner: "Partenaire",
    realised: "Réalisé",
    base: "Sur",
    share: "Part",
    rate: "Minimum",
    wanted: "Objectif en nombre",
    missing: "Manque",
    projection: "Manque en fin d'année",
    figure: "Ce qui est comparé",
    announced: "Annoncé",
    counted: "Constaté",
    gap: "Écart",
    why: "À savoir",
  },
  reached: "atteint",
  noThreshold: "suivi sans seuil",
  without: "sans objet",
  secret: "secret",
  withoutHelp: "Aucune attribution à compter : la part n'existe pas, elle n'est pas de 0 %.",
  partial: "partiel",
  bases: { attributions: "attributions", baux_signes: "baux signés", propositions: "propositions en CAL" },
  scopes: { partout: "sur tout le territoire", qpv: "en QPV", hors_qpv: "hors QPV" },
  entry: {
    title: "Saisir une attribution",
    lead: "Rien sur les personnes : un logement, un réservataire, des critères. Entrée enregistre, sans recharger la page.",
    correcting: "Correction d'une attribution",
    place: "Le logement",
    criteria: "L'attribution",
    date: "Date",
    residence: "Résidence",
    noResidence: "Non précisée",
    bailleur: "Bailleur",
    commune: "Commune",
    reservataire: "Réservataire",
    qpv: "En QPV",
    quartile: "Quartile de ressources",
    quartiles: { ...effectTexts.quartiles, "": "inconnu" },
    flags: effectTexts.flags,
    bail_signe: "Bail signé",
    typologie: "Type",
    financement: "Financement",
    proposition: "Proposition en CAL seulement",
    choose: "Choisir…",
    unknown: "non précisé",
    submit: "Enregistrer",
    submitCorrection: "Enregistrer la correction",
    giveUp: "Abandonner la correction",
    saved: "Attribution enregistrée.",
    corrected: "Correction enregistrée.",
    withdrawn: "Attribution annulée ; l'historique la garde.",
    sending: "Enregistrement…",
    effects: "Ce que cette attribution a changé",
  },
  list: {
    title: "Attributions enregistrées",
    history: "Montrer aussi ce qui a été annulé",
    correct: "Corriger",
    cancel: "Annuler",
    confirm: "Confirmer l'annulation",
    keep: "Garder",
    origins: { saisie: "saisie" },
    cancelled: "annulée",
    columns: {
      date: "Date",
      what: "Logement",
      who: "Réservataire",
      criteria: "Critères",
      origin: "Origine",
      actions: "Actions",
    },
  },
});

/** « Au 28 septembre 2018 : 79 attributions, dont 76 baux signés… » */
export function describeYear(statement: Objectives, asked = false): string {
  const day = formatDate(statement.as_of);
  const counts = `${formatCount(statement.attributions, "attribution")}, dont ${formatCount(statement.signed, "bail signé", "baux signés")}`;
  const threshold = statement.threshold
    ? ` Premier quartile : moins de ${formatInteger(statement.threshold.yearly)} € par an et par unité de consommation (arrêté ${statement.threshold.decree}).`
    : "";
  const { last } = statement.convention;
  const over =
    statement.year > last
      ? ` La convention s'achevait en ${last} : ses derniers taux sont montrés, ce ne sont plus des engagements.`
      : "";
  // A year that is over has nothing to come: its records stop, unless this is the day that was asked for.
  const isOver = statement.year < Number(today().slice(0, 4));
  const stopped =
    isOver && !asked && statement.elapsed < 1
      ? ` Les enregistrements de ${statement.year} s'arrêtent à cette date : la fin de l'année n'y est pas.`
      : "";
  return typeset(`Au ${day} : ${counts}.${threshold}${over}${stopped}`);
}

/** « minimum 25 % », « minimum 25 % (État : 100 %) »: the least share, and who is held to another. */
export function describeMinimum({ partners, together }: Pick<Objective, "partners" | "together">): string {
  const said = (rate: number) => formatPercent(rate, decimalsOf(rate));
  const held = partners.filter(({ gauge }) => gauge.rate !== null);
  const usual = together.rate ?? findUsual(held.map(({ gauge }) => gauge.rate as number));
  if (usual === null) return texts.noThreshold;
  const others = held
    .filter(({ gauge }) => gauge.rate !== usual)
    .map(({ label, gauge }) => `${label} : ${said(gauge.rate as number)}`);
  return typeset(`minimum ${said(usual)}${others.length > 0 ? ` (${others.join(", ")})` : ""}`);
}

/** The rate of most. */
function findUsual(rates: readonly number[]): number | null {
  const times = (rate: number) => rates.filter((each) => each === rate).length;
  return rates.reduce<number | null>((best, rate) => (best === null || times(rate) > times(best) ? rate : best), null);
}

/** « baux signés, hors QPV » */
export function describeBase(objective: Objective): string {
  return `${texts.bases[objective.base]}, ${texts.scopes[objective.scope]}`;
}

/** « 6 sur 39 » */
export function describeRealised(gauge: ShownGauge): string {
  const without = describeWithout(gauge);
  return without ?? typeset(`${formatInteger(gauge.realised)} sur ${formatInteger(gauge.base)}`);
}

/** Why a gauge has no figure; `null` when it has one. */
export function describeWithout(gauge: ShownGauge): string | null {
  if (gauge.status === "secret") return texts.secret;
  return gauge.status === "sans_objet" || gauge.share === null ? texts.without : null;
}

/** What remains to be done, in number: « il manque 4 », « atteint », « sans objet ». */
export function describeMissing(gauge: ShownGauge): string {
  const without = describeWithout(gauge);
  if (without !== null) return without;
  if (gauge.missing === null) return texts.noThreshold;
  return gauge.missing === 0 ? texts.reached : `manque ${formatInteger(gauge.missing)}`;
}

/** « À ce rythme, 52 logements à la fin de l'année : objectif 13, encore 7 à faire sur 13. » */
export function describeProjection(gauge: ShownGauge): string | null {
  const projection = gauge.projection;
  if (!projection) return null;
  const todo =
    projection.missing === 0
      ? "déjà tenu"
      : `encore ${formatInteger(projection.missing)} à faire sur ${formatInteger(projection.remaining)} à venir`;
  return typeset(
    `À ce rythme, ${formatInteger(projection.base)} à la fin de l'année : objectif ${formatInteger(projection.wanted)}, ${todo}.`,
  );
}

/** The whole gauge in a sentence, for those who do not see it. */
export function describeGauge(label: string, gauge: ShownGauge): string {
  const without = describeWithout(gauge);
  if (without !== null || gauge.share === null) return typeset(`${label} : ${without ?? texts.without}.`);
  const rate = gauge.rate === null ? "" : `, pour ${formatPercent(gauge.rate, decimalsOf(gauge.rate))} au moins`;
  return typeset(
    `${label} : ${describeRealised(gauge)}, ${formatGaugeShare({ ...gauge, share: gauge.share })}${rate} ; ${describeMissing(gauge)}.`,
  );
}

/** 25 % has no decimal, 71,43 % has two. */
export function decimalsOf(rate: number): number {
  return Number.isInteger(Math.round(rate * 1e6) / 1e4) ? 0 : 2;
}
