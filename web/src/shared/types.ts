/** The words of the HTTP contract, as the screens use them. */

export const STATUSES = ["ok", "partiel", "secret", "non_transmis", "sans_objet"] as const;
export type Status = (typeof STATUSES)[number];

export const INDEX_NAMES = ["fragilite", "occupation", "attractivite"] as const;
export type IndexName = (typeof INDEX_NAMES)[number];

export const INDICATOR_NAMES = ["occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"] as const;
export type IndicatorName = (typeof INDICATOR_NAMES)[number];

export type ClassName = "équilibré" | "intermédiaire" | "fragile";
export type TerritoryLevel = "epci" | "commune" | "secteur" | "qpv";
export type ValueLevel = "residence" | "secteur" | "commune" | "epci";

export interface Reference {
  code: string;
  nom: string;
}

/** What every answer says of the publication that it was read from. */
export interface Publication {
  number: number;
  published_at: string;
  ops: number;
  rpls: number;
  reference: Reference;
  fictif: boolean;
  method_version: string;
}

export interface BaseMap {
  url: string;
  attribution: string;
}

/** `GET /api/v1/public/publication`. */
export interface PublicationAnswer {
  publication: Publication;
  base_map?: BaseMap | null;
}

/** A line of `GET /api/v1/partner/publications`. */
export interface PublicationLine {
  number: number;
  published_at: string;
  note: string;
  ops: number;
  rpls: number;
  reference: Reference;
  online: boolean;
}

export interface Session {
  organisation: string;
  role: string;
}

/** A value never travels without its status. */
export interface IndexValue {
  value: number | null;
  status: Status;
  class: ClassName | null;
  coverage: number | null;
  missing: string[];
}

export type Indices = Record<IndexName, IndexValue>;

export interface Component {
  num: number | null;
  den: number | null;
  rate: number | null;
  ratio: number | null;
  weight: number | null;
  contribution: number | null;
  status: Status;
  coverage: number | null;
  /** Rate of the reference territory; only in a sheet. */
  reference?: number | null;
}

export type Components = Record<IndicatorName, Component>;

/** Facts of the stock; an unknown fact is an absent key. */
export interface Facts {
  bailleur?: string;
  adresse?: string;
  mise_en_service?: number;
  mise_en_service_min?: number;
  mise_en_service_max?: number;
  statut?: "active" | "demolition" | "vendue";
  logements?: number;
  residences?: number;
  t1?: number;
  t2?: number;
  t3?: number;
  t4?: number;
  t5?: number;
  plai?: number;
  plus?: number;
  pls?: number;
  loyer_m2?: number;
  vacants?: number;
  avant_1975?: number;
  emmenages?: number;
  offerts_un_an?: number;
  bailleurs?: { nom: string; logements: number }[];
}

export type Position = [number, number, ...number[]];
export type Outline =
  | { type: "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] };
export type Point = { type: "Point"; coordinates: Position };

export interface Feature<G, P> {
  type: "Feature";
  geometry: G;
  properties: P;
}

export interface FeatureCollection<G, P> {
  type: "FeatureCollection";
  publication: Publication;
  features: Feature<G, P>[];
}

/** A territory as partners see it; `indices` is empty for a QPV, which is an outline only. */
export interface PartnerTerritory {
  level: TerritoryLevel;
  code: string;
  nom: string;
  code_insee: string | null;
  epci: string | null;
  logements: number | null;
  repondants: number | null;
  facts: Facts;
  indices: Partial<Indices>;
}

export interface PartnerResidence {
  code: string;
  nom: string;
  code_insee: string;
  commune: string;
  secteur: string | null;
  secteur_nom: string | null;
  code_qp: string | null;
  qpv_nom: string | null;
  bailleur_siren: string;
  bailleur: string;
  logements: number | null;
  facts: Facts;
  indices: Indices;
  signal: boolean;
}

/** A row of `GET /api/v1/partner/values`. */
export interface ValueRow {
  code: string;
  nom: string;
  code_insee: string | null;
  logements: number | null;
  repondants: number | null;
  indices: Indices;
  components: Components;
  signal: boolean;
}

export interface ValuesAnswer {
  publication: Publication;
  level: ValueLevel;
  values: ValueRow[];
}

/** One year of a series: the latest publication of an (OPS, RPLS) pair. */
export interface SeriesPoint {
  number: number;
  ops: number;
  rpls: number;
  reference: Reference;
  indices: Indices;
}

export interface ResidenceDetails extends PartnerResidence {
  adresse: string | null;
  mise_en_service: number | null;
  statut: string | null;
  repondants: number | null;
  point: [number, number];
}

/** `GET /api/v1/partner/residences/{code}`. */
export interface ResidenceSheet {
  publication: Publication;
  residence: ResidenceDetails;
  indices: Indices;
  signal: boolean;
  components: Components;
  series: SeriesPoint[];
  method_labels: Record<string, string>;
}

/** The method file, as published with the numbers. */
export interface Method {
  version: string;
  date: string;
  titre: string;
  aggregation: string;
  indices: Record<IndexName, { libelle: string; composantes: Record<string, number>; composantes_minimales: number }>;
  classes: { intermediaire: number; fragile: number; carte: number[] };
  signal: { fragilite: number; occupation: number; attractivite: number; logements_minimum: number };
  indicateurs: Record<
    IndicatorName,
    { libelle: string; numerateur: string; denominateur: string[]; source: string; note?: string }
  >;
}

export interface MethodAnswer {
  publication: Publication;
  method: Method;
  secrecy: { logements: number; repondants: number };
}

/** What the public may read of a territory: classes and rounded shares, when the EPCI opens them. */
export interface PublicTerritory {
  level: "commune" | "epci" | "qpv";
  code: string;
  nom: string;
  code_insee: string | null;
  logements: number | null;
  facts: Facts;
  indices: Partial<Record<IndexName, { class: ClassName | null; status: Status }>>;
  shares: Partial<Record<IndicatorName, { share: number | null; status: Status }>>;
}

export interface PublicResidence {
  code: string;
  nom: string;
  bailleur: string;
  code_insee: string;
  adresse: string | null;
  logements: number | null;
  mise_en_service: number | null;
  facts: Facts;
}
