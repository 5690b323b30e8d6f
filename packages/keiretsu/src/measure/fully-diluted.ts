/**
 * Who holds and controls what once warrants, convertibles and options have become shares?
 *
 *   N_j shares outstanding     s_ij shares of j that i holds     w_k shares an instrument gives in full     u_k part of it that has vested
 *
 * An instrument gives u_k w_k new shares if its price condition holds and it is worth exercising (price above strike); by treasury stock, the shares
 * that the exercise money buys back at the price come off: u_k w_k (1 - strike / price). Where the vested part is a range, or the price is not
 * known, what it gives is a range too: nothing is assumed to vest, nothing is assumed to lapse.
 * A stake is least when its own instruments give least and all others most:
 *   least_ij = (s_ij + own low) / (N_j + own low + others high),   most_ij = (s_ij + own high) / (N_j + own high + others low)
 * Orientation: A owns B. Cost O(m + instruments) and that of control.
 * Sources: IAS 33 "Earnings per share" (diluted shares); ASC 260 "Earnings per share" (treasury stock method).
 */
import { KeiretsuError } from "../assert.ts";
import { nameOf, ROUNDING } from "../network/holdings.ts";
import { fromEdges, mergeParallel, type Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { control, type Control } from "./control.ts";

export interface DilutingInstrument {
  readonly holder: number;
  readonly issuer: number;
  /** Shares it gives in full. */
  readonly shares: number;
  /** Price paid a share; 0 for none. */
  readonly strike: number;
  /** It gives nothing below this price of the issuer's share; 0 for no such condition. */
  readonly priceAtLeast: number;
  /** Part that has vested, 0 to 1: at least and at most. */
  readonly vested: { readonly low: number; readonly high: number };
}

export interface FullyDilutedParams {
  /** N_j; 0 for nodes that are no issuer. */
  readonly outstanding: ArrayLike<number>;
  readonly instruments: readonly DilutingInstrument[];
  /** Price of a share of each firm; null or left out where not known. */
  readonly prices?: readonly (number | null)[] | undefined;
  /** gross counts every new share; treasury-stock nets what the exercise money buys back. Default gross. */
  readonly method?: "gross" | "treasury-stock" | undefined;
  /** Shares above which a group controls, as in control. */
  readonly taus?: readonly number[] | undefined;
}

export interface DilutedStake {
  readonly holder: number;
  readonly firm: number;
  readonly before: number;
  readonly least: number;
  readonly most: number;
  /** New shares of this holder over the shares outstanding today: what a press release calls "up to 10 %". */
  readonly ofToday: { readonly low: number; readonly high: number };
}

export interface FullyDiluted {
  /** By firm, then holder. */
  readonly stakes: readonly DilutedStake[];
  /** New shares of each instrument, in the order given. */
  readonly issued: readonly { readonly low: number; readonly high: number }[];
  /** Firms with instruments: new shares over those outstanding today, and over the enlarged count. */
  readonly dilution: readonly {
    readonly firm: number;
    readonly ofToday: { readonly low: number; readonly high: number };
    readonly ofEnlarged: { readonly low: number; readonly high: number };
  }[];
  /** Transitive control today, and when all that may become shares does. */
  readonly control: { readonly before: Control["transitive"]; readonly diluted: Control["transitive"] };
}

type Range = { readonly low: number; readonly high: number };

/** `network` holds shares, not parts. Throws `bad-instrument`, `bad-vector`, `bad-share` (more held than outstanding), `wrong-lens`. */
export function fullyDiluted(network: Network, params: FullyDilutedParams): Outcome<FullyDiluted> {
  if (network.lens !== "owns") throw new KeiretsuError("wrong-lens", `edges say "A ${network.lens} B", expected "A owns B"`);
  const merged = mergeParallel(network);
  const { n } = merged;
  const outstanding = checkedOutstanding(merged, params);
  const issued = params.instruments.map((instrument, k) => newShares(instrument, k, n, params));
  const rows = new Map<number, { shares: number; low: number; high: number }>();
  const rowOf = (holder: number, firm: number): { shares: number; low: number; high: number } => {
    const key = firm * n + holder;
    const row = rows.get(key) ?? { shares: 0, low: 0, high: 0 };
    rows.set(key, row);
    return row;
  };
  for (let i = 0; i < n; i++) {
    for (let e = merged.start[i]; e < merged.start[i + 1]; e++)
      if (merged.weight[e] > 0) rowOf(i, merged.target[e]).shares += merged.weight[e];
  }
  const all = Array.from({ length: n }, () => ({ low: 0, high: 0 }));
  params.instruments.forEach(({ holder, issuer }, k) => {
    for (const end of ["low", "high"] as const) {
      rowOf(holder, issuer)[end] += issued[k][end];
      all[issuer][end] += issued[k][end];
    }
  });
  const keys = [...rows.keys()].sort((a, b) => a - b);
  const stakes = keys.map((key): DilutedStake => {
    const { shares, low, high } = rows.get(key)!;
    const firm = Math.floor(key / n);
    const now = outstanding[firm];
    return {
      holder: key % n,
      firm,
      before: shares / now,
      least: (shares + low) / (now + low + (all[firm].high - high)),
      most: (shares + high) / (now + high + (all[firm].low - low)),
      ofToday: { low: low / now, high: high / now },
    };
  });
  const issuers = [...new Set(params.instruments.map(({ issuer }) => issuer))].sort((a, b) => a - b);
  const taus = params.taus;
  const controlOf = (share: (row: { shares: number; high: number }, firm: number) => number): Control["transitive"] =>
    control(
      sharesNetwork(merged, keys, (key) => share(rows.get(key)!, Math.floor(key / n))),
      { taus },
    ).values.transitive;
  return {
    values: {
      stakes,
      issued,
      dilution: issuers.map((firm) => ({
        firm,
        ofToday: { low: all[firm].low / outstanding[firm], high: all[firm].high / outstanding[firm] },
        ofEnlarged: {
          low: all[firm].low / (outstanding[firm] + all[firm].low),
          high: all[firm].high / (outstanding[firm] + all[firm].high),
        },
      })),
      control: {
        before: controlOf(({ shares }, firm) => shares / outstanding[firm]),
        diluted: controlOf(({ shares, high }, firm) => (shares + high) / (outstanding[firm] + all[firm].high)),
      },
    },
  };
}

function newShares(instrument: DilutingInstrument, k: number, n: number, { prices, method, outstanding }: FullyDilutedParams): Range {
  const { holder, issuer, shares, strike, priceAtLeast, vested } = instrument;
  const bad = (what: string): never => {
    throw new KeiretsuError("bad-instrument", `instrument ${k}: ${what}`);
  };
  for (const node of [holder, issuer]) if (!(Number.isInteger(node) && node >= 0 && node < n)) bad(`node ${node}, expected 0 to ${n - 1}`);
  if (holder === issuer) bad("an issuer holds its own instrument");
  for (const x of [shares, strike, priceAtLeast]) if (!(x >= 0 && x < Infinity)) bad(`found ${x}, expected a finite number, not negative`);
  if (!(vested.low >= 0 && vested.low <= vested.high && vested.high <= 1))
    bad(`vested ${vested.low} to ${vested.high}, expected a range within 0 to 1`);
  if (!(outstanding[issuer] > 0)) bad(`firm ${issuer} has no shares outstanding`);
  const price = prices?.[issuer] ?? null;
  if (price === null) {
    const certain = priceAtLeast === 0 && strike === 0;
    return { low: certain ? vested.low * shares : 0, high: vested.high * shares };
  }
  const net = method === "treasury-stock" ? Math.max(0, 1 - strike / price) : 1;
  const given = price >= priceAtLeast && price > strike ? net * shares : 0;
  return { low: vested.low * given, high: vested.high * given };
}

function checkedOutstanding(network: Network, { outstanding }: FullyDilutedParams): Float64Array {
  const { n, m, target, weight } = network;
  if (outstanding.length !== n) throw new KeiretsuError("bad-vector", `outstanding has ${outstanding.length} entries, expected ${n}`);
  const copy = Float64Array.from(outstanding);
  if (!copy.every((x) => x >= 0 && x < Infinity)) throw new KeiretsuError("bad-vector", "outstanding must be finite, not negative");
  const held = new Float64Array(n);
  for (let e = 0; e < m; e++) held[target[e]] += weight[e];
  for (let j = 0; j < n; j++) {
    if (held[j] <= copy[j] * (1 + ROUNDING)) continue;
    throw new KeiretsuError(
      "bad-share",
      `${held[j]} shares of firm ${nameOf(network, j)} are held, expected at most the ${copy[j]} outstanding`,
    );
  }
  return copy;
}

function sharesNetwork({ n, names }: Network, keys: readonly number[], share: (key: number) => number): Network {
  const edges = { n, from: keys.map((key) => key % n), to: keys.map((key) => Math.floor(key / n)), amount: keys.map(share) };
  return fromEdges(edges, { lens: "owns", unit: "share", names });
}
