/** The families of the publication: where they come from, then each by its centre. */
import { h } from "../shared/dom";
import { type Family, readFamilies, readTypology, type Typology } from "../shared/families";
import { formatIndex, formatInteger, formatPrecise, lowerFirst, NOTHING, typeset } from "../shared/format";
import { INDICATOR_NAMES, type Method } from "../shared/types";
import { partnerTexts } from "./partners.fr";

const words = partnerTexts.families;

/** A sentence on their origin and a table, or why there are none. */
export function buildFamilies(analysis: Readonly<Record<string, unknown>>, method: Method): HTMLElement[] {
  const families = readFamilies(analysis);
  if (families.length === 0) return [h("p", { class: "notice" }, words.none)];
  const typology = readTypology(analysis);
  const codes = INDICATOR_NAMES.filter((name) => families.some(({ profil }) => profil[name] !== undefined));
  return [
    ...(typology ? [h("p", {}, describeOrigin(typology))] : []),
    h(
      "div",
      { class: "wide", role: "region", "aria-label": words.caption, tabindex: 0 },
      h(
        "table",
        { class: "correlations" },
        h("caption", {}, words.caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[words.family, words.residences, ...codes.map((_, position) => `${position + 1}`)].map((head) =>
              h("th", { scope: "col" }, head),
            ),
          ),
        ),
        h("tbody", {}, ...families.map((family) => buildLine(family, codes))),
      ),
    ),
    h("p", { class: "legend" }, describeColumns(codes, method)),
  ];
}

/** « 1. ménages sous 40 % des plafonds HLM ; 2. … ». */
function describeColumns(codes: readonly (typeof INDICATOR_NAMES)[number][], method: Method): string {
  const named = codes.map((code, position) => `${position + 1}. ${lowerFirst(method.indicateurs[code].libelle)}`);
  return typeset(`Colonnes : ${named.join(" ; ")}.`);
}

/** « 4 familles, gardées de la publication n° 1. Silhouettes essayées : 3 familles 0,21 ; 4 familles 0,25. » */
function describeOrigin({ figees, publication, nombre, silhouettes }: Typology): string {
  const kept = figees ? `gardées de la publication n° ${publication}` : "trouvées par cette publication";
  const tried = Object.entries(silhouettes).map(([count, value]) => `${count} familles ${formatPrecise(value, 2)}`);
  return typeset(`${nombre} familles, ${kept}. Silhouettes essayées : ${tried.join(" ; ")}.`);
}

function buildLine(family: Family, codes: readonly (typeof INDICATOR_NAMES)[number][]): HTMLElement {
  const { numero, residences, profil, stable } = family;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, stable ? formatInteger(numero) : typeset(`${numero} (${words.unstable})`)),
    h("td", {}, formatInteger(residences)),
    ...codes.map((code) => h("td", {}, profil[code] === undefined ? NOTHING : formatIndex(profil[code]))),
  );
}
