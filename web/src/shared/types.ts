/**
 * The words of the HTTP contract, as the screens use them.
 *
 * They come from the generated schema; what is added here is the closed lists that it leaves open, such as the names of the
 * indices.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export const STATUSES = ["ok", "partiel", "secret", "non_transmis", "sans_objet"] as const;
export const INDEX_NAMES = ["fragilite", "occupation", "attractivite"] as const;
export const INDICATOR_NAMES = ["occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"] as const;

/** `reserve` is of the screens alone: what the role and the perimeter of the visitor do not open, see `access.ts`. */
export type Status = (typeof STATUSES)[number] | "reserve";
export type IndexName = (typeof INDEX_NAMES)[number];
export type IndicatorName = (typeof INDICATOR_NAMES)[number];
export type ClassName = NonNullable<Schemas["Index"]["class"]>;
export type TerritoryLevel = Schemas["Territory"]["level"];
export type ValueLevel = "residence" | "regroupement" | "secteur" | "commune" | "epci";

export type Publication = Schemas["Publication"];
export type PublicationLine = Schemas["PublicationLine"];
export type PublicationAnswer = Schemas["PublicPublication"];
export type Reference = Schemas["Reference"];
export type ScenarioLine = Schemas["ScenarioLine"];
export type PublicDemandRow = Schemas["PublicDemandRow"];
export type Guichet = Schemas["PublicGuichet"];
export type BaseMap = Schemas["BaseMap"];
export type Session = Schemas["Session"];
export type OwnAccount = Schemas["Own"];
export type OpenSession = Schemas["OpenSession"];
export type Accounts = Schemas["Accounts"];
export type AccountLine = Schemas["AccountLine"];
export type NewAccount = Schemas["AccountEntry"];
export type Link = Schemas["Link"];
export type ProviderAnswer = Schemas["ProviderAnswer"];
export type Journal = Schemas["Journal"];
export type JournalLine = Schemas["JournalLine"];
export type Invitation = Schemas["Invitation"];
export type Job = Schemas["Job"];
export type JobError = Schemas["JobError"];
export type Jobs = Schemas["Jobs"];
/** The same quantity from several sources. */
export type Comparison = Schemas["Comparison"];
export type Compared = Schemas["Compared"];
export type ComparedQuantity = Schemas["ComparedQuantity"];
export type ExplanationAsked = Schemas["ExplanationAsked"];
export type TotalAsked = Schemas["TotalAsked"];
/** What had to go at a level, in the certificate of a publication and in that of a draft. */
export type WithheldLevel = Replace<Schemas["WithheldLevel"], { niveau: "residence" | "secteur" | "commune" | "epci" }>;
export type Deposit = Schemas["Deposit"];
export type DepositLine = Schemas["DepositLine"];
export type Deposits = Schemas["Deposits"];
export type CheckAsked = Schemas["CheckAsked"];
export type DepositProposal = Schemas["DepositProposal"];
export type ProposedColumns = Schemas["ProposedColumns"];
export type ProposedResidences = Schemas["ProposedResidences"];
export type KnownResidence = Schemas["KnownResidence"];
export type ProposedResidence = Schemas["ProposedResidence"];
export type ReturnLine = Schemas["ReturnLine"];
export type ReturnReport = Schemas["ReturnReport"];
export type SourceQuality = Schemas["SourceQuality"];
export type OwnIndicator = Schemas["OwnIndicator"];
export type OwnResidence = Schemas["OwnResidence"];
export type OwnShare = Schemas["OwnShare"];
export type OwnSource = Schemas["OwnSource"];
export type Calendar = Schemas["Calendar"];
export type CalendarLine = Schemas["CalendarLine"];
export type Reminder = Schemas["Reminder"];
export type DepositState = Schemas["Deposit"]["state"];
export type Facts = Schemas["ResidenceFacts"];
export type TerritoryFacts = Schemas["TerritoryFacts"];

/** A value never travels without its status. */
export type IndexValue = Replace<Schemas["Index"], { status: Status }>;
export type Indices = Record<IndexName, IndexValue>;
export type Evolution = Schemas["Evolution"];

export type Component = Replace<Schemas["Component"], { status: Status }>;
/** A component beside the rate of the reference. */
export type SheetComponent = Replace<Schemas["SheetComponent"], { status: Status }>;

export type Position = number[];
export type Outline = Schemas["Polygon"] | Schemas["MultiPolygon"];
export type Point = Schemas["Point"];

export interface Feature<G, P> {
  type: "Feature";
  geometry: G | null;
  properties: P;
}

export interface FeatureCollection<G, P> {
  type: "FeatureCollection";
  publication: Publication;
  features: Feature<G, P>[];
}

/** A territory as partners see it; `indices` is empty for a QPV, which is an outline only. */
export type PartnerTerritory = Replace<Schemas["Territory"], { indices: Partial<Indices> }>;
export type PartnerResidence = Replace<Schemas["MappedResidence"], { indices: Indices }>;
export type ResidenceDetails = Replace<Schemas["ResidenceCard"], { indices: Indices }>;

