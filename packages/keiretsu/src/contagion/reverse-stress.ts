/**
 * What is the least that must go wrong for one firm to fail, or for more than so much to stay unpaid?
 *
 * A shock d writes off external assets, 0 <= d_i <= e_i, on the firms that may be hit; its size is the sum of d (l1), its root of squares (l2) or its largest entry (linf).
 * In the clearing of Eisenberg and Noe, what the target keeps (or what is paid in all) is the least of affine functions of the assets, one for each set D of firms that pay all they
 * have while the others pay in full:
 *
 *     f(e) = min over D of f_D(e)        p_D = e_D + Pi_DD' p_D + Pi_SD' pbar_S
 *
 * so that the least shock is the least over the pieces of the least shock of one piece, which for l1 hits the steepest entries first, those as steep alike by the share of what each can lose. Of least shocks of
 * several pieces the one that hits the fewest firms hardest is shown, the others are listed. Up to 15 firms that owe something every piece is
 * tried: exact. Beyond, pieces are followed downwards from many starts: the shock found does break the target, its size is an upper bound; for a target the lower
 * bound in l1 is what it has left, since no entry of a gradient exceeds 1. Orientation: A owes B. Cost O(2^n n^3), or O(starts x steps x n^3).
 * Sources: Eisenberg and Noe 2001; Breuer, Jandacka, Rheinberger and Summer 2009; Glasserman and Young 2015.
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { uniforms } from "../num/random.ts";
import { factor, solveFactored } from "../num/solve.ts";
import { sum } from "../num/sum.ts";
import { type ClearingSystem, clearingSystem } from "./clearing/clearing-system.ts";
import { greatestPayments } from "./eisenberg-noe.ts";

export interface ReverseStressParams {
  /** Not negative. */
  readonly externalAssets: ArrayLike<number>;
  readonly externalLiabilities?: ArrayLike<number> | undefined;
  /** The firm that is to fail; null where `unpaid` is asked. */
  readonly target: number | null;
  /** Instead: so much is to stay unpaid in all. */
  readonly unpaid?: number;
  /** Firms that may be hit; default all. */
  readonly shockable?: readonly number[];
  readonly norm?: "l1" | "l2" | "linf";
  /** Starts of the search where not every piece is tried; default 60. */
  readonly starts?: number;
  readonly seed?: number;
}

export interface ReverseStress {
  /** null where no shock on these firms is enough; 0 where it has happened already. */
  readonly size: number | null;
  readonly shock: Float64Array | null;
  /** The size is at least this. */
  readonly lowerBound: number;
  readonly exact: boolean;
  /** Least write-off when only this firm is hit; -1 where that is not enough or not allowed. */
  readonly singleNode: readonly number[];
  /** Other shocks within 1 % of the least. */
  readonly nearTies: readonly Float64Array[];
}

const MOST_PIECES_OF = 15;
const NEAR = 0.01;
const ROUNDING = 1e-12;
/** Sizes and slopes this near to each other are the same. */
const TIED = 1e-9;

/** Throws `bad-option` where neither or both of target and unpaid are given, `bad-vector`, `bad-node`, `wrong-lens`. */
export function reverseStress(network: Network, params: ReverseStressParams): Outcome<ReverseStress> {
  const { norm = "l1", starts = 60, seed = 1 } = params;
  const system = clearingSystem(network, params);
  const { n, externalAssets } = system;
  if (!externalAssets.every((x) => x >= 0))
    throw new KeiretsuError("bad-vector", "externalAssets must not be negative here: they are what can be lost");
  const goal = goalOf(system, params);
  const room = new Float64Array(n);
  for (const i of params.shockable ?? externalAssets.keys()) {
    if (!(Number.isInteger(i) && i >= 0 && i < n)) throw new KeiretsuError("bad-node", `shockable firm ${i}, expected 0 to ${n - 1}`);
    room[i] = externalAssets[i];
  }
  const contingent = [...externalAssets.keys()].filter((i) => system.obligations[i] > 0 && i !== params.target);
  const exact = contingent.length <= MOST_PIECES_OF;
  const problem: Problem = { system, goal, room, norm };
  const pieces = exact
    ? allPieces(contingent).flatMap((set) => pieceOf(problem, set) ?? [])
    : followed(problem, contingent, { starts, seed });
  const shocks = distinct(pieces.flatMap((piece) => leastOf(piece, problem) ?? []));
  const best = shocks[0] ?? null;
  const now = pieces.reduce((least, piece) => Math.min(least, piece.value), Infinity);
  const warnings: Warning[] = exact
    ? []
    : [
        {
          code: "upper-bound",
          message: `${contingent.length} firms owe something: the search followed ${pieces.length} pieces; the size is an upper bound`,
        },
      ];
  const lowerBound = best === null ? 0 : exact ? best.size : params.target !== null && norm === "l1" ? Math.max(0, now) : 0;
  return {
    values: {
      size: best?.size ?? null,
      shock: best?.shock ?? null,
      lowerBound: Math.min(lowerBound, best?.size ?? Infinity),
      exact,
      singleNode: singleNodes(pieces, problem),
      nearTies: shocks.slice(1).flatMap(({ size, shock }) => (best !== null && size <= best.size * (1 + NEAR) ? [shock] : [])),
    },
    iterations: pieces.length,
    residual: best === null || best.size === 0 ? 0 : Math.max(0, valueAt(problem, best.shock)),
    warnings,
  };
}

