/**
 * State of a page as a query string: tolerant in, canonical out.
 *
 * An unknown or malformed parameter falls back to its default, so that an old link still opens; what is written is always in
 * the same order and leaves the defaults out, so that a state has one address.
 */

export interface Field<T> {
  fallback: T;
  /** `undefined` when the text means nothing. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

export type Fields<S> = { [K in keyof S]: Field<S[K]> };

export interface Codec<S> {
  read(search: string): S;
  /** Starts with `?`, or is empty when everything is at its default. */
  write(state: S): string;
}

/** Position of a map: zoom, latitude, longitude. */
export interface MapView {
  zoom: number;
  lat: number;
  lng: number;
}

/** Builds the codec of a state; parameters are named as its members and written in their order. */
export function createCodec<S extends object>(fields: Fields<S>): Codec<S> {
  const names = Object.keys(fields) as (keyof S & string)[];
  return {
    read(search) {
      const query = new URLSearchParams(search);
      const entries = names.map((name) => {
        const text = query.get(name);
        return [name, (text === null ? undefined : fields[name].parse(text)) ?? fields[name].fallback];
      });
      return Object.fromEntries(entries) as S;
    },
    write(state) {
      const query = new URLSearchParams();
      for (const name of names) {
        const text = fields[name].format(state[name]);
        if (text !== fields[name].format(fields[name].fallback)) query.set(name, text);
      }
      const text = query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
      return text ? `?${text}` : "";
    },
  };
}

/** One word among several. */
export function choice<T extends string>(words: readonly T[], fallback: T): Field<T> {
  return { fallback, parse: (text) => words.find((word) => word === text), format: (word) => word };
}

/** Any short text, such as a code; absent is `null`. */
export function optionalText(): Field<string | null> {
  return { fallback: null, parse: (text) => text.slice(0, 200) || undefined, format: (value) => value ?? "" };
}

/** A positive whole number; absent is `null`. */
export function optionalInteger(): Field<number | null> {
  return {
    fallback: null,
    parse: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
    format: (value) => (value === null ? "" : String(value)),
  };
}

/** Yes or no, no by default. */
export function flag(): Field<boolean> {
  return { fallback: false, parse: (text) => text === "oui" || undefined, format: (value) => (value ? "oui" : "") };
}

/** Several words, without repetition; written in alphabetical order, none by default. */
export function words(): Field<readonly string[]> {
  return {
    fallback: [],
    parse: (text) => [...new Set(text.split(",").filter((word) => word.length > 0 && word.length <= 40))].sort(),
    format: (value) => [...new Set(value)].sort().join(","),
  };
}

/** `14/46.0783/6.4012`; four decimals are about ten metres. */
export function mapView(): Field<MapView | null> {
  return {
    fallback: null,
    parse(text) {
      const [zoom = Number.NaN, lat = Number.NaN, lng = Number.NaN, ...rest] = text.split("/").map(Number);
      const sound = rest.length === 0 && zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
      return sound ? roundView({ zoom, lat, lng }) : undefined;
    },
    format: (view) => (view ? `${roundView(view).zoom}/${roundView(view).lat}/${roundView(view).lng}` : ""),
  };
}

function roundView(view: MapView): MapView {
  // Adding 0 turns -0 into 0, which has one spelling.
  const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits + 0;
  return { zoom: round(view.zoom, 1), lat: round(view.lat, 4), lng: round(view.lng, 4) };
}
