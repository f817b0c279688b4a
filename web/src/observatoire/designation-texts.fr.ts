/** Sentences of « before a designation »: types of household, never a person. */
import { typesetAll } from "../shared/format";

export const designationTexts = typesetAll({
  title: "Avant une désignation",
  lead: "Choisissez un type de ménage : la fiche montre ce que changerait son entrée, à la place d'un ménage moyen de la résidence. Aucune donnée sur une personne n'est demandée ni conservée.",
  jump: "Essayer un type de ménage",
  choose: "Choisir…",
  ressources: "Ressources",
  famille: "Composition",
  taille: "Taille",
  activite: "Emploi",
  clear: "Effacer le type",
  incomplete: "Complétez les quatre traits pour voir l'effet.",
  withheld:
    "Les chiffres de cette résidence ne se lisent pas (secret statistique ou données non transmises) : l'effet non plus.",
  caption: "La résidence avant et après cette désignation",
  before: "Avant",
  after: "Après",
  margin: "Marge d'accueil restante",
  note: "Ordre de grandeur : les effectifs sont ceux du millésime, et la référence ne bouge pas.",
  nearby: "Où la même désignation fait mieux, à moins de 5 km",
  nearbyNote:
    "Résidences qui restent hors de la classe « fragile » après cette désignation, gardent de la marge, et dont l'indice serait plus bas qu'ici ; elles ont des logements de la taille qui convient.",
  nearbyNone: "Aucune résidence à moins de 5 km ne fait mieux avec les chiffres publiés.",
  suited: "logements de taille adaptée",
  neighbours: {
    title: "Résidences voisines qui pourraient accueillir",
    note: "À moins de 5 km, de loyer proche (à 15 % près) et de types semblables, hors de la classe « fragile », avec une marge d'accueil.",
    none: "Aucune résidence voisine ne réunit ces conditions dans cette publication.",
    noRent: "Le loyer de cette résidence n'est pas connu : rien ne peut lui être comparé.",
  },
});

/** The closed lists, in the words of the forms. The keys are those of the contract. */
export const TRAITS = {
  ressources: typesetAll({
    inf_40: "Sous 40 % des plafonds (premier quartile)",
    de_40_a_60: "De 40 à 60 % des plafonds",
    sup_60: "Au-dessus de 60 % des plafonds",
  }),
  famille: typesetAll({
    seule: "Personne seule",
    couple: "Couple sans enfant",
    couple_enfants: "Couple avec enfants",
    monoparentale: "Famille monoparentale",
  }),
  taille: typesetAll({
    "1": "1 personne",
    "2": "2 personnes",
    "3_4": "3 ou 4 personnes",
    "5": "5 personnes ou plus",
  }),
  activite: typesetAll({
    aucun: "Aucun adulte inscrit au chômage",
    un: "Un adulte inscrit au chômage",
    deux: "Deux adultes inscrits au chômage",
  }),
} as const;
