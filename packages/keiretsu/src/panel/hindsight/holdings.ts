import type { Economy } from "../../simulate/economy.ts";
import type { PathResult } from "../../simulate/run.ts";

/** A stake over the quarters of a path: marks move no cash, sales do. */
export interface Holding {
  readonly holder: string;
  readonly held: string;
  readonly opening: number;
  /** By quarter, at its end. */
  readonly worth: readonly number[];
  /** Of the shares held at the start, the part still held; null where they are sold and no market says at what price. */
  readonly part: readonly (number | null)[];
}

/** What a holder of stakes owns less what it owes, its own shares being no debt. */
export interface Capital {
  readonly entity: string;
  readonly equity: readonly number[];
  readonly cash: readonly number[];
  /** First quarter in which it owes more than it owns. */
  readonly brokenIn: number | null;
}

/** Of a path that was kept with its matrices. */
export function holdings(
  economy: Economy,
  path: PathResult,
): { readonly holdings: readonly Holding[]; readonly capital: readonly Capital[] } {
  const kept = path.matrices!;
  const { firms, stakes } = economy;
  const n = firms.length;
  const owners = [...new Set(stakes.map(({ holder }) => holder))].filter((i) => firms[i].books).sort((a, b) => a - b);
  return {
    holdings: stakes.map(({ holder, held, value, market, sale }, k) => {
      let price = 1;
      const worth = kept.map((quarter) => quarter.stakes[k]);
      const part = worth.map((now, q) => {
        if (sale === undefined) return 1;
        if (market === undefined || value === 0) return null;
        if (q <= market.until) price *= 1 + market.change;
        return now / (value * price);
      });
      return { holder: firms[holder].id, held: firms[held].id, opening: value, worth, part };
    }),
    capital: owners.map((i) => {
      const equity = kept.map((quarter) => quarter.equity[i]);
      const broken = equity.findIndex((x) => x < 0);
      return { entity: firms[i].id, equity, cash: kept.map((_, q) => path.cash[q * n + i]), brokenIn: broken < 0 ? null : broken };
    }),
  };
}
