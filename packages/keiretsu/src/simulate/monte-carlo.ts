/**
 * Many paths of one economy: how often each firm closes its loop, rolls on or fails, when, and what it costs whom.
 *
 * Paths are run in chunks that know their place: a chunk is a function of the economy, the seed and its first path, and holds counts only, so that chunks add up to the same bits in any
 * order and on any number of workers, in memory that does not grow with the paths. Shares carry Wilson's intervals; amounts are read from bins of equal ratio (16 an octave:
 * to 2.2 %), and their quantiles carry the distribution-free interval of their ranks. Cost O(paths x quarters x firms).
 * Sources: Wilson 1927; David and Nagaraja 2003 "Order statistics".
 */
import { KeiretsuError } from "../assert.ts";
import { binOf, type LogBins, logBins } from "../num/log-histogram.ts";
import { checkEconomy } from "./check-economy.ts";
import type { Economy, PathOutcome } from "./economy.ts";
import { openRun, type PathResult } from "./run.ts";

export const pathOutcomes: readonly PathOutcome[] = ["closed", "rolled", "failed"];

/** What is followed by quarter, firm by firm. */
export const seriesNames = ["cash", "revenue", "vendorMoney", "rounds", "coverage"] as const;
export type SeriesName = (typeof seriesNames)[number];

/** Counts of some paths of one economy; all of one shape, so that they add up entry by entry. */
export interface Tally {
  readonly paths: number;
  /** [firm * 3 + outcome]; nothing for a firm without books. */
  readonly outcomes: Uint32Array;
  /** [loop * 3 + outcome]. */
  readonly loops: Uint32Array;
  /** [firm * (quarters + 1) + quarter of failure], 0 = stands. */
  readonly failedIn: Uint32Array;
  /** By series: [(quarter * n + firm) * bins + bin]. */
  readonly series: Readonly<Record<SeriesName, Uint32Array>>;
  /** [holder * bins + bin] of what each holder wrote off, the world last; then of all together. */
  readonly lost: Uint32Array;
  /** [firm * bins + bin]. */
  readonly peakFunding: Uint32Array;
  /** [(quarter * traced + t) * bins + bin] of shares. */
  readonly vendorFinanced: Uint32Array;
}

/** Paths whose series are counted together: rows of counts lie kilobytes apart, so that each is worth a visit only for many paths. */
const AT_ONCE = 64;
const PER_OCTAVE = 16;
/** Amounts from this many minor units (or units) up; the largest that a world may hold. */
const [LEAST, MOST] = [1e4, 1e17];
/** Shares and ratios. */
const RATIOS: LogBins = logBins(1e-4, 1e4, PER_OCTAVE);

/** The bins of amounts of an economy; with shares and ratios in bins of their own. */
export function amountBins({ minorUnit }: Economy): LogBins {
  const unit = minorUnit > 0 ? minorUnit : 1;
  return logBins(LEAST * unit, MOST * unit, PER_OCTAVE);
}

export function ratioBins(): LogBins {
  return RATIOS;
}

/** Paths first to first + count - 1. Throws `bad-economy`, `bad-option`, `books-open`. */
export function simulateChunk(economy: Economy, chunk: { readonly seed: number; readonly first: number; readonly count: number }): Tally {
  checkEconomy(economy);
  const { seed, first, count } = chunk;
  for (const [name, value] of Object.entries(chunk))
    if (!(Number.isInteger(value) && value >= 0))
      throw new KeiretsuError("bad-option", `${name} is ${value}, expected a whole number, 0 or more`);
  const tally = emptyTally(economy, count);
  const run = openRun(economy);
  const amounts = amountBins(economy);
  const series = seriesNames.map((name) => openRows(name === "coverage" ? RATIOS : amounts, tally.series[name], economy));
  for (let draw = first; draw < first + count; draw++) {
    const path = run({ seed, draw });
    countOnce(economy, amounts, tally, path);
    for (const [s, name] of seriesNames.entries()) noteRows(series[s], path[name]);
    if ((draw - first) % AT_ONCE === AT_ONCE - 1 || draw === first + count - 1) for (const rows of series) countRows(rows);
  }
  return tally;
}

