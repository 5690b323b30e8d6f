import { compareText } from "../../finding.ts";
import type { Warning } from "../../network/result.ts";
import type { Range } from "../range.ts";
import type { End, Input, Missing } from "./inputs.ts";

export type StressModel = "eisenberg-noe" | "rogers-veraart" | "debtrank" | "threshold-cascade" | "elliott-golub-jackson" | "esri";

export const stressModels: readonly StressModel[] = [
  "eisenberg-noe",
  "rogers-veraart",
  "debtrank",
  "threshold-cascade",
  "elliott-golub-jackson",
  "esri",
];

/** What one model makes of a scenario. */
export interface ModelAnswer {
  readonly model: StressModel;
  /** "answered"; "untouched": it ran and no shock reaches anything it knows of; "not-identifiable": the evidence does not feed it. */
  readonly state: "answered" | "untouched" | "not-identifiable";
  readonly inputs: readonly Input[];
  readonly missing: readonly Missing[];
  /** Keys of what is assumed, sorted; the words are in docs/concepts/stress.md and, for a scenario's own, in its file. */
  readonly assumptions: readonly string[];
  /**
   * Money lost because of the shock, at the figures that sources state. Low and high are the two ends of what is unknown of the firms; the
   * point exists where nothing is. In ESRI the ends are the low and the high reading of how much industries need each other.
   */
  readonly loss: Range;
  /** Whether the interval is proved for the stated amounts by monotonicity, or a range over readings. */
  readonly proved: boolean;
  /** The runs behind it: amounts low, as stated, high; buffers ample, then thin. */
  readonly endings: readonly Ending[];
  readonly converged: boolean;
  readonly residual: number;
  readonly warnings: readonly Warning[];
}

/** One run. */
export interface Ending {
  readonly amounts: End;
  /** ample: what is unknown is enough for anything; thin: just enough before the shock. */
  readonly buffers: "ample" | "thin";
  /** Lost because of the shock, all holders together. */
  readonly loss: number;
  /** What would be lost without the shock. */
  readonly lossBefore: number;
  /** The part of `loss` that lenders outside the book bear. */
  readonly outside: number;
  /** What the shocked firms alone fail to pay, or lose, when nobody passes anything on. */
  readonly standAlone: number;
  readonly holders: readonly HolderLoss[];
  readonly failures: readonly Failure[];
  /** Share of the output of all firms that is lost, for models of output. */
  readonly outputShare: number | null;
  /**
   * What more is lost in the solution in which all fall that nothing holds up (least payments, worst case): lost only because it is expected. null in
   * models with one solution.
   */
  readonly byBelief: number | null;
}

export interface HolderLoss {
  readonly entity: string;
  readonly loss: number;
  readonly by: readonly Through[];
}

/** A loss that came from a firm through legs, stakes or links. */
export interface Through {
  readonly from: string;
  readonly loss: number;
  /** Leg ids, or claim ids of stakes; empty for an assumed link. */
  readonly legs: readonly string[];
}

export interface Failure {
  readonly entity: string;
  /** 0 = by the shock itself or by its own means; k = drawn in by those of earlier waves. */
  readonly wave: number;
  /** It would fail without the shock too. */
  readonly before: boolean;
  readonly by: readonly Through[];
}

/** Largest first, ties by name. */
export function byLoss(
  a: { readonly loss: number; readonly entity: string },
  b: { readonly loss: number; readonly entity: string },
): number {
  return b.loss - a.loss || compareText(a.entity, b.entity);
}

export function byWave(a: Failure, b: Failure): number {
  return a.wave - b.wave || compareText(a.entity, b.entity);
}

/** Losses below this share of the largest amount are rounding. */
export const NOISE = 1e-9;

/** The interval of an answer from its runs at the stated amounts. */
export function lossOf(endings: readonly Ending[], exact: boolean): Range {
  const stated = endings.filter((ending) => ending.amounts === "point").map((ending) => ending.loss);
  if (stated.length === 0) return { low: null, point: null, high: null };
  const low = Math.min(...stated);
  const high = Math.max(...stated);
  return { low, point: exact || low === high ? high : null, high };
}
