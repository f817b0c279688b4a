/** What the calendar of the files says. */
import { typesetAll } from "../shared/format";

export const words = typesetAll({
  title: "Calendrier des envois",
  helpManager: "Ce que chaque bailleur a envoyé, et ce qui manque encore.",
  helpLandlord: "Ce que l'observatoire a reçu de vous, et ce qu'il attend.",
  year: "Année",
  landlord: "Bailleur",
  what: "Données",
  due: "Échéance",
  residences: "Résidences décrites",
  received: "Chargé le",
  state: "État",
  empty: "Aucun bailleur n'est encore enregistré : chargez d'abord des résidences.",
  late: "En retard : {names}.",
  lateShort: "en retard",
  emptied: "{names} n'a plus de résidence en service (vendues ou démolies) : rien n'en est plus attendu.",
  emptiedMany: "{names} n'ont plus de résidence en service (vendues ou démolies) : rien n'en est plus attendu.",
  reminders: "Rappels à copier",
  remindersHelp: "Un message par bailleur en attente : relisez-le, copiez-le, envoyez-le depuis votre messagerie.",
  reminderTo: "Rappel à {name}",
  copy: "Copier le rappel",
  copyTo: "Copier le rappel à {name}",
  copied: "Le rappel à {name} est copié.",
  select: "Le texte est sélectionné : copiez-le avec Ctrl + C.",
});
