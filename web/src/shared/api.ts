/** The HTTP contract as functions. Nothing else in the front end fetches. */
import { completeComponents, completeIndices } from "./access";
import type {
  AnalysisAnswer,
  Decisions,
  DesignationAnswer,
  EvaluationsAnswer,
  FeatureCollection,
  Funnel,
  Guichet,
  IndicatorName,
  MethodAnswer,
  NeighboursAnswer,
  Outline,
  PartnerResidence,
  PartnerTerritory,
  Parts,
  Point,
  PublicationAnswer,
  PublicationLine,
  PublicDemandRow,
  PublicMethodAnswer,
  PublicResidence,
  PublicTerritory,
  RepmsLists,
  ResidenceDecisions,
  ResidenceSheet,
  RupturesAnswer,
  ScenarioLine,
  SeriesPoint,
  Session,
  SessionAnswer,
  Sessions,
  TerritoryLevel,
  TerritorySheet,
  ValueLevel,
  ValueRow,
  ValuesAnswer,
} from "./types";

/** Where the API is. */
export const ROOT = "/api/v1";

/** The server said no, and why (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What is wrong in what was sent, one by one, with the way out. */
    readonly reasons: readonly string[] = [],
  ) {
    super(detail || title);
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Reads a JSON answer; throws `Problem`, `Unreachable`, or the abort of `signal`. */
export async function fetchJson<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await send(path, options);
  return (await response.json()) as T;
}

/** Runs requests one after the other: a newer one aborts the older, whose promise then never tells anything. */
export function createSlot(): <T>(request: (signal: AbortSignal) => Promise<T>) => Promise<T> {
  let current: AbortController | undefined;
  return async (request) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      const answer = await request(mine.signal);
      return mine.signal.aborted ? await forever() : answer;
    } catch (error) {
      if (mine.signal.aborted) return await forever();
      throw error;
    }
  };
}