/** What a path says once for each firm, and the shares of traced money. */
function countOnce(economy: Economy, amounts: LogBins, tally: Tally, path: PathResult): void {
  const { firms, quarters, traced } = economy;
  const n = firms.length;
  for (let i = 0; i < n; i++) {
    const outcome = path.outcome[i];
    if (outcome !== null) tally.outcomes[3 * i + pathOutcomes.indexOf(outcome)]++;
    tally.failedIn[i * (quarters + 1) + path.failedIn[i]]++;
    tally.peakFunding[i * amounts.count + binOf(amounts, path.peakFunding[i])]++;
  }
  for (const [l, members] of (economy.loops ?? []).entries()) {
    const outcome = outcomeOfLoop(members.map((i) => path.outcome[i]));
    if (outcome !== null) tally.loops[3 * l + pathOutcomes.indexOf(outcome)]++;
  }
  let all = 0;
  for (let i = 0; i <= n; i++) {
    tally.lost[i * amounts.count + binOf(amounts, path.lost[i])]++;
    all += path.lost[i];
  }
  tally.lost[(n + 1) * amounts.count + binOf(amounts, all)]++;
  for (let at = 0; at < quarters * traced.length; at++) tally.vendorFinanced[at * RATIOS.count + binOf(RATIOS, path.vendorFinanced[at])]++;
}

/** As weak as its weakest firm with books; null where none has any. */
function outcomeOfLoop(members: readonly (PathOutcome | null)[]): PathOutcome | null {
  for (const outcome of ["failed", "rolled", "closed"] as const) if (members.includes(outcome)) return outcome;
  return null;
}

/** A row of counts for each firm and quarter, and the bins of the last paths that are still to be counted. */
interface Rows {
  readonly bins: LogBins;
  readonly counts: Uint32Array;
  /** Rows of firms with books. */
  readonly kept: Uint32Array;
  /** [place in `kept` * AT_ONCE + path]. */
  readonly waiting: Uint16Array;
  paths: number;
}

function openRows(bins: LogBins, counts: Uint32Array, { firms }: Economy): Rows {
  const kept = Uint32Array.from({ length: counts.length / bins.count }, (_, row) => row).filter((row) => firms[row % firms.length].books);
  return { bins, counts, kept, waiting: new Uint16Array(kept.length * AT_ONCE), paths: 0 };
}

function noteRows(rows: Rows, values: Float64Array): void {
  const { bins, kept, waiting } = rows;
  for (let k = 0, at = rows.paths; k < kept.length; k++, at += AT_ONCE) waiting[at] = binOf(bins, values[kept[k]]);
  rows.paths++;
}

function countRows(rows: Rows): void {
  const { bins, counts, kept, waiting, paths } = rows;
  for (let k = 0; k < kept.length; k++) countRow(counts, kept[k] * bins.count, waiting, AT_ONCE * k, AT_ONCE * k + paths);
  rows.paths = 0;
}

function countRow(counts: Uint32Array, begin: number, waiting: Uint16Array, from: number, to: number): void {
  for (let at = from; at < to; at++) counts[begin + waiting[at]]++;
}

export function emptyTally(economy: Economy, paths: number): Tally {
  const { firms, quarters, traced } = economy;
  const n = firms.length;
  const amounts = amountBins(economy).count;
  const table = (bins: number): Uint32Array => new Uint32Array(quarters * n * bins);
  return {
    paths,
    outcomes: new Uint32Array(3 * n),
    loops: new Uint32Array(3 * (economy.loops?.length ?? 0)),
    failedIn: new Uint32Array(n * (quarters + 1)),
    series: {
      cash: table(amounts),
      revenue: table(amounts),
      vendorMoney: table(amounts),
      rounds: table(amounts),
      coverage: table(RATIOS.count),
    },
    lost: new Uint32Array((n + 2) * amounts),
    peakFunding: new Uint32Array(n * amounts),
    vendorFinanced: new Uint32Array(quarters * traced.length * RATIOS.count),
  };
}
