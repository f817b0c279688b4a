/** What leaves the page as a file: the rows as CSV, the plot and the map as SVG or PNG. Nothing is asked for. */
import { formatBound } from "../shared/bounds.fr";
import { INDEX_NAMES, INDICATOR_NAMES, type Publication } from "../shared/types";
import type { Row } from "./rows";

/** A spreadsheet would run what begins so. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Looks that a drawing takes from the style sheets, and must carry with it. */
const CARRIED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;
const PNG_SCALE = 2;

/** The rows as CSV: `;`, UTF-8 with a mark that spreadsheets understand, an empty cell where there is no value. */
export function writeCsv(rows: readonly Row[], publication: Publication): string {
  const heads = [
    ...["code", "nom", "commune", "logements"],
    ...INDEX_NAMES.flatMap((index) => [index, `${index}_bas`, `${index}_haut`, `${index}_statut`, `${index}_classe`]),
    ...INDICATOR_NAMES.flatMap((name) => [name, `${name}_statut`, `${name}_borne`]),
    "publication",
  ];
  const lines = rows.map((row) => [
    ...[row.code, row.nom, row.commune, row.logements],
    ...INDEX_NAMES.flatMap((index) => {
      const { value, status, class: classe } = row.indices[index];
      const [low = null, high = null] = row.intervals[index] ?? [];
      return [value, low, high, status, classe];
    }),
    ...INDICATOR_NAMES.flatMap((name) => [
      row.components[name].rate,
      row.components[name].status,
      formatBound(row.components[name]),
    ]),
    publication.number,
  ]);
  return `\ufeff${[heads, ...lines].map((line) => line.map(writeCell).join(";")).join("\r\n")}\r\n`;
}

function writeCell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const SVG = "http://www.w3.org/2000/svg";

/** The panes of a map in one drawing, as they lie over each other, with the names that are written on it. */
export function gatherMap(container: HTMLElement): SVGSVGElement {
  const frame = container.getBoundingClientRect();
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
  for (const pane of container.querySelectorAll<SVGSVGElement>(".leaflet-pane svg")) {
    const { left, top } = pane.getBoundingClientRect();
    const { x, y } = pane.viewBox.baseVal;
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("transform", `translate(${left - frame.left - x} ${top - frame.top - y})`);
    group.append(...[...pane.children].map((child) => carryLooks(child)));
    whole.append(group);
  }
  for (const name of container.querySelectorAll<HTMLElement>(".leaflet-marker-icon")) {
    const { left, top, width, height } = name.getBoundingClientRect();
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("x", String(left + width / 2 - frame.left));
    text.setAttribute("y", String(top + height / 2 - frame.top + 4));
    for (const [look, value] of Object.entries(NAME_LOOK)) text.setAttribute(look, value);
    text.textContent = name.textContent;
    whole.append(text);
  }
  return whole;
}

const NAME_LOOK = {
  "text-anchor": "middle",
  "font-family": "sans-serif",
  "font-size": "13",
  "font-weight": "650",
  fill: "#1d2433",
  stroke: "#ffffff",
  "stroke-width": "3",
  "paint-order": "stroke",
};

/** A copy of an element and of what it holds, with the looks that the style sheets give them. */
function carryLooks<E extends Element>(drawing: E): E {
  const copy = drawing.cloneNode(true) as E;
  const sources = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  sources.forEach((source, position) => {
    const looks = window.getComputedStyle(source);
    for (const name of CARRIED) {
      const value = looks.getPropertyValue(name);
      if (value) copies[position]?.setAttribute(name, value);
    }
  });
  return copy;
}

/** A drawing as a file of its own: its looks inside, its text as text. */
export function writeSvg(drawing: SVGSVGElement, title: string, width: number, height: number): string {
  const copy = drawing.isConnected ? carryLooks(drawing) : drawing;
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  copy.removeAttribute("style");
  const patterns = [...document.querySelectorAll("pattern[id]")].map((pattern) => pattern.cloneNode(true));
  const definitions = document.createElementNS(SVG, "defs");
  definitions.append(...patterns);
  copy.prepend(definitions);
  const named = document.createElementNS(SVG, "title");
  named.textContent = title;
  copy.prepend(named);
  return new XMLSerializer().serializeToString(copy);
}

/** The same as a picture, twice as fine as the screen. */
export async function drawPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width * PNG_SCALE, height * PNG_SCALE);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw on");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be made"))), "image/png");
  });
}

/** Hands a file to the browser. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
