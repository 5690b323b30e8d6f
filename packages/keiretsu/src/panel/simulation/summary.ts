import { KeiretsuError } from "../../assert.ts";
import { tailStatistics, wilsonInterval } from "../../measure/tail-statistics.ts";
import { type LogBins, middleOf, numbersIn, quantileOf } from "../../num/log-histogram.ts";
import { amountBins, pathOutcomes, ratioBins, seriesNames, type SeriesName, type Tally } from "../../simulate/tally.ts";
import type { PathOutcome } from "../../simulate/economy.ts";
import type { Projected } from "./projection.ts";
import { quarterText } from "./quarter.ts";
import type { ParameterName } from "./scenario.ts";

/** A count of paths as a share of them, with Wilson's interval at 95 %. */
export interface Share {
  readonly count: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export type Outcomes = Readonly<Record<PathOutcome, Share>>;

/** Quantiles over the paths: 5, 25, 50, 75 and 95 %; null where there is nothing to count. */
export type Band = readonly (number | null)[];

export const bandLevels = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

export interface FirmSummary {
  readonly entity: string;
  /** What keeps its books from being kept; empty = they are. */
  readonly missing: readonly ParameterName[];
  /** null without books, as all that follows. */
  readonly outcomes: Outcomes | null;
  /** Paths that fail in each quarter, those without failure left out. */
  readonly failsIn: readonly { readonly quarter: string; readonly count: number }[];
  /** Vendors and investors outside had put in at most, in all. */
  readonly peakFunding: Band;
  /** By quarter. Coverage is end demand after costs over what falls due beyond them. */
  readonly series: Readonly<Record<SeriesName, readonly Band[]>> | null;
}

interface LoopSummary {
  readonly firms: readonly string[];
  readonly outcomes: Outcomes;
}

interface LossSummary {
  /** An entity, "outside" for lenders and investors that no leg names, or "all". */
  readonly holder: string;
  readonly mean: number;
  readonly level: number;
  readonly VaR: number | null;
  readonly VaRInterval: readonly [number, number] | null;
  /** null where the tail has fewer than ten paths. */
  readonly ES: number | null;
  readonly ESInterval: readonly [number, number] | null;
}

interface SellerSummary {
  readonly seller: string;
  /** By quarter: share of what it earned from firms so far that was its own funding come home. */
  readonly vendorFinanced: readonly Band[];
}

export interface Summary {
  readonly quarters: readonly string[];
  readonly firms: readonly FirmSummary[];
  readonly loops: readonly LoopSummary[];
  readonly losses: readonly LossSummary[];
  readonly sellers: readonly SellerSummary[];
}

const LEVEL = 0.99;
/** Bootstrap samples of the interval of a tail mean. */
const SAMPLES = 100;

/** What the counts of many paths say, by the names of the casebook. */
export function summaryOf({ economy, asked, start }: Projected, tally: Tally, seed: number): Summary {
  const { firms, quarters, traced } = economy;
  const n = firms.length;
  const [amounts, ratios] = [amountBins(economy), ratioBins()];
  if (tally.outcomes.length !== 3 * n) throw new KeiretsuError("bad-option", "these counts are of another economy");
  const names = Array.from({ length: quarters }, (_, q) => quarterText(start + q));
  const place = new Map(firms.map(({ id }, i) => [id, i]));
  return {
    quarters: names,
    firms: asked.map(({ entity, missing }) => {
      const i = place.get(entity)!;
      if (missing.length > 0)
        return { entity, missing, outcomes: null, failsIn: [], peakFunding: bandLevels.map(() => null), series: null };
      return {
        entity,
        missing,
        outcomes: outcomesAt(tally.outcomes, i),
        failsIn: names.flatMap((quarter, q) => {
          const count = tally.failedIn[i * (quarters + 1) + q + 1];
          return count > 0 ? [{ quarter, count }] : [];
        }),
        peakFunding: bandAt(amounts, tally.peakFunding, i),
        series: Object.fromEntries(
          seriesNames.map((name) => {
            const bins = name === "coverage" ? ratios : amounts;
            return [name, names.map((_, q) => bandAt(bins, tally.series[name], q * n + i))];
          }),
        ) as unknown as Record<SeriesName, readonly Band[]>,
      };
    }),
    loops: (economy.loops ?? []).map((members, l) => ({ firms: members.map((i) => firms[i].id), outcomes: outcomesAt(tally.loops, l) })),
    losses: [...firms.map(({ id }) => id), OUTSIDE, ALL].flatMap((holder, row) => {
      const found = lossAt(amounts, tally.lost, row, seed);
      return found === null ? [] : [{ holder, ...found }];
    }),
    sellers: traced.map((i, t) => ({
      seller: firms[i].id,
      vendorFinanced: names.map((_, q) => bandAt(ratios, tally.vendorFinanced, q * traced.length + t)),
    })),
  };
}

/** Who bears losses beside the firms, and all of them together. */
export const OUTSIDE = "outside";
export const ALL = "all";

export function outcomesAt(counts: ArrayLike<number>, row: number): Outcomes {
  const total = counts[3 * row] + counts[3 * row + 1] + counts[3 * row + 2];
  return Object.fromEntries(
    pathOutcomes.map((outcome, k) => {
      const count = counts[3 * row + k];
      const [low, high] = wilsonInterval(count, total);
      return [outcome, { count, share: total === 0 ? 0 : count / total, low, high }];
    }),
  ) as Record<PathOutcome, Share>;
}

function bandAt(bins: LogBins, counts: ArrayLike<number>, row: number): Band {
  return bandLevels.map((p) => quantileOf(bins, counts, p, row * bins.count));
}

/** Losses as the middles of their bins; null where nobody ever lost anything. */
function lossAt(bins: LogBins, counts: ArrayLike<number>, row: number, seed: number): Omit<LossSummary, "holder"> | null {
  const at = row * bins.count;
  const total = numbersIn(bins, counts, at);
  if (total === 0 || counts[at + bins.side] === total) return null;
  const losses = new Float64Array(total);
  let sum = 0;
  for (let b = 0, filled = 0; b < bins.count - 1; b++) {
    const count = counts[at + b];
    if (count === 0) continue;
    const middle = middleOf(bins, b);
    losses.fill(middle, filled, filled + count);
    filled += count;
    sum += count * middle;
  }
  const { VaR, ES, quantileInterval, shortfallInterval } = tailStatistics(losses, { level: LEVEL, samples: SAMPLES, seed }).values;
  return { mean: sum / total, level: LEVEL, VaR, VaRInterval: quantileInterval, ES, ESInterval: shortfallInterval };
}
