/** Sentences of what a person decides, and what is read before deciding. Typed with plain spaces. */
import { typesetAll } from "../shared/format";

export const words = typesetAll({
  columns: {
    title: "Les colonnes de l'enquête",
    help: "Une ligne du fichier décrit {level}. Dites quelle colonne donne quoi : la réponse est retenue pour ce bailleur, et proposée l'an prochain.",
    remembered: "Cette correspondance a été confirmée pour ce bailleur : elle s'applique d'elle-même.",
    levels: { logement: "un logement", residence: "une résidence" },
    landlord: "Bailleur",
    choose: "À choisir",
    none: "Aucune",
    required: "obligatoire",
    personal: "Colonnes sur des personnes, jamais lues : {names}.",
    confirm: "Confirmer ces colonnes",
  },
  certificate: {
    title: "Certificat de secret du brouillon",
    holds:
      "Le brouillon a été attaqué comme le ferait un lecteur, et comme le ferait chaque bailleur : rien ne s'en déduit.",
    leaks: "Ce brouillon ne peut pas être publié : {count} s'en déduiraient.",
    coalitions: {
      none: "Si deux bailleurs se montraient leurs fichiers ({count}), ils n'en sauraient pas plus que chacun seul.",
      some: "Si deux bailleurs se montraient leurs fichiers entiers, ce qu'ils n'ont pas le droit de faire, ils retrouveraient des nombres des autres ({count}). Cela n'est pas empêché, et n'arrête pas la publication.",
      pair: "{who} : {exact} des {all} nombres secrets des autres seraient calculés.",
      pairNarrow:
        "{who} : {exact} des {all} nombres secrets des autres seraient calculés, et {narrow} connus à deux valeurs près.",
      left: "Faute de temps, {count} n'ont pas été essayées.",
    },
    already: {
      all: "Déjà publiés : {count} que ce brouillon garde secrets se lisent dans d'autres publications ({where}). Il n'y ajoute rien, et les retenir n'y change rien.",
      shown: "{count} dans la publication {publication} du {date}",
      deduced: "{count} par déduction",
    },
    who: "Attaquant",
    reads: "Ce qu'il sait",
    attacked: "Nombres attaqués",
    resist: "Résistent",
    interval: "Valeurs possibles, au moins",
    withheld: {
      caption: "Ce qui a dû être retenu",
      help: "Petits nombres, et ceux qui les laisseraient calculer : la raison n'est dite pour aucune case.",
      level: "Niveau",
      levels: { residence: "résidences", secteur: "secteurs", commune: "communes", epci: "intercommunalité" },
      transmitted: "Transmis",
      whole: "Retenus en entier",
      part: "Retenus en partie",
      cells: "Indicateurs secrets",
      dwellings: "Logements des retenus en entier",
    },
  },
  residences: {
    title: "Les logements regroupés en résidences",
    help: "Les logements du fichier forment {count}. Vérifiez sur la carte celles qui sont nouvelles ; rattachez à une autre celles que l'observatoire connaît déjà. La décision est retenue.",
    allKnown: "Toutes ces résidences sont connues : rien n'est à décider.",
    map: "Carte des résidences proposées",
    name: "Résidence",
    address: "Adresses",
    dwellings: "Logements",
    origin: "Origine",
    place: "Lieu",
    belongs: "Appartient à",
    belongsOf: "Résidence à laquelle appartient {name}",
    own: "elle-même",
    approve: "Approuver ces résidences",
    legend: "Cercle plein : nouvelle ; cercle vide : déjà connue ; tireté : placée au milieu de sa commune.",
  },
});
