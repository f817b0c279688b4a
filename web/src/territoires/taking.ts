/** « Emporter »: the files that the page can give. */

import { announce } from "../shared/announce";
import { partnerApi } from "../shared/api";
import { h, replace } from "../shared/dom";
import { labelSurvey } from "../shared/format";
import { buildFailure } from "../shared/screens";
import type { Publication } from "../shared/types";
import { drawPng, gatherMap, saveFile, writeCsv, writeSvg } from "./downloads";
import { type Narrowing, rangesField } from "./ranges";
import type { Row } from "./rows";
import type { Level } from "./state";
import { texts } from "./texts.fr";

export interface TakingOptions {
  level: Level;
  publication: Publication;
  /** The rows that are kept now. */
  rows(): readonly Row[];
  /** What they were narrowed by. */
  narrowing(): Narrowing;
  plot: HTMLElement;
  map: HTMLElement;
}

/** Builds the row of buttons. */
export function createTaking({ level, publication, rows, narrowing, plot, map }: TakingOptions): HTMLElement {
  const base = `observatoire-${level}-publication-${publication.number}`;
  const title = `${texts.plot.title[level]} · ${labelSurvey(publication.ops)}, RPLS ${publication.rpls}, publication n° ${publication.number}`;
  const button = (label: string, onClick: () => void | Promise<void>) =>
    h("button", { type: "button", class: "button plain", on: { click: () => void onClick() } }, label);

  const take = async (place: HTMLElement, name: string, kind: "svg" | "png") => {
    const drawing = place === map ? gatherMap(map) : place.querySelector<SVGSVGElement>("svg.plot-drawing");
    if (!drawing) {
      announce(texts.taking.nothing);
      return;
    }
    const { width, height } = (place === map ? map : drawing).getBoundingClientRect();
    const written = writeSvg(drawing, title, width, height);
    const content =
      kind === "svg" ? new Blob([written], { type: "image/svg+xml" }) : await drawPng(written, width, height);
    saveFile(`${base}-${name}.${kind}`, content);
  };
  const failure = h("div", { class: "taking-failure" });
  const takeLevel = async (format: "xlsx" | "gpkg" | "parquet") => {
    const { plages, bailleur, qpv, rehabilitation } = narrowing();
    replace(failure);
    announce(texts.taking.preparing);
    try {
      const content = await partnerApi.levelFile({
        ...{ level, format, bailleur },
        publication: publication.number,
        plages: rangesField().format(plages) || null,
        qpv: qpv === "tous" ? null : qpv,
        rehabilitation: rehabilitation === "toutes" ? null : rehabilitation,
      });
      saveFile(`${base}.${format}`, content);
      announce(texts.taking.ready);
    } catch (error) {
      replace(failure, buildFailure(error));
    }
  };
  return h(
    "section",
    { class: "taking", "aria-label": texts.taking.title },
    h("h2", {}, texts.taking.title),
    button(texts.taking.csv, () =>
      saveFile(`${base}.csv`, new Blob([writeCsv(rows(), publication)], { type: "text/csv;charset=utf-8" })),
    ),
    button(texts.taking.xlsx, () => takeLevel("xlsx")),
    button(texts.taking.gpkg, () => takeLevel("gpkg")),
    button(texts.taking.parquet, () => takeLevel("parquet")),
    button(texts.taking.plotSvg, () => take(plot, "nuage", "svg")),
    button(texts.taking.plotPng, () => take(plot, "nuage", "png")),
    button(texts.taking.mapSvg, () => take(map, "carte", "svg")),
    button(texts.taking.mapPng, () => take(map, "carte", "png")),
    button(texts.taking.link, async () => {
      await navigator.clipboard.writeText(window.location.href);
      announce(texts.taking.copied);
    }),
    h("a", { class: "button plain", href: "/#integrer" }, texts.taking.embed),
    failure,
  );
}
