/** Numbers, units and dates as French readers expect them: decimal comma, narrow no-break spaces. */

/** Narrow no-break space, the one that goes before `% ; : ! ?` and between thousands. */
export const NNBSP = "\u202f";
/** No-break space, between a number and what it counts and inside guillemets. */
export const NBSP = "\u00a0";
/** What stands where there is nothing to say. */
export const NOTHING = "–";

const integer = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0 });
const euros = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const day = new Intl.DateTimeFormat("fr-FR", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "Europe/Paris",
});
const moment = new Intl.DateTimeFormat("fr-FR", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/Paris",
});
const collator = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });

/** « OPS 2016 »; an edition of the stock alone has no survey: 0 in the answers. */
export function labelSurvey(ops: number): string {
  return ops ? `OPS ${ops}` : "sans OPS";
}

function decimals(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat("fr-FR", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `1632` is « 1 632 ». */
export function formatInteger(value: number): string {
  return integer.format(value);
}

/** The bounds of the classes, those of the method file. */
const CLASS_BOUNDS = [105, 120] as const;
const MOST_INDEX_DIGITS = 2;

/**
 * `142.37` is « 142 ». An index is read as a whole number, unless that would carry it to a class that it does not reach:
 * 104.67, équilibré, is « 104,7 », for « 105 » is intermédiaire.
 */
export function formatIndex(value: number, digits = 0): string {
  const crosses = CLASS_BOUNDS.some((bound) => value < bound && Number(value.toFixed(digits)) >= bound);
  if (!crosses) return formatPrecise(value, digits);
  if (digits < MOST_INDEX_DIGITS) return formatIndex(value, digits + 1);
  return formatPrecise(Math.floor(value * 10 ** digits) / 10 ** digits, digits);
}

/** « 119 et 146 »: ends are rounded away from each other, or 119.97 written 120 would seem to leave 120 out. */
export function formatEnds(low: number, high: number, joint = "et"): string {
  return `${integer.format(Math.floor(low))} ${joint} ${integer.format(Math.ceil(high))}`;
}

/** `142.37` is « 142,4 ». */
export function formatPrecise(value: number, digits = 1): string {
  const written = decimals(digits).format(value).replace("-", "−");
  return /[1-9]/.test(written) ? written : written.replace("−", "");
}

/** `0.0672` is « 6,7 % »: one decimal below ten percent, none above, unless `digits` says otherwise. */
export function formatPercent(share: number, digits?: number): string {
  const percent = share * 100;
  const kept = digits ?? (Math.abs(percent) < 9.95 && percent !== 0 ? 1 : 0);
  return `${decimals(kept).format(percent)}${NNBSP}%`;
}

/** `12.4` is « +12 % », `-5.6` is « −6 % »: a difference in percent always shows its sign. */
export function formatGap(percent: number): string {
  const rounded = Math.round(percent);
  const sign = rounded === 0 ? "" : rounded > 0 ? "+" : "−";
  return `${sign}${integer.format(Math.abs(rounded))}${NNBSP}%`;
}

/** `6.25` is « +6,3 », `-3.1` is « −3,1 »: points that add up or move an index show their sign. */
export function formatPoints(points: number): string {
  const written = formatPrecise(points);
  return points > 0 && /[1-9]/.test(written) ? `+${written}` : written;
}

/** `0.93` is « 93 chances sur 100 »; what was never or always drawn is neither impossible nor certain. */
export function formatChances(probability: number): string {
  const chances = Math.round(probability * 100);
  if (chances < 1) return `moins d’une chance sur${NBSP}100`;
  if (chances > 99) return `plus de 99 chances sur${NBSP}100`;
  return `${chances} ${chances === 1 ? "chance" : "chances"} sur${NBSP}100`;
}

/** « Ménages sous 40 % des plafonds HLM » inside a sentence; acronyms keep their capitals. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `6.213` is « 6,21 €/m² ». */
export function formatRent(perSquareMetre: number): string {
  return `${euros.format(perSquareMetre)}${NNBSP}€/m²`;
}

/** An ISO date is « 12 mars 2019 ». */
export function formatDate(iso: string): string {
  return day.format(new Date(iso)).replace(/^1 /, "1er ");
}

/** An ISO instant is « 12 mars 2019, 14:05 ». */
export function formatMoment(iso: string): string {
  return moment.format(new Date(iso));
}

/** « 1 logement », « 27 logements »; French keeps the singular up to 1. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${integer.format(count)}${NBSP}${Math.abs(count) < 2 ? singular : plural}`;
}

/** Alphabetical order of French, numbers in their order: « bâtiment 2 » before « bâtiment 10 ». */
export function compareText(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The text that a search compares: no accents, no case, no punctuation. « Les Îles — bât. H » is `les iles bat h`. */
export function simplify(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/**
 * French typography for a sentence typed with plain spaces: no space that breaks before `; : ! ? %` nor inside « », and an
 * article of law (« L. 441-1 ») in one piece.
 */
export function typeset(text: string): string {
  return text
    .replaceAll(/ ([;!?%€])/g, `${NNBSP}$1`)
    .replaceAll("« ", `«${NBSP}`)
    .replaceAll(/ ([»:])/g, `${NBSP}$1`)
    .replaceAll(
      /\b([LRD]\.) (\d+(?:-\d+)+)/g,
      (_, code, article) => `${code}${NBSP}${article.replaceAll("-", "\u2011")}`,
    )
    .replaceAll("'", "’");
}

/** `typeset` for every sentence of a group of texts. */
export function typesetAll<T>(texts: T): T {
  if (typeof texts === "string") return typeset(texts) as T;
  if (typeof texts !== "object" || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typesetAll(text)])) as T;
}