/** f(e) = sum of weight_i p_i + own x e_target + constant is to fall to 0. */
interface Goal {
  readonly weight: Float64Array;
  readonly target: number | null;
  readonly constant: number;
}

interface Problem {
  readonly system: ClearingSystem;
  readonly goal: Goal;
  /** What can be written off. */
  readonly room: Float64Array;
  readonly norm: "l1" | "l2" | "linf";
}

/** f_D at the assets before the shock, and its gradient. */
interface Piece {
  readonly value: number;
  readonly gradient: Float64Array;
}

function goalOf(system: ClearingSystem, { target, unpaid }: ReverseStressParams): Goal {
  const { n, obligations } = system;
  if ((target === null) === (unpaid === undefined)) throw new KeiretsuError("bad-option", "expected either a target or an unpaid amount");
  const weight = new Float64Array(n);
  if (target === null) {
    if (!(unpaid! >= 0 && unpaid! < Infinity))
      throw new KeiretsuError("bad-option", `unpaid is ${unpaid}, expected a finite amount, not negative`);
    return { weight: weight.fill(1), target: null, constant: unpaid! - sum(obligations) };
  }
  if (!(Number.isInteger(target) && target >= 0 && target < n))
    throw new KeiretsuError("bad-node", `target ${target}, expected 0 to ${n - 1}`);
  for (let e = system.start[target]; e < system.start[target + 1]; e++) weight[system.debtor[e]] += system.share[e];
  return { weight, target, constant: -obligations[target] };
}

function allPieces(nodes: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** nodes.length }, (_, bits) => nodes.filter((_node, k) => (bits >> k) & 1));
}

/** null where the firms of the set owe only each other and nobody feeds them: no piece. */
function pieceOf({ system, goal }: Problem, set: readonly number[]): Piece | null {
  const { n, obligations, externalAssets, start, debtor, share } = system;
  const size = set.length;
  const place = new Int32Array(n).fill(-1);
  set.forEach((i, k) => (place[i] = k));
  // Transposed system (I - Pi_DD) y = weight_D: y_i is what the goal gains from a unit more in the hands of i.
  const matrix = new Float64Array(size * size);
  const fromOthers = new Float64Array(size);
  for (const [k, i] of set.entries()) {
    matrix[k * size + k] += 1;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = debtor[e];
      if (place[j] >= 0) matrix[place[j] * size + k] -= share[e];
      else fromOthers[k] += share[e] * obligations[j];
    }
  }
  const factors = factor(matrix, size);
  if (factors.singular) return null;
  const y = solveFactored(
    factors,
    Float64Array.from(set, (i) => goal.weight[i]),
  );
  const gradient = new Float64Array(n);
  let value = goal.constant;
  for (const [k, i] of set.entries()) {
    gradient[i] = y[k];
    value += y[k] * (externalAssets[i] + fromOthers[k]);
  }
  for (let j = 0; j < n; j++) if (place[j] < 0) value += goal.weight[j] * obligations[j];
  if (goal.target !== null) {
    gradient[goal.target] += 1;
    value += externalAssets[goal.target];
  }
  return { value, gradient };
}

interface Sized {
  readonly size: number;
  readonly shock: Float64Array;
}

