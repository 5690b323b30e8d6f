/** Counts of the paths of one economy: what is counted, in which bins. */
import { type LogBins, logBins } from "../num/log-histogram.ts";
import type { Economy, PathOutcome } from "./economy.ts";

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
