/**
 * Who pays whom how much when some debts come before others, and when nodes own parts of each other?
 *
 *   a_i = e_i + sum_s (Pi^s' p^s)_i + sum_k theta_ki max(0, v_k)      what i has: assets, payments of every class, shares of positive equity
 *   p^s_i = min(obligations^s_i, max(0, a_i - sum_{t < s} obligations^t_i))      a class is paid when all before it are
 *   v_i = a_i - sum_s obligations^s_i                                            equity, negative = shortfall
 *
 *   s         class of debt, 0 the most senior                  obligations^s, Pi^s, b^s   as in clearing-system.ts, class by class
 *   theta_ki  share of the equity of k that i holds; the shares of each firm held inside add up to less than 1
 *
 * **The greatest solution** is returned; it is the only one wherever outside money arrives. Defaults are taken as in fictitious default: at first all
 * debts are paid in full, whoever falls short then defaults (wave 0) and pays class by class what it has, more fall short (wave 1), and so on.
 * Within a round what a node passes on is a bent line a class, which greatest-point.ts solves exactly.
 * Orientation: A owes B; equity shares: A pays B. Cost: a few sparse solves a round, O((n + m) classes) a sweep.
 * Source: Elsinger 2009 "Financial networks, cross holdings, and limited liability".
 */
