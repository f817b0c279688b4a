/** Sentences of « what this designation would change for the objectives ». */
import { typesetAll } from "./format";

export const effectTexts = typesetAll({
  title: "Ce que cette désignation changerait pour les objectifs",
  lead: "Choisissez un type d'attribution, comptée comme suivie d'un bail signé. Rien n'est enregistré.",
  reservataire: "Contingent",
  choose: "Choisir…",
  quartile: "Quartile de ressources",
  quartiles: { "1": "1er", "2-4": "2e à 4e" },
  flags: {
    prioritaire: "Prioritaire (L. 441-1)",
    dalo: "DALO",
    relogement_ru: "Relogement (renouvellement urbain)",
    mutation: "Mutation",
  },
  clear: "Effacer",
  incompleteRight: "Choisissez le contingent et le quartile : chaque objectif concerné s'affiche, avant et après.",
  incomplete: "Choisissez le quartile : chaque objectif concerné s'affiche, avant et après.",
  none: "La convention ne suit aucun objectif que cette désignation concerne.",
  unreadable:
    "Votre compte ne lit pas les attributions de ce bailleur dans cette commune : l'effet ne peut pas être calculé.",
  caption: "Les objectifs avant et après cette désignation",
  objective: "Objectif",
  before: "Avant",
  after: "Après",
  together: "Ensemble",
  without: "sans objet",
  followed: "sans seuil",
  reached: "tenu",
  nearer: "rapproche",
  stronger: "conforte",
  farther: "éloigne",
  same: "manque inchangé",
  held: "reste tenu",
  readable: "Ces comptes additionnent ce que votre compte peut lire.",
});
