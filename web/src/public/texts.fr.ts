/** Sentences of the public map. */
import { measureAge, OLD_AFTER } from "../shared/age";
import { formatCount, formatDate, formatInteger, formatRent, NBSP, typeset, typesetAll } from "../shared/format";
import type { Publication } from "../shared/types";
import { firstRecentYear, type Place, type Residence, rateMobility, TYPES } from "./rows";

/** A dwelling that everybody pictures: three rooms. */
const EXAMPLE_M2 = 60;

export const texts = typesetAll({
  mapLabel: "Carte du parc social par commune",
  communesLabel: "Communes : flèches pour aller de l'une à l'autre, Entrée pour choisir",
  choose: "Votre commune",
  whole: "Tout le territoire",
  backToWhole: "Voir tout le territoire",
  zoomTo: "Voir ses résidences sur la carte",
  legend: "Logements sociaux :",
  roundedShares: "Parts arrondies : leur somme ne fait pas tout à fait 100 %.",
  unknownVolume: "nombre non connu",
  dot: "une résidence",
  empty: "Aucune commune n'a encore été publiée.",
  unknown: "Cette commune ne figure pas dans la carte. Choisissez-en une dans la liste.",
  card: {
    rent: "Loyer moyen",
    rentHelp: "par mois, hors charges",
    freed: "Logements libérés dans l'année",
    wait: "Attente moyenne",
    waitHelp: "de ceux qui ont obtenu un logement",
    sizes: "Taille des logements",
    size: "Taille",
    energy: "Étiquette énergie (DPE)",
    label: "Étiquette",
    ages: "Mis en service",
    landlords: "Bailleurs",
    hidden: "non publié (petit nombre)",
    unknown: "non connu",
    residences: "Résidences",
    hint: "Touchez une commune sur la carte, ou choisissez-la dans la liste, pour voir ses résidences, les demandes et l'attente.",
    showAll: "Afficher toutes les résidences",
    locate: "Voir sur la carte",
    noResidence: "Aucune résidence connue dans cette commune.",
  },
  widen: {
    title: "Élargir ma recherche",
    lead: "Une seule demande peut citer plusieurs communes. Les plus proches :",
    freed: "libérés dans l'année :",
    wait: "attente :",
    shorter: "attente plus courte",
  },
  energy: { dpe_abc: "A, B ou C", dpe_de: "D ou E", dpe_fg: "F ou G" },
  demand: {
    title: "Demandes et attente en",
    heads: { size: "Taille", applicants: "Demandes", pressure: "Pour un logement attribué", wait: "Attente" },
    every: "Toutes les tailles",
    largest: "5 pièces et plus",
    help: "« 15 pour 1 » : quinze demandes en cours pour une attribution dans l'année. Demandes arrondies à la dizaine : leur somme peut différer du total. L'attente est une moyenne ; la vôtre dépend de votre situation.",
  },
  guichets: "Où déposer ma demande",
  shares: {
    title: "Indicateurs publics de la commune",
    lead: "Parts arrondies, décidées ouvertes par l'intercommunalité. Elles décrivent un parc, pas ses habitants un à un, et ne disent rien d'une résidence.",
    limits: "Ce que ces chiffres ne disent pas",
  },
  table: {
    caption: "Communes : logements, loyer, mobilité, attente",
    name: "Commune",
    logements: "Logements",
    rent: "Loyer €/m²",
    freed: "Libérés en un an",
    wait: "Attente",
    hidden: "non publié",
  },
});

export const TYPE_LABELS: Record<(typeof TYPES)[number], string> = {
  t1: "1 pièce",
  t2: "2 pièces",
  t3: "3 pièces",
  t4: "4 pièces",
  t5: "5 pièces et plus",
};

/** « 320 logements sociaux, dont 26 mis en service depuis 2011 ». */
export function describeStock(place: Place, recent: number, rpls: number): string {
  if (place.logements === null) return typeset("Nombre de logements non connu");
  const count = formatCount(place.logements, "logement social", "logements sociaux");
  if (recent === 0) return count;
  return typeset(`${count}, dont ${formatInteger(recent)} mis en service depuis ${firstRecentYear(rpls)}`);
}

/** « 7 sur 100 », or why there is no number. */
export function describeMobility(place: Place, hidden = texts.card.hidden): string {
  const rate = rateMobility(place.facts);
  if (!rate) return hidden;
  return `${formatInteger(rate.freed)}${NBSP}sur${NBSP}${formatInteger(rate.outOf)}`;
}

/** « 5,90 €/m² », or that nobody knows. */
export function describeRent(place: Place): string {
  return place.facts.loyer_m2 === undefined ? texts.card.unknown : formatRent(place.facts.loyer_m2);
}

/** « par mois, hors charges : environ 350 € pour 60 m² », since few people count in square metres. */
export function describeRentHelp({ facts: { loyer_m2 } }: Place): string {
  if (loyer_m2 === undefined) return texts.card.rentHelp;
  const euros = Math.round((loyer_m2 * EXAMPLE_M2) / 10) * 10;
  return typeset(`${texts.card.rentHelp} : environ ${formatInteger(euros)} € pour ${EXAMPLE_M2}${NBSP}m²`);
}

/** « entre 1962 et 2015 », « en 2000 ». */
export function describeAges({ facts }: Place): string {
  const { mise_en_service_min: first, mise_en_service_max: last } = facts;
  if (first === undefined || last === undefined) return texts.card.unknown;
  return first === last ? `en ${first}` : `entre ${first} et ${last}`;
}

/** « à 4 km », « à moins d'un kilomètre ». */
export function describeDistance(kilometres: number): string {
  if (kilometres < 1) return "à moins d’un kilomètre";
  return `à ${formatInteger(Math.round(kilometres))}${NBSP}km`;
}

/** « 36 logements · 1966 · Halpades ». */
export function describeResidence({ logements, mise_en_service, bailleur }: Residence): string {
  const parts = [
    logements === null ? null : formatCount(logements, "logement"),
    mise_en_service === null ? null : String(mise_en_service),
    bailleur,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** « 3 T2, 7 T3, 21 T4 »: the sizes that are there. */
export function describeTypes({ facts }: Residence): string {
  return TYPES.flatMap((type) => (facts[type] ? [`${facts[type]}${NBSP}${labelType(type)}`] : [])).join(", ");
}

function labelType(type: (typeof TYPES)[number]): string {
  return type === "t5" ? "T5 ou plus" : type.toUpperCase();
}

/** « CC Faucigny-Glières · données au 1er janvier 2016 ». */
export function describeTerritory(name: string, { rpls }: Publication): string {
  return [name, typeset(`données au 1er janvier ${rpls}`)].filter(Boolean).join(" · ");
}

/** Said when the stock is more than two years old; empty otherwise. */
export function describeOldStock({ rpls }: Publication, now: Date): string {
  return measureAge(rpls, now) > OLD_AFTER ? typeset(`Chiffres de ${rpls} : le parc a pu changer depuis.`) : "";
}

/** Where the numbers come from, and when they were published. */
export function describeSources({ rpls, number, published_at }: Publication): string {
  return typeset(
    `Du répertoire des logements locatifs des bailleurs sociaux (RPLS) au 1er janvier ${rpls}, tel que les bailleurs le transmettent. ` +
      `Publication n° ${number} du ${formatDate(published_at)}.`,
  );
}