import { KeiretsuError } from "../assert.ts";
import { mergeParallel, type Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";
import { sum } from "../num/sum.ts";
import { type Cause, checkedVector, type ClearingSystem, clearingSystem, ROUNDING } from "./clearing/clearing-system.ts";
import { greatestPoint, type Layer, type Links, linksOf, type Response, solveSteps } from "./clearing/greatest-point.ts";

export interface SeniorityParams {
  /** Debts by class, the most senior first, all on the same nodes: A owes B. */
  readonly classes: readonly Network[];
  /** theta: A pays B this share of its positive equity, that is, B holds the share of A. None where left out. */
  readonly equityShares?: Network | undefined;
  /** e_i, length n, not negative. */
  readonly externalAssets: ArrayLike<number>;
  /** b^s_i by class, not negative; 0 where left out. */
  readonly externalLiabilitiesByClass?: readonly ArrayLike<number>[] | undefined;
}

export interface SeniorityClearing {
  /** By class, then by node. */
  readonly obligationsByClass: readonly Float64Array[];
  readonly paymentsByClass: readonly Float64Array[];
  /** Equity if all debts were paid, shares of equity included. */
  readonly equityBefore: Float64Array;
  /** Equity after clearing; negative = shortfall. */
  readonly equity: Float64Array;
  readonly defaulted: readonly number[];
  /** Round in which a node defaulted: 0 = even if all others pay, -1 = never. */
  readonly wave: Int32Array;
  readonly rounds: number;
  readonly shortfallTotal: number;
  /** What each node is owed by the network, in any class, and is not paid. */
  readonly lossByCreditor: Float64Array;
  /** What creditors outside are owed and are not paid. */
  readonly outsideLoss: number;
  /** Defaults by contagion: the debtors of earlier waves, largest loss first. */
  readonly causes: readonly Cause[];
}

/** Throws `no-classes`, `bad-class` on classes of different size, `bad-share`, and as clearing-system.ts says. */
export function clearingBySeniority(params: SeniorityParams): Outcome<SeniorityClearing> {
  const { classes, equityShares, externalLiabilitiesByClass } = params;
  if (classes.length === 0) throw new KeiretsuError("no-classes", "0 classes of debt, expected one or more");
  const { n } = classes[0];
  for (const [name, network] of [...classes.map((one, s) => [`class ${s}`, one] as const), ["equityShares", equityShares] as const]) {
    if (network !== undefined && network.n !== n) throw new KeiretsuError("bad-class", `${name} has ${network.n} nodes, expected ${n}`);
  }
  if (externalLiabilitiesByClass !== undefined && externalLiabilitiesByClass.length !== classes.length) {
    const given = externalLiabilitiesByClass.length;
    throw new KeiretsuError("bad-vector", `externalLiabilitiesByClass has ${given} classes, expected ${classes.length}`);
  }
  const base = checkedVector("externalAssets", params.externalAssets, n, 0);
  const systems = classes.map((one, s) =>
    clearingSystem(one, { externalAssets: new Float64Array(n), externalLiabilities: externalLiabilitiesByClass?.[s] }),
  );
  const holdings = equityLayer(equityShares, n);
  const books = booksOf(systems, n);
  const links = linksOf(n, [...systems.map(layerOf), holdings]);
  const top = mostOf(links, systems, base);
  return cleared({ systems, links, base, books, top });
}

interface Setting {
  readonly systems: readonly ClearingSystem[];
  readonly links: Links;
  readonly base: Float64Array;
  readonly books: Books;
  /** At least what each node can have. */
  readonly top: Float64Array;
}

/** Obligations added up from the most senior: `before` class s, and `all`. */
interface Books {
  readonly before: readonly Float64Array[];
  readonly all: Float64Array;
}

function cleared({ systems, links, base, books, top }: Setting): Outcome<SeniorityClearing> {
  const { n } = links;
  const scale = top.map((most, i) => Math.max(most, books.all[i], Number.MIN_VALUE));
  const wave = new Int32Array(n).fill(-1);
  let assets = top;
  let equityBefore = top;
  let converged = true;
  let iterations = 0;
  for (let round = 0; ; round++) {
    const found = greatestPoint({ links, base, response: responseOf(systems, books, wave), high: assets, low: base, scale });
    assets = found.x;
    converged = converged && found.converged;
    iterations += found.iterations;
    const equity = assets.map((a, i) => a - books.all[i]);
    if (round === 0) equityBefore = equity;
    let entered = 0;
    for (let i = 0; i < n; i++) {
      if (wave[i] >= 0 || books.all[i] === 0 || equity[i] >= -ROUNDING * Math.max(books.all[i], base[i])) continue;
      wave[i] = round;
      entered++;
    }
    if (entered > 0) continue;
    const paymentsByClass = systems.map(({ obligations }, s) =>
      obligations.map((owed, i) => (wave[i] < 0 ? owed : clamp(assets[i] - books.before[s][i], owed))),
    );
    return {
      values: {
        ...described(systems, paymentsByClass, wave),
        equityBefore,
        equity,
        rounds: wave.reduce((most, k) => Math.max(most, k + 1), 0),
      },
      converged,
      iterations,
      residual: found.residual,
      warnings: systems.flatMap(({ warnings }) => warnings),
    };
  }
}

function layerOf({ start, debtor, share }: ClearingSystem): Layer {
  return { start, source: debtor, share };
}

/** Shares of equity by holder. */
function equityLayer(equityShares: Network | undefined, n: number): Layer {
  if (equityShares === undefined) return { start: new Uint32Array(n + 1), source: new Uint32Array(0), share: new Float64Array(0) };
  if (equityShares.lens !== "pays") {
    throw new KeiretsuError("wrong-lens", `equityShares says A ${equityShares.lens} B, expected A pays B: B holds the share of A`);
  }
  const merged = mergeParallel(equityShares);
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (let e = merged.start[i]; e < merged.start[i + 1]; e++) {
      if (merged.target[e] === i && merged.weight[e] > 0) {
        throw new KeiretsuError(
          "bad-share",
          `firm ${i} holds ${merged.weight[e]} of itself: take treasury shares off the denominator first`,
        );
      }
      total += merged.weight[e];
    }
    if (!(total < 1 - ROUNDING)) throw new KeiretsuError("bad-share", `${total} of firm ${i} is held inside, expected less than 1`);
  }
  const { start, source, amount } = arrivals(merged);
  return { start, source, share: amount };
}

function booksOf(systems: readonly ClearingSystem[], n: number): Books {
  const all = new Float64Array(n);
  const before = systems.map(({ obligations }) => {
    const sofar = all.slice();
    for (let i = 0; i < n; i++) all[i] += obligations[i];
    return sofar;
  });
  return { before, all };
}

/** What each node would have if all debts were paid to it and none by it, equity passed on as shares say. */
function mostOf(links: Links, systems: readonly ClearingSystem[], base: Float64Array): Float64Array {
  const { n, start, slot, share } = links;
  const ofEquity = systems.length * n;
  const paid = base.map((e, j) => {
    let received = 0;
    for (let k = start[j]; k < start[j + 1]; k++) {
      if (slot[k] < ofEquity) received += share[k] * systems[Math.floor(slot[k] / n)].obligations[slot[k] % n];
    }
    return e + received;
  });
  const passed = Float64Array.from({ length: ofEquity + n }, (_, k) => (k < ofEquity ? 0 : 1));
  // Room for the rounding of the solve: a bound from above must lie above.
  return solveSteps(links, paid, passed, paid).map((most) => most * (1 + 1e-9));
}

