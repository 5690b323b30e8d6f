import type { Finding, Place } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { DayRange } from "./date.ts";

/**
 * The nouns of the record. Plain immutable data; ids are strings; every record keeps the place it was read from, and the text as written
 * stays beside the parsed value. The columns are described in schema/*.csv, one file a table.
 */
interface Row {
  readonly place: Place;
}

/** Evidence: a page, a filing, an article. */
export interface Source extends Row {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly author: string;
  readonly publishedOn: DayRange | null;
  readonly language: string;
  readonly address: string;
  readonly kind: string;
  readonly seen: boolean;
  /** The source that this one relays, or null: independence counts origins, not pages. */
  readonly origin: string | null;
  readonly note: string;
}

export interface Entity extends Row {
  readonly id: string;
  readonly name: string;
  /** Empty where French says it as English does. */
  readonly nameFr: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly country: string;
  readonly identifiers: readonly string[];
  readonly roles: readonly string[];
  readonly parent: string | null;
  readonly source: string | null;
  readonly note: string;
  readonly noteFr: string;
}

/** Several legs that belong together. */
export interface Deal extends Row {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly chapter: string;
  readonly note: string;
  readonly noteFr: string;
}

/** One thing that moves from one party to another. Amounts and status are not here: they are what claims and status rows say. */
export interface Leg extends Row {
  readonly id: string;
  readonly deal: string;
  readonly title: string;
  readonly titleFr: string;
  readonly instrument: Instrument;
  readonly from: string;
  readonly to: string;
  readonly gives: "cash" | "shares" | "warrants" | "credits" | "guarantee" | "valuation";
  readonly issuer: string | null;
  readonly sum: "leg" | "umbrella";
  readonly partOf: readonly string[];
  /** Claim id of the amount that the editor reads, "unknown", or null: the policy of the view decides. */
  readonly reading: string | null;
  readonly startsOn: DayRange | null;
  readonly termYears: number | null;
  readonly condition: string;
  readonly conditionFr: string;
  readonly returns: string;
  readonly returnsFr: string;
  /** Sources that tell of it, beside those of its claims and turns. */
  readonly sources: readonly string[];
  readonly note: string;
  readonly noteFr: string;
}

export type Instrument =
  | "equity-investment"
  | "share-issue"
  | "share-sale"
  | "convertible"
  | "warrant"
  | "debt"
  | "guarantee-backstop"
  | "take-or-pay"
  | "cloud-credits"
  | "supply-purchase"
  | "cloud-capacity"
  | "licence"
  | "lease"
  | "revenue-share"
  | "acquisition"
  | "joint-venture"
  | "wages";

/** A sourced statement. The creditor's right is an obligation, never a claim. */
export interface Claim extends Row {
  readonly id: string;
  readonly subject: string;
  readonly predicate: string;
  /** The value as written. */
  readonly value: string;
  readonly unit: string;
  readonly qualifier: string;
  /** Parsed amount where the unit is a number's unit (currency, %, count, GW ...); null for text. */
  readonly amount: Amount | null;
  readonly period: string;
  readonly validOn: DayRange | null;
  readonly knownOn: DayRange | null;
  readonly basis: "published" | "announced";
  readonly recordedOn: DayRange | null;
  readonly supersedes: string | null;
  readonly source: string;
  readonly origin: string | null;
  readonly sourcePlace: string;
  readonly stance: "asserts" | "denies" | "revises";
  readonly confidence: Confidence;
  readonly attributedTo: string | null;
  readonly paraphrase: string;
  readonly paraphraseFr: string;
}

export type Confidence = "filing" | "official" | "primary" | "press" | "article" | "secondary" | "compilation" | "weak";

/** One turn in the history of a leg. */
export interface StatusEvent extends Row {
  readonly leg: string;
  readonly status: Status;
  readonly validOn: DayRange;
  readonly knownOn: DayRange;
  readonly basis: "published" | "announced";
  readonly recordedOn: DayRange | null;
  readonly source: string;
  readonly note: string;
  readonly noteFr: string;
}

/** From weakest to strongest; lapsed and denied end a leg. */
export type Status = "rumoured" | "letter-of-intent" | "announced" | "definitive" | "partly-performed" | "closed" | "lapsed" | "denied";

export interface RosterRow extends Row {
  readonly group: string;
  readonly club: string | null;
  readonly member: string;
  readonly memberLocal: string;
  readonly entity: string | null;
  readonly role: string;
  readonly validOn: DayRange | null;
  readonly source: string;
  readonly confidence: Confidence;
}

/** A loop that sources state or that deals imply; a single leg is a half-loop. */
export interface StatedLoop extends Row {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly legs: readonly string[];
  readonly statedIn: readonly string[];
  readonly note: string;
}

/** A figure that follows from claims by arithmetic. */
export interface DerivedFigure extends Row {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly formula: string;
  readonly parameters: readonly string[];
  readonly unit: string;
  readonly expected: number | null;
  readonly tolerance: number | null;
  readonly stated: string | null;
  readonly relation: "equals" | "above" | "below" | null;
  readonly than: string | null;
  readonly note: string;
  readonly noteFr: string;
}

export interface Casebook {
  readonly name: string;
  readonly title: string;
  readonly titleFr: string;
  /** Chapters that the headline sums, from the data package. */
  readonly chapters: readonly string[];
  readonly currency: string;
  readonly sources: readonly Source[];
  readonly entities: readonly Entity[];
  readonly deals: readonly Deal[];
  readonly legs: readonly Leg[];
  readonly claims: readonly Claim[];
  readonly status: readonly StatusEvent[];
  readonly rosters: readonly RosterRow[];
  readonly loops: readonly StatedLoop[];
  readonly derived: readonly DerivedFigure[];
  /** SHA-256 of the rows, independent of their order. */
  readonly digest: string;
}

/** What `load` gives: `whole` is false when any row or file was refused, so that a partial book is never passed off as whole. */
export interface Loaded {
  readonly casebook: Casebook;
  readonly findings: readonly Finding[];
  readonly whole: boolean;
  /** Tables of which a file or a row was refused: what the others miss in them may be there. */
  readonly incomplete: ReadonlySet<string>;
}
