// @ts-expect-error The package has types for graphs only, and its inner step works on bare matrices.
import untyped from "graphology-layout-forceatlas2/iterate.js";
import { uniforms } from "keiretsu";

/** One round: ten numbers a node (x, y, and eight of its own), three an edge (offset of each end in the nodes, weight). Moves the nodes in place. */
const iterate = untyped as (settings: Settings, nodes: Float32Array, edges: Float32Array) => void;

interface Settings {
  readonly linLogMode: boolean;
  readonly outboundAttractionDistribution: boolean;
  readonly adjustSizes: boolean;
  readonly edgeWeightInfluence: number;
  readonly scalingRatio: number;
  readonly strongGravityMode: boolean;
  readonly gravity: number;
  readonly slowDown: number;
  readonly barnesHutOptimize: boolean;
  readonly barnesHutTheta: number;
}

/** Nodes as numbers and the springs between them. */
export interface Springs {
  readonly n: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

const PER_NODE = 10;
const PER_EDGE = 3;
const MASS = 6;
const CONVERGENCE = 7;
const SIZE = 8;
/** From here on far nodes push as groups; below it all pairs are cheaper. */
const MANY = 500;

/**
 * ForceAtlas2 from a seeded start: the same springs give the same places, x and y in turn. `tell` hears of each tenth of the rounds.
 */
export function forceLayout(
  { n, from, to, weight }: Springs,
  options: { readonly rounds: number; readonly seed: number; readonly tell?: (share: number) => void },
): Float32Array {
  const nodes = new Float32Array(n * PER_NODE);
  const edges = new Float32Array(from.length * PER_EDGE);
  const chance = uniforms(options.seed, 0);
  for (let i = 0; i < n; i++) {
    const at = i * PER_NODE;
    nodes[at] = 100 * Math.sqrt(n) * (chance() - 0.5);
    nodes[at + 1] = 100 * Math.sqrt(n) * (chance() - 0.5);
    nodes[at + MASS] = nodes[at + CONVERGENCE] = nodes[at + SIZE] = 1;
  }
  for (let e = 0; e < from.length; e++) {
    edges.set([from[e] * PER_NODE, to[e] * PER_NODE, weight[e]], e * PER_EDGE);
    nodes[from[e] * PER_NODE + MASS] += weight[e];
    nodes[to[e] * PER_NODE + MASS] += weight[e];
  }
  const settings: Settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 10,
    strongGravityMode: true,
    gravity: 0.05,
    slowDown: 1 + Math.log(Math.max(n, 1)),
    barnesHutOptimize: n > MANY,
    barnesHutTheta: 0.8,
  };
  for (let round = 0; round < options.rounds; round++) {
    iterate(settings, nodes, edges);
    if (options.tell && (round + 1) % Math.ceil(options.rounds / 10) === 0) options.tell((round + 1) / options.rounds);
  }
  return Float32Array.from({ length: 2 * n }, (_, k) => nodes[(k >> 1) * PER_NODE + (k & 1)]);
}
