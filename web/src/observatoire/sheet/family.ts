/** Residences that look alike: the family of this one, what sets it apart, and its most typical member. */
import { h } from "../../shared/dom";
import type { Family } from "../../shared/families";
import { formatCount, formatIndex, lowerFirst, typeset } from "../../shared/format";
import { INDICATOR_NAMES } from "../../shared/types";
import type { Edition } from "../edition";
import type { Row } from "../rows";
import { texts } from "../texts.fr";

/** How far from 100 a share has to be to be told. */
const TOLD = 15;
const MOST = 3;

/** The section, or nothing where the residence has no family. */
export function buildFamily(
  row: Row,
  before: number | null,
  families: readonly Family[],
  edition: Edition,
): HTMLElement | null {
  const family = families.find(({ numero }) => numero === row.family);
  if (!family) return null;
  const example = edition.rows.find(({ code, family: theirs }) => code === family.exemple && theirs === family.numero);
  return h(
    "section",
    { class: "sheet-family", "aria-labelledby": "fiche-famille" },
    h("h3", { id: "fiche-famille", class: "eyebrow" }, texts.family.title),
    h("p", {}, describeFamily(family, families.length)),
    before === null || before === family.numero ? null : h("p", {}, describeMove(before)),
    h("p", { class: "soft" }, describeProfile(family, edition)),
    example && example.code !== row.code
      ? h(
          "p",
          { class: "soft" },
          `${texts.family.example} `,
          h("a", { href: `/observatoire?residence=${encodeURIComponent(example.code)}` }, example.nom),
        )
      : null,
    family.stable ? null : h("p", { class: "soft" }, texts.family.unstable),
  );
}

/** « Famille 3 sur 5, de la moins à la plus fragile : 12 résidences. » */
function describeFamily({ numero, residences }: Family, count: number): string {
  const members = residences === 1 ? texts.family.only : formatCount(residences, "résidence");
  return typeset(`Famille ${numero} sur ${count}, de la moins à la plus fragile : ${members}.`);
}

/** « Elle était dans la famille 2 au millésime précédent. » The centres have not moved: the residence has. */
function describeMove(before: number): string {
  return typeset(`Elle était dans la famille ${before} au millésime précédent ${texts.family.moved}`);
}

/** « Ce qui la distingue (base 100) : vacance 180, mobilité 140. » */
function describeProfile({ profil }: Family, { method }: Edition): string {
  const gaps = INDICATOR_NAMES.flatMap((name) => {
    const ratio = profil[name];
    return ratio === undefined || Math.abs(ratio - 100) < TOLD ? [] : [{ name, ratio }];
  })
    .sort((a, b) => Math.abs(b.ratio - 100) - Math.abs(a.ratio - 100))
    .slice(0, MOST);
  if (gaps.length === 0) return texts.family.average;
  const parts = gaps.map(({ name, ratio }) => `${lowerFirst(method.indicateurs[name].libelle)} ${formatIndex(ratio)}`);
  return typeset(`Ce qui la distingue (base 100) : ${parts.join(" ; ")}.`);
}
