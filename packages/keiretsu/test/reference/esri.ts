/** Slow and plain ESRI on dense tables: every state from the states before, until no state moves by more than `step`. */
export interface PlainEsri {
  readonly esri: number;
  readonly downstream: number;
  readonly upstream: number;
  readonly hd: readonly number[];
  readonly hu: readonly number[];
  readonly sweeps: number;
}

export interface PlainEconomy {
  readonly n: number;
  readonly supply: readonly (readonly [number, number, number])[];
  readonly industry: readonly number[];
  readonly essentiality: readonly (readonly number[])[];
  readonly market?: readonly number[];
  readonly substitution?: boolean;
  readonly revenue?: readonly number[];
  readonly weights?: readonly number[];
}

export function plainEsri(economy: PlainEconomy, remaining: readonly number[], step: number): PlainEsri {
  const { n, supply, industry, essentiality, market = industry, substitution = true } = economy;
  const firms = Array.from({ length: n }, (_, i) => i);
  const w = firms.map(() => firms.map(() => 0));
  for (const [i, j, amount] of supply) w[i][j] += amount;
  const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const sales = w.map(total);
  const revenue = economy.revenue ?? sales;
  const weights = economy.weights ?? revenue;
  const kind = (i: number, j: number): number => essentiality[industry[i]][industry[j]];
  const bought = (j: number, a: number): number => total(firms.filter((i) => industry[i] === a).map((i) => w[i][j]));
  const boughtAll = (j: number): number => total(firms.map((i) => w[i][j]));
  const replace = (i: number, hd: readonly number[]): number => {
    if (!substitution) return 1;
    const left = total(firms.filter((l) => market[l] === market[i]).map((l) => sales[l] * hd[l]));
    return left === 0 ? 1 : Math.min(1, sales[i] / left);
  };
  const down = (hd: readonly number[]): number[] =>
    firms.map((j) => {
      const missing = (i: number, all: number): number => (all === 0 ? 0 : (replace(i, hd) * (1 - hd[i]) * w[i][j]) / all);
      const essential = [...new Set(industry)].map(
        (a) => 1 - total(firms.filter((i) => industry[i] === a && kind(i, j) === 2).map((i) => missing(i, bought(j, a)))),
      );
      const general = 1 - total(firms.filter((i) => kind(i, j) === 1).map((i) => missing(i, boughtAll(j))));
      return Math.max(0, Math.min(...essential, general, remaining[j]));
    });
  const up = (hu: readonly number[]): number[] =>
    firms.map((i) => {
      const lost = revenue[i] === 0 ? 0 : total(firms.map((j) => (w[i][j] / revenue[i]) * (1 - hu[j])));
      return Math.max(0, Math.min(remaining[i], 1 - lost));
    });
  let sweeps = 0;
  const settled = (map: (h: readonly number[]) => number[]): number[] => {
    let h = firms.map(() => 1);
    for (let k = 1; k <= 100_000; k++) {
      const next = map(h);
      const moved = Math.max(0, ...firms.map((i) => Math.abs(next[i] - h[i])));
      h = next;
      sweeps = Math.max(sweeps, k);
      if (moved <= step) break;
    }
    return h;
  };
  const hd = settled(down);
  const hu = settled(up);
  const share = (lost: (i: number) => number): number =>
    total(weights) === 0 ? 0 : total(firms.map((i) => weights[i] * lost(i))) / total(weights);
  return {
    esri: share((i) => 1 - Math.min(hd[i], hu[i])),
    downstream: share((i) => 1 - hd[i]),
    upstream: share((i) => 1 - hu[i]),
    hd,
    hu,
    sweeps,
  };
}
