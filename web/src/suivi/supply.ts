/** New supply: delivered under five years, programmed, rebuilt; totals, map with the ring of relocation, operations. */
import { h } from "../shared/dom";
import { followApi } from "../shared/follow-api";
import { formatCount, formatInteger, formatPercent, typeset } from "../shared/format";
import type { Supply } from "../shared/types";
import { count, word } from "./columns";
import { createPlaceMap } from "./place-map";
import { buildTable, section } from "./subject-parts";
import type { Subject, SubjectReading } from "./subjects";
import { texts } from "./subjects-texts.fr";

const words = texts.supply;
type Operation = Supply["operations"][number];
type Totals = Supply["totals"][number];

export async function readSupply({ ground, signal }: SubjectReading): Promise<Subject> {
  const supply = await followApi.supply(signal);
  if (supply.operations.length === 0) {
    return { sections: [section(words.title, h("p", {}, words.nothing))], maps: [] };
  }
  const { site, radius_km: kilometres } = supply;
  const map = createPlaceMap({
    id: "carte-offre",
    label: words.map,
    ground,
    ring: site ? { center: [site.latitude, site.longitude], kilometres } : null,
    legend: [
      ...supply.totals.map(({ nature, label }) => ({ className: `place-${nature}`, label })),
      ...(site ? [{ className: "place-key-ring", label: typeset(`À moins de ${kilometres} km du site démoli`) }] : []),
    ],
    dots: supply.operations.flatMap(({ longitude, latitude, nature, adresse, commune, logements }) =>
      longitude === null || latitude === null
        ? []
        : [
            {
              position: [latitude, longitude],
              className: `place-${nature}`,
              radius: 5 + Math.sqrt(logements),
              title: typeset(`${adresse}, ${commune} : ${formatCount(logements, "logement")}`),
            },
          ],
    ),
  });
  return {
    sections: [
      section(
        words.title,
        h("p", { class: "follow-statement" }, describeRebuilding(supply.rebuilding)),
        tabulateTotals(supply.totals),
      ),
      section(
        words.operations,
        map.element,
        tabulateOperations(supply.operations, new Map(supply.totals.map(({ nature, label }) => [nature, label]))),
      ),
    ],
    maps: [map],
  };
}

/** « 1 logement reconstitué sur 45 démolis : il en reste 44 à situer. » */
export function describeRebuilding({
  planned,
  demolished,
  missing,
  plai_share,
  plai_rate,
}: Supply["rebuilding"]): string {
  const plai =
    plai_share === null ? "" : ` PLAI : ${formatPercent(plai_share, 1)}, pour ${formatPercent(plai_rate, 0)} attendus.`;
  const state = missing === 0 ? "tous sont situés." : `il en reste ${formatInteger(missing)} à situer.`;
  return typeset(
    `${formatCount(planned, "logement reconstitué", "logements reconstitués")} sur ${formatCount(demolished, "démoli")} : ${state}${plai}`,
  );
}

function tabulateTotals(totals: readonly Totals[]): HTMLElement {
  return buildTable<Totals>(words.totals, ({ nature }) => nature, totals, [
    word("nature", texts.columns.nature, ({ label }) => label, true),
    count("plai", "PLAI", ({ plai }) => plai),
    count("plus", "PLUS", ({ plus }) => plus),
    count("pls", "PLS", ({ pls }) => pls),
    count("logements", texts.columns.logements, ({ logements }) => logements),
  ]);
}

function tabulateOperations(operations: readonly Operation[], labels: ReadonlyMap<string, string>): HTMLElement {
  return buildTable<Operation>(words.operations, ({ code }) => code, operations, [
    word("adresse", texts.columns.address, ({ adresse }) => adresse, true),
    word("commune", texts.columns.commune, ({ commune }) => commune),
    word("nature", texts.columns.nature, ({ nature }) => labels.get(nature) ?? nature),
    word("bailleur", texts.columns.bailleur, ({ bailleur }) => bailleur),
    count("plai", "PLAI", ({ plai }) => plai),
    count("plus", "PLUS", ({ plus }) => plus),
    count("pls", "PLS", ({ pls }) => pls),
    count("logements", texts.columns.logements, ({ logements }) => logements),
    word("livraison", texts.columns.delivery, ({ livraison }) => livraison),
    word("proche", texts.columns.near, ({ near }) => (near === null ? null : near ? "oui" : "non")),
  ]);
}
