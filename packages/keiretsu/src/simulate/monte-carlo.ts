/**
 * Many paths of one economy: how often each firm closes its loop, rolls on or fails, when, and what it costs whom.
 *
 * Paths are run in chunks that know their place: a chunk is a function of the economy, the seed and its first path, and holds counts only, so that chunks add up to the same bits in any
 * order and on any number of workers, in memory that does not grow with the paths. Shares carry Wilson's intervals; amounts are read from bins of equal ratio (16 an octave:
 * to 2.2 %), and their quantiles carry the distribution-free interval of their ranks. Cost O(paths x quarters x firms).
 * Sources: Wilson 1927; David and Nagaraja 2003 "Order statistics".
 */
import { KeiretsuError } from "../assert.ts";
import { binOf, type LogBins } from "../num/log-histogram.ts";
import { checkEconomy } from "./check-economy.ts";
import type { Economy, PathOutcome } from "./economy.ts";
import { clearTally, packTally, type Touched } from "./packed-tally.ts";
import { openRun, type PathResult } from "./run.ts";
import { amountBins, emptyTally, pathOutcomes, ratioBins, seriesNames, type Tally } from "./tally.ts";

/** Paths whose series are counted together: rows of counts lie kilobytes apart, so that each is worth a visit only for many paths. */
const AT_ONCE = 64;

/** Paths first to first + count - 1. */
export interface Chunk {
  readonly seed: number;
  readonly first: number;
  readonly count: number;
}

/** Runs chunks of an economy, one after the other in the same memory; counts are packed (packed-tally.ts). Throws `bad-economy`; then `bad-option`, `books-open`. */
export function openChunks(economy: Economy): (chunk: Chunk) => Float64Array {
  const counter = openCounter(economy);
  const touched = new Map(counter.series.map((rows) => [rows.counts, rows]));
  return (chunk) => {
    try {
      return packTally(countPaths(counter, chunk), touched);
    } finally {
      clearTally(counter.tally, touched);
      for (const rows of counter.series) rows.paths = 0;
    }
  };
}

/** Memory for the paths of an economy and their counts. */
interface Counter {
  readonly economy: Economy;
  readonly run: ReturnType<typeof openRun>;
  readonly tally: Tally;
  readonly series: readonly Rows[];
  readonly amounts: LogBins;
}

function openCounter(economy: Economy): Counter {
  checkEconomy(economy);
  const tally = emptyTally(economy, 0);
  const amounts = amountBins(economy);
  const series = seriesNames.map((name) => openRows(name === "coverage" ? ratioBins() : amounts, tally.series[name], economy));
  return { economy, run: openRun(economy), tally, series, amounts };
}

function countPaths(counter: Counter, chunk: Chunk): Tally {
  const { run, tally, series } = counter;
  const { seed, first, count } = chunk;
  for (const [name, value] of Object.entries(chunk))
    if (!(Number.isInteger(value) && value >= 0))
      throw new KeiretsuError("bad-option", `${name} is ${value}, expected a whole number, 0 or more`);
  for (let draw = first; draw < first + count; draw++) {
    const path = run({ seed, draw });
    countOnce(counter, path);
    for (const [s, name] of seriesNames.entries()) noteRows(series[s], path[name]);
    if ((draw - first) % AT_ONCE === AT_ONCE - 1 || draw === first + count - 1) for (const rows of series) countRows(rows);
  }
  return { ...tally, paths: count };
}

/** What a path says once for each firm, and the shares of traced money. */
function countOnce({ economy, amounts, tally }: Counter, path: PathResult): void {
  const { firms, quarters, traced } = economy;
  const ratios = ratioBins();
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
  for (let at = 0; at < quarters * traced.length; at++) tally.vendorFinanced[at * ratios.count + binOf(ratios, path.vendorFinanced[at])]++;
}

/** As weak as its weakest firm with books; null where none has any. */
function outcomeOfLoop(members: readonly (PathOutcome | null)[]): PathOutcome | null {
  for (const outcome of ["failed", "rolled", "closed"] as const) if (members.includes(outcome)) return outcome;
  return null;
}

/** A row of counts for each firm and quarter, and the bins of the last paths that are still to be counted. */
interface Rows extends Touched {
  readonly bins: LogBins;
  readonly counts: Uint32Array;
  /** Rows of firms with books. */
  readonly kept: Uint32Array;
  /** [path * rows kept + place in `kept`]. */
  readonly waiting: Uint16Array;
  paths: number;
}

function openRows(bins: LogBins, counts: Uint32Array, { firms }: Economy): Rows {
  const kept = Uint32Array.from({ length: counts.length / bins.count }, (_, row) => row).filter((row) => firms[row % firms.length].books);
  const low = kept.map((row) => (row + 1) * bins.count);
  const high = kept.map((row) => row * bins.count);
  return { bins, counts, kept, low, high, waiting: new Uint16Array(kept.length * AT_ONCE), paths: 0 };
}

function noteRows(rows: Rows, values: Float64Array): void {
  const { bins, kept, waiting } = rows;
  const begin = kept.length * rows.paths++;
  for (let k = 0; k < kept.length; k++) waiting[begin + k] = binOf(bins, values[kept[k]]);
}

function countRows(rows: Rows): void {
  for (let k = 0; k < rows.kept.length; k++) countRow(rows, k);
  rows.paths = 0;
}

function countRow({ bins, counts, kept, waiting, low, high, paths }: Rows, k: number): void {
  const begin = kept[k] * bins.count;
  let least = low[k];
  let most = high[k];
  for (let path = 0, at = k; path < paths; path++, at += kept.length) {
    const place = begin + waiting[at];
    counts[place]++;
    least = Math.min(least, place);
    most = Math.max(most, place + 1);
  }
  low[k] = least;
  high[k] = most;
}
