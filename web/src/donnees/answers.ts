/** What the contract leaves open: the report of a load and the summary of a draft, as the worker writes them. */
import type { Deposit, Job, WithheldLevel } from "../shared/types";

export interface Notice {
  message: string;
  column: string | null;
  lines: number[];
  count: number;
}

export interface NamedResidence {
  code: string;
  nom: string;
}

export interface Renamed {
  code: string;
  before: string;
  after: string;
}

export interface StockChanges {
  landlords: { siren: string; nom: string; rows: number }[];
  new: NamedResidence[];
  new_total: number;
  renamed: Renamed[];
  renamed_total: number;
  absent: NamedResidence[];
  absent_total: number;
}

export interface LoadReport {
  kind: string;
  millesime: number | null;
  understood: {
    format: string;
    encoding: string | null;
    separator: string | null;
    sheet: string | null;
    layer: string | null;
    crs: string | null;
  };
  rows: number;
  columns_read: string[];
  columns_unknown: string[];
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  notices: Notice[];
  receipt_id: number | null;
  stock: StockChanges | null;
}

export interface Move {
  level: string;
  code: string;
  nom: string;
  index: string;
  before: number | string;
  after: number | string;
}

export interface Changes {
  against: number;
  residences_new: NamedResidence[];
  residences_new_total: number;
  residences_gone: NamedResidence[];
  residences_gone_total: number;
  /** Absent from the drafts computed before it was listed. */
  residences_renamed?: Renamed[];
  residences_renamed_total?: number;
  indices_moved_total: number;
  indices_shown_total: number;
  indices_lost_total: number;
  moves: Move[];
  classes: Move[];
  classes_total: number;
}

export interface DraftSummary {
  ops: number;
  rpls: number;
  reference: { nom: string };
  method_version: string;
  logements: number;
  territories: Record<string, number>;
  coverage: Record<string, number | null>;
  landlords_missing: { nom: string; source: string; residences: number }[];
  withheld: Record<string, number>;
  changes: Changes | null;
}

/** What the attack of the draft found, before it is published. No cell is named. */
export interface DraftCertificate {
  reussi: boolean;
  publiable: boolean;
  deductions: number;
  /** Pairs of landlords who would show each other their files; absent when none was tried. */
  coalitions?: {
    paires: number;
    non_attaquees: number;
    deduisent: { qui: string; cellules: number; exactes: number; etroites: number }[];
  };
  /** What other publications give away of what the draft withholds. */
  deja_publies?: {
    nombres: number;
    publications: { publication: number; date: string; nombres: number }[];
    deduits: number;
  };
  /** Absent from drafts attacked before it was counted. */
  retenu?: WithheldLevel[];
  attaquants: {
    qui: string;
    lit: string;
    cellules: number;
    resistent: number;
    non_verifiees: number;
    plus_petit_intervalle: number | null;
  }[];
  remarques: string[];
}

export interface WaitingDraft {
  draft: number;
  summary: DraftSummary;
  /** Absent from the drafts computed before there was one. */
  certificate?: DraftCertificate;
}

export function reportOf(deposit: Deposit): LoadReport | null {
  return deposit.report as unknown as LoadReport | null;
}

/** The draft of a computation that ended well. */
export function draftOf(job: Job): WaitingDraft | null {
  if (job.kind !== "calcul" || job.state !== "fini" || !job.result) return null;
  return job.result as unknown as WaitingDraft;
}

/** The computation whose draft waits: the latest one, when nothing was published after it. */
export function findWaitingDraft(jobs: readonly Job[]): Job | null {
  const latest = jobs.find((job) => job.state === "fini" && ["calcul", "publication"].includes(job.kind));
  return latest?.kind === "calcul" ? latest : null;
}

export function isActive(job: Job): boolean {
  return job.state === "en_attente" || job.state === "en_cours";
}
