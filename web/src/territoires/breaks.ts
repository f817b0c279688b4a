/** Which earlier years do not compare with this one, said in sentences: merged, split, drawn again, or at a date unknown. */
import { formatDate, typeset } from "../shared/format";
import type { LevelRupture } from "../shared/types";
import type { Past } from "./earlier";

/** More names than this are counted. */
const FEW = 5;

const NATURES: Readonly<Record<string, string>> = {
  fusionnee: "fusion",
  scindee: "scission",
  "commune absorbée": "commune absorbée",
  perimetre: "contour redessiné",
};

/** One sentence a year and kind of break; then the neighbourhoods, when their perimeters are of several generations. */
export function sayBreaks({ earlier, qpv }: Past): string[] {
  const sentences = earlier.flatMap(({ publication, ruptures }) => {
    const year = publication.ops || publication.rpls;
    const all = [...ruptures.values()];
    const broken = all.filter(({ rupture }) => rupture?.certaine);
    const unsure = all.filter(({ rupture }) => rupture && !rupture.certaine);
    const renamed = all.filter(({ rupture }) => !rupture);
    return [
      broken.length > 0
        ? `${year} n'est pas comparable pour ${list(broken, sayRupture)} : non relié, sans évolution.`
        : "",
      unsure.length > 0 ? `${year} est à vérifier pour ${list(unsure, sayRupture)}, à une date inconnue.` : "",
      renamed.length > 0
        ? `${year} suit sous son ancien code ${list(renamed, ({ nom, code_publie }) => `${nom} (${code_publie})`)}.`
        : "",
    ].filter(Boolean);
  });
  const generations = [...new Set(qpv.map(({ generation }) => generation))];
  if (generations.length > 1) {
    const said = qpv.map(({ ops, rpls, generation }) => `de ${generation} pour ${ops || rpls}`).join(", ");
    sentences.push(
      `Quartiers prioritaires : périmètres ${said} ; ce qui est en QPV ne se compare pas de l'un à l'autre.`,
    );
  }
  return sentences.map(typeset);
}

function list(found: readonly LevelRupture[], say: (one: LevelRupture) => string): string {
  const names = found.slice(0, FEW).map(say).join(", ");
  return found.length > FEW ? `${names} et ${found.length - FEW} de plus` : names;
}

function sayRupture({ nom, rupture }: LevelRupture): string {
  const nature = NATURES[rupture?.nature ?? ""] ?? rupture?.nature ?? "";
  return rupture?.depuis ? `${nom} (${nature} le ${formatDate(rupture.depuis)})` : `${nom} (${nature})`;
}
