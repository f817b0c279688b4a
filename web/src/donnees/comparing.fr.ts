/** Sentences of the comparison of sources. Typed with plain spaces. */
import { typesetAll } from "../shared/format";
import type { ComparedQuantity } from "../shared/types";

export const comparison = typesetAll({
  title: "La même quantité, plusieurs sources",
  help: "Vos chargements à côté de ce qu'annoncent la convention, le classeur du SDES ou un document. Rien n'est corrigé : un écart s'explique, ou reste ouvert.",
  never: "Rien n'a encore été comparé.",
  found: "{count}, {agree} ; {explained}, {open}. Comparé le {date}.",
  again: "Comparer maintenant",
  all: "Montrer aussi ce qui concorde ou n'est pas montré",
  nothing:
    "Aucune quantité n'est donnée par deux sources. Chargez le classeur de résultats du SDES, ou notez un total ci-dessous.",
  allAgree: "Aucun écart entre les sources.",
  year: "Année",
  territory: "Territoire",
  measure: "Mesure",
  sources: "Ce que dit chaque source",
  gap: "Écart",
  state: "Explication",
  notShown: "non montré :",
  explain: "Expliquer",
  explainAgain: "Compléter",
  explainTitle: "Expliquer l'écart : {measure} {year}, {name}",
  explainLabel: "Ce que chaque source compte",
  explainHelp:
    "Daté et au nom de votre organisme ; ce qui a été dit avant reste. Aucune valeur ne change. Ne nommez personne.",
  keep: "Garder cette explication",
  total: {
    title: "Noter un total lu ailleurs",
    help: "Il est comparé à vos chargements ; il n'entre dans aucun calcul.",
    source: "Source (« Convention, page 48 »)",
    measure: "Mesure",
    territory: "Territoire",
    year: "Année décrite",
    value: "Valeur",
    submit: "Noter ce total",
  },
});

export const COMPARED_STATES: Record<ComparedQuantity["etat"], string> = typesetAll({
  a_expliquer: "à expliquer",
  a_revoir: "à revoir : la valeur a changé depuis",
  explique: "expliqué",
  concorde: "concorde",
  non_montre: "non montré ici",
});

export const MEASURE_LABELS: Record<string, string> = typesetAll({
  logements: "Logements",
  logements_qpv: "Logements en QPV",
  loues: "Logements loués",
  vacants: "Logements vacants",
  vacants_3_mois: "Vacants depuis plus de 3 mois",
  vides: "Logements vides",
  taux_vacance: "Taux de vacance (%)",
  taux_vacance_3_mois: "Taux de vacance de plus de 3 mois (%)",
  offerts_un_an: "Offerts à la location depuis un an",
  emmenages: "Emménagés dans l'année",
  taux_mobilite: "Taux de mobilité (%)",
  avant_1975: "Mis en service avant 1975",
  plai: "Logements PLAI",
  plus: "Logements PLUS",
  pls: "Logements PLS",
  attributions: "Attributions de l'année",
});