/** The least shock that brings one piece to 0; null where all of the room is not enough. */
function leastOf({ value, gradient }: Piece, { room, norm }: Problem): Sized | null {
  const n = room.length;
  const shock = new Float64Array(n);
  if (value <= 0) return { size: 0, shock };
  const most = gradient.reduce((total, g, i) => total + g * room[i], 0);
  if (most < value * (1 - ROUNDING)) return null;
  if (norm === "l1") {
    let missing = value;
    const order = [...gradient.keys()].filter((i) => room[i] > 0 && gradient[i] > 0).sort((a, b) => gradient[b] - gradient[a]);
    for (let at = 0; at < order.length && missing > value * ROUNDING; ) {
      const steepest = gradient[order[at]];
      const tied: number[] = [];
      while (at < order.length && gradient[order[at]] >= steepest * (1 - TIED)) tied.push(order[at++]);
      const reach = tied.reduce((total, i) => total + gradient[i] * room[i], 0);
      const part = Math.min(1, missing / reach);
      for (const i of tied) shock[i] = part * room[i];
      missing -= part * reach;
    }
    return { size: sum(shock), shock };
  }
  // d_i = min(room_i, t g_i) or min(room_i, t): the reach grows with t, which is found by bisection.
  const at = (t: number): number => {
    let reach = 0;
    for (let i = 0; i < n; i++) {
      shock[i] = Math.min(room[i], norm === "l2" ? t * gradient[i] : gradient[i] > 0 ? t : 0);
      reach += gradient[i] * shock[i];
    }
    return reach;
  };
  let [low, high] = [0, 1];
  while (at(high) < value * (1 - ROUNDING)) high *= 2;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (at(middle) < value) low = middle;
    else high = middle;
  }
  at(high);
  const size = norm === "l2" ? Math.sqrt(sum(shock.map((x) => x * x))) : shock.reduce((largest, x) => Math.max(largest, x), 0);
  return { size, shock };
}

/** By size, one for each different shock; of those tied for the least the most concentrated comes first, whatever the numbering of the firms. */
function distinct(shocks: readonly Sized[]): readonly Sized[] {
  const sorted = shocks.toSorted((a, b) => a.size - b.size);
  const kept: Sized[] = [];
  for (const one of sorted) {
    if (kept.length > 0 && one.size > kept[0].size * (1 + NEAR)) break;
    const known = kept.some(({ shock }) => shock.every((x, i) => Math.abs(x - one.shock[i]) <= TIED * one.size));
    if (!known) kept.push(one);
  }
  const tied = kept.filter(({ size }) => size <= kept[0].size * (1 + TIED));
  return [...tied.sort(byConcentration), ...kept.slice(tied.length)];
}

/** The largest entries decide, then the numbering of the firms. */
function byConcentration(a: Sized, b: Sized): number {
  const [x, y] = [a.shock.toSorted().reverse(), b.shock.toSorted().reverse()];
  const differs = x.findIndex((amount, k) => Math.abs(amount - y[k]) > TIED * a.size);
  if (differs >= 0) return y[differs] - x[differs];
  const first = a.shock.findIndex((amount, i) => Math.abs(amount - b.shock[i]) > TIED * a.size);
  return first < 0 ? 0 : b.shock[first] - a.shock[first];
}

function singleNodes(pieces: readonly Piece[], { room }: Problem): readonly number[] {
  return Array.from(room, (most, i) => {
    if (most <= 0) return -1;
    const least = pieces.reduce(
      (best, { value, gradient }) => (value <= 0 ? 0 : gradient[i] > 0 ? Math.min(best, value / gradient[i]) : best),
      Infinity,
    );
    return least <= most * (1 + ROUNDING) ? least : -1;
  });
}

function valueAt({ system, goal }: Problem, shock: Float64Array): number {
  const externalAssets = system.externalAssets.map((x, i) => x - shock[i]);
  const { payments } = greatestPayments({ ...system, externalAssets });
  const paid = payments.reduce((total, p, i) => total + goal.weight[i] * (i === goal.target ? system.obligations[i] : p), 0);
  return paid + goal.constant + (goal.target === null ? 0 : externalAssets[goal.target]);
}

/** The pieces met on the way down from many starts: the firms that fail under the shock of one piece are the set of the next. */
function followed(problem: Problem, contingent: readonly number[], { starts, seed }: { starts: number; seed: number }): readonly Piece[] {
  const { system, room } = problem;
  const allowed = new Set(contingent);
  const seen = new Map<string, Piece | null>();
  const failing = (shock: Float64Array): readonly number[] => {
    const { payments } = greatestPayments({ ...system, externalAssets: system.externalAssets.map((x, i) => x - shock[i]) });
    return contingent.filter((i) => payments[i] < system.obligations[i] * (1 - 1e-11));
  };
  const walk = (from: Float64Array): void => {
    let shock = from;
    for (let step = 0; step < 100; step++) {
      const set = failing(shock).filter((i) => allowed.has(i));
      const name = set.join(",");
      if (seen.has(name)) return;
      const piece = pieceOf(problem, set);
      seen.set(name, piece);
      const next = piece && leastOf(piece, problem);
      if (!next) return;
      shock = next.shock;
    }
  };
  walk(new Float64Array(room.length));
  walk(room.slice());
  for (const i of room.keys()) if (room[i] > 0) walk(room.map((x, j) => (j === i ? x : 0)));
  for (let start = 0; start < starts; start++) {
    const next = uniforms(seed, start);
    walk(room.map((x) => x * next()));
  }
  return [...seen.values()].filter((piece): piece is Piece => piece !== null);
}
