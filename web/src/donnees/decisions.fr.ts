/** Sentences of what a person decides, and what is read before deciding. Typed with plain spaces. */
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
  certificate: {
    title: "Certificat de secret du brouillon",
    holds:
      "Le brouillon a été attaqué comme le ferait un lecteur, et comme le ferait chaque bailleur : rien ne se déduit.",
    leaks: "Ce brouillon ne peut pas être publié : {count} s'en déduiraient.",
    older: "Rien ne se déduit de ce brouillon ; d'anciennes publications laissent déduire {count} à elles seules.",
    who: "Attaquant",
    reads: "Ce qu'il sait",
    attacked: "Nombres attaqués",
    resist: "Résistent",
    interval: "Valeurs possibles, au moins",
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
