/** Counts in words, for whoever explains a share. */
import { typesetAll } from "./format";

/** Counts in words. A count that a later recipe brings is shown by its own name. */
const COUNT_LABELS: Record<string, string> = typesetAll({
  ress_inf_40: "ménages sous 40 % des plafonds HLM",
  ress_inf_60: "ménages sous 60 % des plafonds HLM",
  menages_ressources_connues: "ménages dont les ressources sont connues",
  majeurs_chomage: "majeurs inscrits comme demandeurs d'emploi",
  majeurs_activite_connue: "majeurs dont l'activité est connue",
  familles_monoparentales: "familles monoparentales",
  menages_composition_connue: "ménages dont la composition est connue",
  emmenages: "emménagements de l'année",
  offerts_un_an: "logements proposés à la location depuis un an ou plus",
  vacants: "logements vacants",
  loues: "logements loués",
  avant_1975: "logements mis en service avant 1975",
  logements: "logements",
});

export function labelCount(name: string): string {
  return COUNT_LABELS[name] ?? name;
}

/** « logements loués et logements vacants ». */
export function labelCounts(names: readonly string[]): string {
  return names.map(labelCount).join(" et ");
}
