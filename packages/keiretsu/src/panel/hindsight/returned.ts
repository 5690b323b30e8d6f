import type { Economy } from "../../simulate/economy.ts";
import type { PathResult } from "../../simulate/run.ts";

/** What one firm pays another under a promise, and what comes back as orders. */
export interface Returned {
  readonly from: string;
  readonly to: string;
  readonly paid: number;
  readonly back: number;
  /** Back over paid, over all quarters and over the first four; null = nothing paid. */
  readonly share: number | null;
  readonly firstYear: number | null;
}

const FIRST_YEAR = 4;

/** Pairs of firms that pay each other, rents or dues one way and orders the other. Of a path that was kept with its matrices. */
export function returned(economy: Economy, path: PathResult): readonly Returned[] {
  const { firms, commitments } = economy;
  const kept = path.matrices!;
  const sum = (at: readonly number[], q: number): number => at.reduce((total, k) => total + kept[q].paid[k], 0);
  const places = (kinds: readonly string[], from: number, to: number): readonly number[] =>
    commitments.flatMap((one, k) => (kinds.includes(one.kind) && one.from === from && one.to === to ? [k] : []));
  const pairs = new Map(
    commitments.flatMap(({ kind, from, to }) => (DUES.includes(kind) ? [[`${from} ${to}`, [from, to] as const] as const] : [])),
  );
  return [...pairs.values()].flatMap(([from, to]): readonly Returned[] => {
    const [dues, orders] = [places(DUES, from, to), places(["purchase"], to, from)];
    if (orders.length === 0) return [];
    const share = (q: number): number | null => (sum(dues, q) > 0 ? sum(orders, q) / sum(dues, q) : null);
    const end = economy.quarters - 1;
    return [
      {
        from: firms[from].id,
        to: firms[to].id,
        paid: sum(dues, end),
        back: sum(orders, end),
        share: share(end),
        firstYear: share(Math.min(end, FIRST_YEAR - 1)),
      },
    ];
  });
}

const DUES: readonly string[] = ["lease", "take-or-pay", "revenue-share"];
