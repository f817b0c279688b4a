/** The bodies with reservation rights, in the words of the convention. The keys are those of the contract. */
import { typesetAll } from "./format";

export const RESERVATAIRES: Record<string, string> = typesetAll({
  etat: "État",
  action_logement: "Action Logement",
  communes: "Communes",
  epci: "Intercommunalité",
  departement: "Département",
  bailleurs: "Bailleurs",
  autres: "Autres réservataires",
  non_precise: "Contingent non précisé",
});
