import { compareText } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { statedFigure } from "../policy.ts";
import { type LegView, view } from "../view.ts";

/** Every leg with the amount that the editor reads and its status today, whatever its chapter. */
export function readLegs(casebook: Casebook): readonly LegView[] {
  return view(casebook, { chapters: ["all"], atLeast: "rumoured" }).legs;
}

/** A leg with a figure in a currency that may enter a sum: not a mark, not ended. */
export interface Figured {
  readonly view: LegView;
  readonly figure: number;
  readonly currency: string;
}

export function figuredLegs(legs: readonly LegView[]): readonly Figured[] {
  return legs.flatMap((one) => {
    const figure = one.amount === null ? null : statedFigure(one.amount);
    const ended = one.status?.status === "lapsed" || one.status?.status === "denied";
    if (figure === null || ended || one.leg.gives === "valuation") return [];
    return [{ view: one, figure, currency: one.amount!.unit }];
  });
}

export function groupBy<T>(rows: readonly T[], key: (row: T) => string): readonly (readonly [key: string, rows: readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups].sort((a, b) => compareText(a[0], b[0]));
}

/** Middle value of a list that is not empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
