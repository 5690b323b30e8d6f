import { compareText } from "../finding.ts";
import type { ProjectOptions } from "../record/project.ts";
import type { View } from "../record/view.ts";
import { finnCycling } from "../trace/finn-cycling.ts";
import { sums } from "./flows.ts";
import { defaultLoopsOptions, findLoops } from "./loops.ts";
import { shareOf } from "./range.ts";
import { runs } from "./runs.ts";
import { sellerShares } from "./vendor-financed.ts";

/** The headline figures of one view at one end of its amounts: one row of the spread. Money in the casebook's currency. */
export interface Headline {
  readonly gross: number;
  /** The verdict: largest set-off as a share of gross flow; null where nothing flows. */
  readonly setOffShare: number | null;
  readonly reciprocalShare: number | null;
  readonly finnIndex: number | null;
  /** The seller with the largest vendor-financed share of revenue, null where nobody sells. */
  readonly topSeller: { readonly seller: string; readonly share: number } | null;
  /** Vendor-financed share of the seller that the table follows; null where it sells nothing. */
  readonly followedShare: number | null;
  readonly loops: number;
  readonly largestLoop: { readonly id: string; readonly capacity: number } | null;
  readonly legs: number;
  readonly legsWithoutAmount: number;
}

export interface HeadlineOptions extends ProjectOptions {
  readonly maxLength: number;
  /** Entity id of the seller to follow. */
  readonly seller: string | null;
}

export function headline(view: View, options: HeadlineOptions): Headline {
  const run = runs(view, options, "none");
  const { network } = run[options.amounts];
  const flow = sums(network);
  const sellers = [...sellerShares(network)].filter((one) => one.share !== null);
  const top = sellers.sort((a, b) => b.share! - a.share! || b.revenue - a.revenue || compareText(a.seller, b.seller))[0];
  const found = findLoops(view, run, { ...defaultLoopsOptions, ...options }).values.loops.filter((loop) => !loop.half);
  const largest = found[0];
  return {
    gross: flow.gross,
    setOffShare: shareOf(flow.setOff, flow.gross),
    reciprocalShare: shareOf(flow.reciprocal, flow.gross),
    finnIndex: finnCycling(network).values.finnCyclingIndex,
    topSeller: top ? { seller: top.seller, share: top.share! } : null,
    followedShare: sellers.find((one) => one.seller === options.seller)?.share ?? null,
    loops: found.length,
    largestLoop: largest && largest.capacity.high !== null ? { id: largest.id, capacity: largest.capacity.high } : null,
    legs: run.counted.length,
    legsWithoutAmount: run.withoutAmount.length,
  };
}
