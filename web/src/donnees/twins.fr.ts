/** What is said of a file sent twice. */
import { typesetAll } from "../shared/format";

export const twinWords = typesetAll({
  heading: "Ce fichier est déjà là",
  loaded: "Le même fichier, « {name} », déposé le {date} par {who}, a déjà été chargé (reçu n° {number}).",
  waiting: "Le même fichier, « {name} », déposé le {date} par {who}, attend déjà : {state}.",
  open: "Ouvrir ce dépôt",
  openOf: "Ouvrir le dépôt de « {name} » du {date}, par {who}",
  advice:
    "Abandonnez celui-ci si c'est un double. Vous pouvez aussi continuer : par exemple après une correction faite entre-temps, ou un retour à une publication précédente.",
  title: "Charger de nouveau le même fichier ?",
  text: "« {name} » est déjà là, à l'octet près. Continuer l'enregistre une fois de plus : ce qui a été corrigé depuis par un autre fichier serait remplacé.",
  confirm: "{label} quand même",
});
