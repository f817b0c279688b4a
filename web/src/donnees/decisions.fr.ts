/** Sentences of what a person decides about an official file. Typed with plain spaces. */
import { typesetAll } from "../shared/format";

export const words = typesetAll({
  columns: {
    title: "Les colonnes de l'enquête",
    help: "Une ligne du fichier décrit un {level}. Dites quelle colonne donne quoi : la réponse est retenue pour ce bailleur, et proposée l'an prochain.",
    remembered: "Cette correspondance a été confirmée pour ce bailleur : elle s'applique d'elle-même.",
    levels: { logement: "logement", residence: "résidence" },
    landlord: "Bailleur",
    choose: "À choisir",
    none: "Aucune",
    required: "obligatoire",
    personal: "Colonnes sur des personnes, jamais lues : {names}.",
    confirm: "Confirmer ces colonnes",
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
