/** What the publication says of its residences together: the list that can be called fragile, and where the priors come from. */
import { h } from "../shared/dom";
import { formatCount, formatPercent, lowerFirst, typeset } from "../shared/format";
import { INDICATOR_NAMES, type Method } from "../shared/types";

interface Told {
  liste?: { regle: string; taux: number; residences: number };
  a_priori?: Readonly<Record<string, string>>;
}

/** The contract leaves the members of the analysis open. */
export function buildReliability(analysis: Readonly<Record<string, unknown>>, method: Method): HTMLElement[] {
  const { liste, a_priori: priors } = analysis as Told;
  return [
    ...(liste ? [h("p", {}, describeList(liste))] : []),
    ...(priors ? [h("p", {}, describePriors(priors, method))] : []),
  ];
}

/** « 12 résidences peuvent être dites fragiles ensemble, avec 10 % de trop au plus (taux de fausses découvertes…). » */
function describeList({ regle, taux, residences }: NonNullable<Told["liste"]>): string {
  if (residences === 0) return "Dans cette publication, aucune résidence ne peut être dite fragile.";
  const verb = residences > 1 ? "peuvent être dites fragiles ensemble" : "peut être dite fragile";
  return typeset(
    `Dans cette publication, ${formatCount(residences, "résidence")} ${verb}, avec ${formatPercent(taux, 0)} de trop au plus (${lowerFirst(regle)}).`,
  );
}

/** « Lissage de chaque part : ajusté (…) ; homogène (mobilité, vacance). » */
function describePriors(priors: Readonly<Record<string, string>>, method: Method): string {
  const kinds = [...new Set(Object.values(priors))];
  const said = kinds.map((kind) => {
    const names = INDICATOR_NAMES.filter((name) => priors[name] === kind);
    return `${kind} (${names.map((name) => lowerFirst(method.indicateurs[name].libelle)).join(", ")})`;
  });
  return typeset(`Lissage de chaque part : ${said.join(" ; ")}.`);
}