/** A territory with its indices and the counts that they come from. */
export type ValueRow = Replace<
  Schemas["TerritoryValues"],
  {
    indices: Indices;
    components: Record<IndicatorName, Component>;
    /** Low and high end at 90 %, of the indices that have one. */
    intervals: Partial<Record<IndexName, [number, number]>>;
    /** Against the reference of the base, which does not move. */
    evolution: Partial<Record<IndexName, Evolution>>;
  }
>;

export interface ValuesAnswer {
  publication: Publication;
  level: ValueLevel;
  base: Schemas["Base"];
  values: ValueRow[];
}

/** One year of a series: the latest publication of an (OPS, RPLS) pair. */
export type SeriesPoint = Replace<
  Schemas["SeriesEntry"],
  { indices: Indices; evolution: Partial<Record<IndexName, Evolution>> }
>;

interface SheetBody {
  indices: Indices;
  components: Record<IndicatorName, SheetComponent>;
  series: SeriesPoint[];
}

export type ResidenceSheet = Replace<Schemas["ResidenceSheet"], SheetBody & { residence: ResidenceDetails }>;
export type TerritorySheet = Replace<Schemas["TerritorySheet"], SheetBody & { territory: PartnerTerritory }>;

/** What a designation would change in a residence, and where nearby it would do better. */
export type DesignationAnswer = Schemas["DesignationEffect"];
export type Effect = Replace<
  Schemas["Effect"],
  { components: Partial<Record<IndicatorName, Schemas["ComponentEffect"]>> }
>;
export type IndexEffect = Schemas["IndexEffect"];
export type BetterPlace = Schemas["BetterPlace"];
export type NeighboursAnswer = Schemas["Neighbours"];
export type Neighbour = Schemas["Neighbour"];
/** What is said once for a publication; its members are open. */
export type AnalysisAnswer = Schemas["Analysis"];
export type Funnel = Schemas["Funnel"];
export type Parts = Schemas["Parts"];
export type IndexParts = Schemas["IndexParts"];
export type RupturesAnswer = Schemas["Ruptures"];
export type LevelRupture = Schemas["LevelRupture"];
export type EvaluationsAnswer = Schemas["Evaluations"];

/** What partners decided. */
export type Decisions = Schemas["Decisions"];
export type ResidenceDecisions = Schemas["ResidenceDecisions"];
export type Qualification = Schemas["Qualification"];
export type Dossier = Schemas["Dossier"];
export type Labels = Decisions["labels"];
export type Sessions = Schemas["Sessions"];
export type SessionAnswer = Schemas["SessionAnswer"];
export type AgendaItem = Schemas["AgendaItem"];
export type RepmsLists = Schemas["RepmsLists"];
export type RepmsList = Schemas["RepmsList"];

/** The method file, as published with the numbers. */
export type Method = Replace<
  Schemas["Method"],
  {
    indices: Record<IndexName, Schemas["IndexRecipe"]>;
    indicateurs: Record<IndicatorName, Schemas["IndicatorRecipe"]>;
  }
>;

export interface PublicMethodAnswer {
  publication: Publication;
  method: Method;
  certified_at: string | null;
}

export interface MethodAnswer extends Omit<PublicMethodAnswer, "certified_at"> {
  secrecy: Schemas["Thresholds"];
}

export type Gauge = Schemas["Gauge"];
/** A gauge that may be withheld. */
export type ShownGauge = Schemas["TargetGauge"];
export type Relocation = Schemas["Relocation"];
export type Supply = Schemas["Supply"];
export type DemandAnswer = Schemas["DemandAnswer"];
export type Balance = Schemas["Balance"];
export type Spread = Schemas["Spread"];
export type Flows = Schemas["Flows"];
export type Effects = Schemas["Effects"];
export type Objective = Schemas["Objective"];
export type Objectives = Schemas["Objectives"];
export type Disagreement = Schemas["Disagreement"];
export type ObjectiveEffect = Schemas["ObjectiveEffect"];
export type Entry = Schemas["Entry"];
export type EntriesAnswer = Schemas["Entries"];
export type NewEntry = Schemas["NewEntry"];
export type Choices = Schemas["Choices"];
export type Recorded = Schemas["Recorded"];

/** What the public may read of a territory: classes and rounded shares, when the EPCI opens them. */
export type PublicTerritory = Replace<
  Schemas["PublicTerritory"],
  {
    indices: Partial<Record<IndexName, Schemas["PublicIndex"]>>;
    shares: Partial<Record<IndicatorName, Schemas["PublicShare"]>>;
  }
>;
export type PublicResidence = Schemas["PublicResidence"];

/** `T` with some members typed more closely. */
type Replace<T, U> = Pick<T, Exclude<KnownKeys<T>, keyof U>> & U;
/** The named members of a type that may carry others. */
type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };
