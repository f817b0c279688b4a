/** A publication as the planners' page needs it: the rows of one level, their shapes, and the ground they stand on. */
import { partnerApi } from "../shared/api";
import { buildClasses, type MapClass } from "../shared/palette";
import type { ReadEdition } from "../shared/partner-page";
import type { Method, MethodAnswer, Outline, ValuesAnswer } from "../shared/types";
import { buildRows, type Row } from "./rows";
import type { Level, ViewState } from "./state";

export interface Edition extends ReadEdition {
  level: Level;
  /** The publication whose reference stays worth 100 in the evolution. */
  base: ValuesAnswer["base"];
  rows: Row[];
  /** Residences of a secteur that have a secret, told together: lines of the table, no point of the map. */
  groups: Row[];
  classes: MapClass[];
  method: Method;
  secrecy: MethodAnswer["secrecy"];
  /** Residences are more than a map can hold: none has a place, a landlord or a neighbourhood here. */
  vast: boolean;
  /** Outlines of the communes, the ground of every level. */
  ground: Outline[];
}

/** Reads what the state asks for. */
export async function readEdition({ niveau, publication }: ViewState, signal: AbortSignal): Promise<Edition> {
  const [method, values, epci, communes, shapes, groups] = await Promise.all([
    partnerApi.method(publication, signal),
    partnerApi.values(niveau, publication, signal),
    partnerApi.territories("epci", publication, signal),
    partnerApi.territories("commune", publication, signal),
    readShapes(niveau, publication, signal),
    niveau === "residence" ? partnerApi.values("regroupement", publication, signal) : null,
  ]);
  const names = new Map(communes.features.map(({ properties }) => [properties.code, properties.nom]));
  return {
    publication: values.publication,
    territory: epci.features[0]?.properties.nom ?? "",
    level: niveau,
    base: values.base,
    rows: buildRows(values.values, (shapes ?? communes).features, names),
    groups: buildRows(groups?.values ?? [], [], names),
    classes: buildClasses(method.method.classes.carte),
    method: method.method,
    secrecy: method.secrecy,
    vast: shapes !== null && "too_many" in shapes && shapes.too_many === true,
    ground: communes.features.flatMap(({ geometry }) => (geometry ? [geometry] : [])),
  };
}

/** Shapes of a level; `null` for communes, which are read anyway. */
function readShapes(level: Level, publication: number | null, signal: AbortSignal) {
  if (level === "residence") return partnerApi.residences(publication, signal);
  if (level === "secteur") return partnerApi.territories("secteur", publication, signal);
  return null;
}
