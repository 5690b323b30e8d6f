/** The public door of keiretsu, grouped by the five jobs: record, trace, measure, simulate, tell. */
export { KeiretsuError } from "./assert.ts";
export type { Finding, Place, Severity } from "./finding.ts";
export { compareFindings } from "./finding.ts";

// The numeric nouns
export type { Edges, Lens, Network } from "./network/network.ts";
export { fromEdges, mergeParallel, networkDigest } from "./network/network.ts";
export type { Result, Warning } from "./network/result.ts";

// Record
export type * from "./record/casebook.ts";
export type { Amount } from "./record/amount.ts";
export type { DayRange } from "./record/date.ts";
export { parseDate } from "./record/date.ts";

// Tell
export type { Language, Text } from "./tell/language.ts";
export { inLanguage, languages, listing, plural, speak } from "./tell/language.ts";
export { formatAmount, formatDate, formatNumber, formatShare, formatStated } from "./tell/money.ts";
