/** What the manager and the landlords do with their files, as functions. */
import { fetchJson, ROOT, toProblem, Unreachable } from "./api";
import type {
  Calendar,
  CheckAsked,
  Comparison,
  Deposit,
  DepositProposal,
  Deposits,
  ExplanationAsked,
  Job,
  Jobs,
  ReturnLine,
  ReturnReport,
  TotalAsked,
} from "./types";

export const dataApi = {
  deposits: (signal?: AbortSignal) => read<Deposits>("/data/deposits", signal),
  deposit: (id: string, signal?: AbortSignal) => read<Deposit>(`/data/deposits/${encodeURIComponent(id)}`, signal),
  proposal: (id: string, signal?: AbortSignal) =>
    read<DepositProposal>(`/data/deposits/${encodeURIComponent(id)}/proposal`, signal),
  /** What a person says of a file; what is left out stays as it was understood. */
  check: (id: string, said: Partial<CheckAsked>) =>
    ask<Deposit>(`/data/deposits/${encodeURIComponent(id)}/check`, { ...NOTHING_SAID, ...said }),
  /** `insist`: also a file that was loaded already, or that came before and waits. */
  confirm: (id: string, insist: boolean) =>
    ask<Deposit>(`/data/deposits/${encodeURIComponent(id)}/confirm${insist ? "?insist=true" : ""}`),
  discard: (id: string) => ask<Deposit>(`/data/deposits/${encodeURIComponent(id)}/discard`),
  annotatedAddress: (id: string) => `${ROOT}/data/deposits/${encodeURIComponent(id)}/annotated`,
  returns: (signal?: AbortSignal) => read<{ returns: ReturnLine[] }>("/data/returns", signal),
  returnReport: (id: string, signal?: AbortSignal) =>
    read<ReturnReport>(`/data/returns/${encodeURIComponent(id)}`, signal),
  returnAddress: (id: number) => `${ROOT}/data/returns/${id}/report.pdf`,
  calendar: (year: number | null, signal?: AbortSignal) =>
    read<Calendar>(year === null ? "/data/calendar" : `/data/calendar?year=${year}`, signal),
  comparison: (signal?: AbortSignal) => read<Comparison>("/admin/comparisons", signal),
  compare: () => ask<Job>("/admin/comparisons"),
  explain: (asked: ExplanationAsked) => ask<Job>("/admin/comparisons/explanations", asked),
  noteTotal: (asked: TotalAsked) => ask<Job>("/admin/comparisons/totals", asked),
  retake: (job: number) => ask<Job>(`/data/jobs/${job}/retake`),
  editions: (signal?: AbortSignal) => read<Jobs>("/admin/editions", signal),
  compute: (ops: number | null, rpls: number) => ask<Job>("/admin/computations", { ops, rpls, reference: null }),
  publish: (draft: number, note: string) => ask<Job>("/admin/publications", { draft, note }),
  rollBack: (number: number, note: string) => ask<Job>("/admin/rollbacks", { number, note }),
};

const NOTHING_SAID: CheckAsked = {
  kind: null,
  millesime: null,
  bailleur: null,
  columns: null,
  confirmed: null,
  decisions: null,
};

/** Sends a file as it is, telling how much has left, from 0 to 1. */
export function uploadFile(file: File, onProgress: (share: number) => void): Promise<Deposit> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${ROOT}/data/deposits?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(new Unreachable()));
    request.addEventListener("load", () => {
      if (request.status < 400) resolve(request.response as Deposit);
      else reject(toProblem(request.status, request.statusText, request.response));
    });
    request.send(file);
  });
}

function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return fetchJson<T>(path, signal ? { signal } : {});
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  return await fetchJson<T>(path, { method: "POST", headers, body: body === undefined ? null : JSON.stringify(body) });
}
