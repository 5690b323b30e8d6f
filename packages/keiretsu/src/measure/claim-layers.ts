/**
 * How many times over is one asset claimed, and who bears its loss?
 *
 * Node i holds a_i of the asset itself and claims on others; i owes L_ij to j. A claim on a claim is a further layer, and a pledge that is passed on is a
 * further use of the same collateral. With h_i = sum_j L_ji held and o_i = sum_j L_ij owed:
 *
 *     gross = sum L      net = sum a      ratio = gross / net      own_i = a_i + h_i - o_i      reuse_i = o_i / (a_i + h_i)
 *
 * Own parts add up to the asset whatever the layers: sum own = net. When the asset loses the share x, each debtor pays what it has, pro rata,
 *
 *     p_i = min(o_i, (1 - x) a_i + sum_j (L_ji / o_j) p_j)
 *
 * the greatest solution, reached from p = o; a node loses loss_i = own_i - ((1 - x) a_i + received_i - p_i), and sum loss = x net: the loss is
 * borne once, however often it is claimed. An edge from A to B says that A owes B. Parallel claims add up; a claim on oneself is dropped.
 * Cost O(m) a round. Sources: Singh and Aitken 2010, Singh 2011 (re-use of collateral); Eisenberg and Noe 2001 (payments).
 */
import { KeiretsuError } from "../assert.ts";
import { mergeParallel, type Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { sum } from "../num/sum.ts";

export interface ClaimLayersParams {
  /** Value of the asset that each node holds itself, length n. */
  readonly assets: ArrayLike<number>;
  /** Part of its value that the asset loses, 0 by default. */
  readonly loss?: number;
}

export interface ClaimLayers {
  readonly gross: number;
  readonly net: number;
  /** Null without an asset. */
  readonly ratio: number | null;
  /** What each node keeps for itself; negative where it owes more than it has. */
  readonly own: Float64Array;
  /** Part of what each node has that it owes on; 0 for one that has nothing. */
  readonly reuse: Float64Array;
  /** What each node bears of the loss; what it cannot bear is its creditors'. */
  readonly losses: Float64Array;
}

const MOST_ROUNDS = 10_000;
const TOLERANCE_RELATIVE = 1e-12;

/** Throws `wrong-lens`, `bad-vector` (a length other than n, a value that is negative or not finite), `bad-option` (a loss outside 0 to 1). */
export function claimLayers(given: Network, { assets, loss = 0 }: ClaimLayersParams): Outcome<ClaimLayers> {
  if (given.lens !== "owes") throw new KeiretsuError("wrong-lens", `the lens is "${given.lens}", expected "owes": A owes B`);
  if (assets.length !== given.n) throw new KeiretsuError("bad-vector", `assets has ${assets.length} values, expected ${given.n}`);
  for (let i = 0; i < assets.length; i++)
    if (!(assets[i] >= 0 && assets[i] < Infinity))
      throw new KeiretsuError("bad-vector", `assets[${i}] is ${assets[i]}, expected a finite number, not negative`);
  if (!(loss >= 0 && loss <= 1)) throw new KeiretsuError("bad-option", `loss is ${loss}, expected a number from 0 to 1`);
  const { n, start, target, weight } = mergeParallel(given);
  const warnings: Warning[] = [];
  const [held, owed] = [new Float64Array(n), new Float64Array(n)];
  const amounts: number[] = [];
  let dropped = 0;
  for (let i = 0; i < n; i++)
    for (let e = start[i]; e < start[i + 1]; e++) {
      if (target[e] === i) {
        dropped++;
        continue;
      }
      owed[i] += weight[e];
      held[target[e]] += weight[e];
      amounts.push(weight[e]);
    }
  if (dropped > 0) warnings.push({ code: "self-loops-dropped", message: `claims on oneself dropped: ${dropped}` });
  const [gross, net] = [sum(amounts), sum(Array.from(assets))];
  const own = owed.map((x, i) => assets[i] + held[i] - x);
  const clearing = pay({ n, start, target, weight }, { owed, assets, loss });
  const losses = own.map((x, i) => x - ((1 - loss) * assets[i] + clearing.received[i] - clearing.paid[i]));
  return {
    converged: clearing.residual <= TOLERANCE_RELATIVE * Math.max(1, gross),
    iterations: clearing.rounds,
    residual: clearing.residual,
    warnings,
    values: {
      gross,
      net,
      ratio: net > 0 ? gross / net : null,
      own,
      reuse: owed.map((x, i) => (assets[i] + held[i] > 0 ? x / (assets[i] + held[i]) : 0)),
      losses,
    },
  };
}

function pay(
  { n, start, target, weight }: Pick<Network, "n" | "start" | "target" | "weight">,
  { owed, assets, loss }: { readonly owed: Float64Array; readonly assets: ArrayLike<number>; readonly loss: number },
): { readonly paid: Float64Array; readonly received: Float64Array; readonly rounds: number; readonly residual: number } {
  const paid = owed.slice();
  const received = new Float64Array(n);
  const enough = TOLERANCE_RELATIVE * Math.max(1, sum(owed));
  for (let rounds = 1; ; rounds++) {
    received.fill(0);
    for (let i = 0; i < n; i++)
      for (let e = start[i]; e < start[i + 1]; e++)
        if (target[e] !== i && owed[i] > 0) received[target[e]] += (weight[e] / owed[i]) * paid[i];
    let residual = 0;
    for (let i = 0; i < n; i++) residual = Math.max(residual, paid[i] - Math.min(owed[i], (1 - loss) * assets[i] + received[i]));
    if (residual <= enough || rounds === MOST_ROUNDS) return { paid, received, rounds, residual };
    for (let i = 0; i < n; i++) paid[i] = Math.min(owed[i], (1 - loss) * assets[i] + received[i]);
  }
}
