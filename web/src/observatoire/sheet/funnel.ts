/** Funnel: how far from the reference chance alone takes a residence of this size, and where this one stands. */
import { partnerApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { formatInteger, formatPercent, typeset } from "../../shared/format";
import { buildFailure, buildLoading } from "../../shared/screens";
import { type Funnel, INDICATOR_NAMES, type IndicatorName, type ResidenceSheet } from "../../shared/types";
import type { Edition } from "../edition";
import { texts } from "../texts.fr";
import { drawFunnel } from "./funnel-plot";

const words = texts.funnel;

/** The section, or nothing where no share has a place. It asks for the points only when it is opened. */
export function buildFunnel(sheet: ResidenceSheet, edition: Edition): HTMLElement | null {
  const placed = INDICATOR_NAMES.filter((name) => findZone(sheet, name) !== null);
  if (placed.length === 0) return null;
  const { code } = sheet.residence;
  const plot = h("div", { class: "funnel-place", "aria-live": "polite" });
  const options = placed.map((name) => h("option", { value: name }, labelOf(name, edition)));
  const select: HTMLSelectElement = h(
    "select",
    { class: "field-input", on: { change: () => void show() } },
    ...options,
  );

  async function show(): Promise<void> {
    const name = placed.find((each) => each === select.value) ?? placed[0];
    if (!name) return;
    replace(plot, buildLoading());
    try {
      const funnel = await partnerApi.funnel(name, edition.publication.number);
      if (select.value === name) replace(plot, ...buildPlot(funnel, code, labelOf(name, edition)));
    } catch (error) {
      replace(
        plot,
        buildFailure(error, () => void show()),
      );
    }
  }

  const details: HTMLDetailsElement = h(
    "details",
    {
      class: "solidity-details",
      on: { toggle: () => void (details.open && plot.childElementCount === 0 && show()) },
    },
    h("summary", {}, words.title),
    h("p", { class: "soft" }, words.lead),
    buildZones(placed, sheet, edition),
    h("label", { class: "field" }, h("span", { class: "field-help" }, words.choose), select),
    plot,
  );
  return h("section", { class: "sheet-funnel", "aria-label": words.title }, details);
}

function findZone(sheet: ResidenceSheet, name: IndicatorName): string | null {
  const solidity = sheet.components_solidity[name] as { funnel: string | null } | undefined;
  return solidity?.funnel ?? null;
}

function labelOf(name: IndicatorName, { method }: Edition): string {
  return typeset(method.indicateurs[name].libelle);
}

function buildZones(placed: readonly IndicatorName[], sheet: ResidenceSheet, edition: Edition): HTMLElement {
  return h(
    "table",
    { class: "years" },
    h("caption", { class: "visually-hidden" }, words.title),
    h(
      "tbody",
      {},
      ...placed.map((name) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, labelOf(name, edition)),
          h("td", {}, describeZone(findZone(sheet, name) ?? "")),
        ),
      ),
    ),
  );
}

/** « dans l'entonnoir », « au-dessus »… */
function describeZone(zone: string): string {
  return zone === "dedans" ? words.inside : zone;
}

function buildPlot(funnel: Funnel, code: string, label: string): HTMLElement[] {
  if (funnel.points.length === 0 || !funnel.described) return [h("p", { class: "soft" }, words.hidden)];
  const rows = [...funnel.points].sort((a, b) => Number(b.code === code) - Number(a.code === code) || b.rate - a.rate);
  return [
    h("div", {}, drawFunnel(funnel.described, funnel.points, code, label)),
    h("p", { class: "soft" }, words.lines),
    h("p", { class: "soft" }, describeSpread(funnel.described.surdispersion)),
    h(
      "details",
      {},
      h("summary", {}, words.table),
      h(
        "table",
        { class: "years" },
        h("caption", { class: "visually-hidden" }, label),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, words.residence),
            h("th", { scope: "col", class: "numeric" }, words.size),
            h("th", { scope: "col", class: "numeric" }, words.share),
            h("th", { scope: "col" }, words.place),
          ),
        ),
        h(
          "tbody",
          {},
          ...rows.map((point) =>
            h(
              "tr",
              { class: point.code === code ? "selected" : null },
              h("th", { scope: "row" }, point.nom),
              h("td", { class: "numeric" }, formatInteger(point.den)),
              h("td", { class: "numeric" }, formatPercent(point.rate)),
              h("td", {}, describeZone(point.funnel)),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** How far the residences spread beyond chance, in words. */
function describeSpread(overdispersion: number): string {
  if (overdispersion <= 1.2) return words.chance;
  return overdispersion <= 2 ? words.some : words.beyond;
}