function clamp(x: number, most: number): number {
  return Math.min(most, Math.max(0, x));
}

/** Slots: each class of debt, then equity. A node not yet in default pays its debts in full. */
function responseOf(systems: readonly ClearingSystem[], { before, all }: Books, wave: Int32Array): Response {
  const n = all.length;
  const ofEquity = systems.length * n;
  return {
    slots: ofEquity + n,
    respond(x, out) {
      systems.forEach(({ obligations }, s) => {
        for (let i = 0; i < n; i++) out[s * n + i] = wave[i] < 0 ? obligations[i] : clamp(x[i] - before[s][i], obligations[i]);
      });
      for (let i = 0; i < n; i++) out[ofEquity + i] = Math.max(0, x[i] - all[i]);
    },
    slopesBelow(low, high, out) {
      let exact = true;
      const bend = (k: number, from: number, i: number): void => {
        // Down to `from` the line has slope 1, below it is flat.
        out[k] = low[i] >= from ? 1 : (high[i] - from) / (high[i] - low[i]);
        if (low[i] < from) exact = false;
      };
      systems.forEach(({ obligations }, s) => {
        for (let i = 0; i < n; i++) {
          const k = s * n + i;
          const from = before[s][i];
          if (wave[i] < 0 || high[i] <= from || high[i] > from + obligations[i]) out[k] = 0;
          else bend(k, from, i);
        }
      });
      for (let i = 0; i < n; i++) {
        if (high[i] <= all[i]) out[ofEquity + i] = 0;
        else bend(ofEquity + i, all[i], i);
      }
      return exact;
    },
    slopesAbove(low, high, out) {
      systems.forEach(({ obligations }, s) => {
        for (let i = 0; i < n; i++) {
          const from = before[s][i];
          const to = from + obligations[i];
          const inside = wave[i] >= 0 && low[i] >= from && low[i] < to;
          out[s * n + i] = inside ? (high[i] <= to ? 1 : (to - low[i]) / (high[i] - low[i])) : 0;
        }
      });
      for (let i = 0; i < n; i++) out[ofEquity + i] = low[i] >= all[i] ? 1 : 0;
    },
  };
}

type Described = Omit<SeniorityClearing, "equityBefore" | "equity" | "rounds">;

function described(systems: readonly ClearingSystem[], paymentsByClass: readonly Float64Array[], wave: Int32Array): Described {
  const n = wave.length;
  const shortfalls = systems.map(({ obligations }, s) => obligations.map((owed, i) => owed - paymentsByClass[s][i]));
  const lossByCreditor = new Float64Array(n);
  const causes: Cause[] = [];
  for (let i = 0; i < n; i++) {
    const loss = new Map<number, number>();
    systems.forEach(({ start, debtor, share }, s) => {
      for (let e = start[i]; e < start[i + 1]; e++) {
        const j = debtor[e];
        const lost = share[e] * shortfalls[s][j];
        lossByCreditor[i] += lost;
        if (wave[j] >= 0 && wave[j] < wave[i] && lost > 0) loss.set(j, (loss.get(j) ?? 0) + lost);
      }
    });
    if (wave[i] <= 0) continue;
    const by = [...loss].map(([debtor, lost]) => ({ debtor, loss: lost })).sort((a, b) => b.loss - a.loss || a.debtor - b.debtor);
    causes.push({ node: i, wave: wave[i], by });
  }
  const outside = systems.map(({ obligations, externalLiabilities }, s) =>
    sum(shortfalls[s].map((short, i) => (short > 0 ? (short * externalLiabilities[i]) / obligations[i] : 0))),
  );
  return {
    obligationsByClass: systems.map(({ obligations }) => obligations),
    paymentsByClass,
    defaulted: Array.from(wave.keys()).filter((i) => wave[i] >= 0),
    wave,
    shortfallTotal: sum(shortfalls.map(sum)),
    lossByCreditor,
    outsideLoss: sum(outside),
    causes,
  };
}