/** Opens a session with an access key; a wrong key is a `Problem` 401. */
export async function openSession(key: string): Promise<void> {
  await send("/session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
}

export async function closeSession(): Promise<void> {
  await remove("/session");
}

/** Who is signed in, `null` when nobody is. */
export async function readSession(): Promise<Session | null> {
  try {
    return await fetchJson<Session>("/session");
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** Has something ended or taken away. */
export async function remove(path: string): Promise<void> {
  await send(path, { method: "DELETE" });
}

export const publicApi = {
  publication: (signal?: AbortSignal) => get<PublicationAnswer>("/public/publication", {}, signal),
  method: (signal?: AbortSignal) => get<PublicMethodAnswer>("/public/method", {}, signal),
  territories: (level: "commune" | "epci" | "qpv", signal?: AbortSignal) =>
    get<FeatureCollection<Outline, PublicTerritory>>("/public/territories", { level }, signal),
  residences: (signal?: AbortSignal) =>
    get<FeatureCollection<Point, PublicResidence>>("/public/residences", {}, signal),
  demand: (signal?: AbortSignal) => get<{ demand: PublicDemandRow[] }>("/public/demand", {}, signal),
  guichets: (signal?: AbortSignal) => get<{ guichets: Guichet[] }>("/public/guichets", {}, signal),
};

/** `publication` is a number, or `null` for the one online. */
export const partnerApi = {
  publications: (signal?: AbortSignal) => get<{ publications: PublicationLine[] }>("/partner/publications", {}, signal),
  method: (publication: number | null, signal?: AbortSignal) =>
    get<MethodAnswer>("/partner/method", { publication }, signal),
  territories: (level: TerritoryLevel, publication: number | null, signal?: AbortSignal) =>
    get<FeatureCollection<Outline, PartnerTerritory>>("/partner/territories", { level, publication }, signal),
  /** `bbox` is a window (west,south,east,north); none are given, and `too_many` is true, where a map could not hold them. */
  residences: async (publication: number | null, signal?: AbortSignal, bbox: string | null = null) => {
    const read = await get<FeatureCollection<Point, PartnerResidence> & { too_many?: boolean }>(
      "/partner/residences",
      { publication, bbox },
      signal,
    );
    for (const { properties } of read.features) properties.indices = completeIndices(properties.indices);
    return read;
  },
  values: async (level: ValueLevel, publication: number | null, signal?: AbortSignal) => {
    const read = await get<ValuesAnswer>("/partner/values", { level, publication }, signal);
    for (const row of read.values) complete(row);
    return read;
  },
  ruptures: (level: ValueLevel, publication: number | null, signal?: AbortSignal) =>
    get<RupturesAnswer>("/partner/ruptures", { level, publication }, signal),
  residence: async (code: string, publication: number | null, signal?: AbortSignal) => {
    const path = `/partner/residences/${encodeURIComponent(code)}`;
    const sheet = await get<ResidenceSheet>(path, { publication }, signal);
    for (const point of sheet.series) point.indices = completeIndices(point.indices);
    sheet.residence.indices = completeIndices(sheet.residence.indices);
    return complete(sheet);
  },
  /** `household` is a type of household, each trait from its closed list. */
  designation: (code: string, household: Query, publication: number | null, signal?: AbortSignal) =>
    get<DesignationAnswer>(
      `/partner/residences/${encodeURIComponent(code)}/designation`,
      { ...household, publication },
      signal,
    ),
  neighbours: (code: string, publication: number | null, signal?: AbortSignal) =>
    get<NeighboursAnswer>(`/partner/residences/${encodeURIComponent(code)}/neighbours`, { publication }, signal),
  territory: (level: "secteur" | "commune" | "epci", code: string, publication: number | null, signal?: AbortSignal) =>
    get<TerritorySheet>(`/partner/territories/${level}/${encodeURIComponent(code)}`, { publication }, signal),
  analysis: (publication: number | null, signal?: AbortSignal) =>
    get<AnalysisAnswer>("/partner/analysis", { publication }, signal),
  funnel: (indicator: IndicatorName, publication: number | null, signal?: AbortSignal) =>
    get<Funnel>(`/partner/funnels/${indicator}`, { publication }, signal),
  parts: (commune: string, publication: number | null, signal?: AbortSignal) =>
    get<Parts>(`/partner/communes/${encodeURIComponent(commune)}/parts`, { publication }, signal),
  evaluations: (signal?: AbortSignal) => get<EvaluationsAnswer>("/partner/evaluations", {}, signal),
  /** A level as a file: a workbook, or a layer for a GIS. */
  levelFile: async (query: Query) => (await send(`/partner/level-file${writeQuery(query)}`, {})).blob(),
  series: (level: ValueLevel, code: string, signal?: AbortSignal) =>
    get<{ series: SeriesPoint[] }>(`/partner/territories/${level}/${encodeURIComponent(code)}/series`, {}, signal),
};

/** What partners decide; the server answers 403 to whom it is not theirs to write. */
export const decisionsApi = {
  all: (signal?: AbortSignal) => get<Decisions>("/partner/decisions", {}, signal),
  ofResidence: (code: string, signal?: AbortSignal) =>
    get<ResidenceDecisions>(`/partner/residences/${encodeURIComponent(code)}/decisions`, {}, signal),
  decide: (code: string, entry: object) =>
    post(`/partner/residences/${encodeURIComponent(code)}/qualifications`, entry),
  sign: (id: number) => post(`/partner/qualifications/${id}/signatures`),
  reply: (id: number, entry: object) => post(`/partner/qualifications/${id}/replies`, entry),
  openDossier: (code: string, entry: object) => post(`/partner/residences/${encodeURIComponent(code)}/protocol`, entry),
  addStep: (dossier: number, entry: object) => post(`/partner/protocol/${dossier}/steps`, entry),
};

/** Recipes that planners propose; adopting one puts nothing in force. */
export const scenariosApi = {
  all: (signal?: AbortSignal) => get<{ scenarios: ScenarioLine[] }>("/partner/scenarios", {}, signal),
  propose: (nom: string, essai: string) => post("/partner/scenarios", { nom, essai }),
  sign: (id: number) => post(`/partner/scenarios/${id}/signatures`),
};

export const commissionApi = {
  sessions: (signal?: AbortSignal) => get<Sessions>("/partner/sessions", {}, signal),
  session: (id: number, signal?: AbortSignal) => get<SessionAnswer>(`/partner/sessions/${id}`, {}, signal),
  prepare: (heldOn: string) => post("/partner/sessions", { held_on: heldOn }),
  addItem: (id: number, entry: object) => post(`/partner/sessions/${id}/items`, entry),
  note: (item: number, entry: object) => post(`/partner/items/${item}/notes`, entry),
  seal: (id: number) => post(`/partner/sessions/${id}/seal`),
  repms: (signal?: AbortSignal) => get<RepmsLists>("/partner/repms", {}, signal),
  adoptRepms: (entry: object) => post("/partner/repms", entry),
  signRepms: (id: number) => post(`/partner/repms/${id}/signatures`),
};
/** Says what the role leaves closed, in every index and indicator of a row or a sheet. */
function complete<T extends Pick<ValueRow | ResidenceSheet, "indices" | "components">>(read: T): T {
  read.indices = completeIndices(read.indices);
  read.components = completeComponents(read.components as ResidenceSheet["components"]);
  return read;
}

type Query = Record<string, string | number | null>;

function get<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  return fetchJson<T>(`${path}${writeQuery(query)}`, signal ? { signal } : {});
}

function writeQuery(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) search.set(name, String(value));
  return search.size > 0 ? `?${search}` : "";
}

/** Sends an entry; the number of what was added, 0 when the server gives none. */
export async function post(path: string, entry?: object): Promise<number> {
  const response = await send(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    ...(entry ? { body: JSON.stringify(entry) } : {}),
  });
  if (response.status === 204) return 0;
  const { id = 0 } = (await response.json()) as { id?: number };
  return id;
}

async function send(path: string, options: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${ROOT}${path}`, { credentials: "same-origin", ...options });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function readProblem(response: Response): Promise<Problem> {
  return toProblem(response.status, response.statusText, await response.json().catch(() => null));
}

/** A refusal of the server, as it says it. */
export function toProblem(status: number, statusText: string, body: unknown): Problem {
  const member = (name: string): string => {
    const value = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  return new Problem(status, member("title") || statusText, member("detail"), readReasons(body));
}

function readReasons(body: unknown): string[] {
  const { errors } = (typeof body === "object" && body !== null ? body : {}) as { errors?: unknown };
  if (!Array.isArray(errors)) return [];
  return errors.map(({ message, remedy, value }: { message?: string; remedy?: string; value?: string | null }) =>
    [message, value ? `(« ${value} »)` : "", remedy].filter(Boolean).join(" "),
  );
}

/** The answer of a request that nobody waits for any more. */
function forever(): Promise<never> {
  return new Promise(() => {});
}
