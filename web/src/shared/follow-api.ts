/** The follow-up of the convention as functions; a year is a number, or `null` for the last that has attributions. */
import { fetchJson } from "./api";
import type {
  Balance,
  DemandAnswer,
  Effects,
  EntriesAnswer,
  Flows,
  NewEntry,
  Objectives,
  Recorded,
  Relocation,
  Supply,
} from "./types";

export const followApi = {
  objectives: (year: number | null, until: string | null, signal?: AbortSignal) =>
    read<Objectives>("/partner/objectives", { year, until }, signal),
  attributions: (year: number | null, cancelled: boolean, signal?: AbortSignal) =>
    read<EntriesAnswer>("/partner/attributions", { year, cancelled: cancelled ? "true" : null }, signal),
  relocation: (year: number | null, signal?: AbortSignal) => read<Relocation>("/partner/relocation", { year }, signal),
  supply: (signal?: AbortSignal) => read<Supply>("/partner/supply", {}, signal),
  demand: (signal?: AbortSignal) => read<DemandAnswer>("/partner/demand", {}, signal),
  balance: (signal?: AbortSignal) => read<Balance>("/partner/balance", {}, signal),
  flows: (year: number | null, signal?: AbortSignal) => read<Flows>("/partner/flows", { year }, signal),
  /** What a designation would change for the objectives; nothing is written. */
  effects: (designation: Record<string, string>, signal?: AbortSignal) =>
    read<Effects>("/partner/objectives/effect", designation, signal),
  record: (entry: NewEntry) => write<Recorded>("/partner/attributions", entry),
  /** Replaces an entry by another, or cancels it. */
  correct: (number: number, entry: NewEntry | null) =>
    write<Recorded>(`/partner/attributions/${number}/correction`, { entry }),
};

function read<T>(path: string, query: Record<string, string | number | null>, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) search.set(name, String(value));
  return fetchJson<T>(search.size > 0 ? `${path}?${search}` : path, signal ? { signal } : {});
}

function write<T>(path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json" };
  return fetchJson<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}
