import {
  clearScenarios,
  debtRankPerNode,
  drawAssets,
  esriClosures,
  industriesOf,
  KeiretsuError,
  majorityControl,
  thresholdCascadePerNode,
  type AssetLaw,
  type Network,
  type Warning,
} from "keiretsu";
import type { ChunkFunction } from "../pool/chunk.ts";

/** A model run many times over: once for each firm, or once for each draw. Plain data, so that it can be handed to a worker. */
export interface SweepJob {
  readonly sweep: SweepId;
  readonly network: Network;
  /** The fields of the model: vectors by node in shared memory, parameters as they are. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Firms to run for, null for all in their order; of sweeps by firm. */
  readonly firms: readonly number[] | null;
  /** Of sweeps by draw. */
  readonly draws: { readonly seed: number; readonly count: number; readonly law: AssetLaw } | null;
}

interface Sweep {
  /** Numbers of each item, in the order of a row. */
  readonly columns: readonly string[];
  readonly by: "firm" | "draw";
  /** The field that names the firms to run for; `defaultEachOf` where left out. */
  readonly among?: string;
  /** Fields of the model that a sweep decides itself. */
  readonly without: readonly string[];
  /** Refuses what the model would, before work is handed out: workers know no names. */
  readonly check?: (network: Network, fields: SweepJob["fields"]) => void;
  /** What the reader must know of the input. */
  readonly warnings?: (job: SweepJob) => readonly Warning[];
  readonly compute: (job: SweepJob) => Compute;
}

/** Rows of the items, whether all were solved, and, for draws, [node, count] pairs to be added up. */
type Compute = (items: { readonly first: number; readonly count: number }) => {
  readonly columns: readonly ArrayLike<number>[];
  readonly converged: boolean;
  readonly counts?: ReadonlyMap<number, number>;
};

export type SweepId = "debtrank-per-node" | "threshold-cascade" | "esri" | "eisenberg-noe" | "ownership";

/** By the id of their model. */
export const SWEEPS: Readonly<Record<SweepId, Sweep>> = {
  "debtrank-per-node": {
    columns: ["R", "additionalDefaults"],
    by: "firm",
    without: ["mostRuns"],
    compute: ({ network, fields, firms }) => {
      const params = fields as unknown as Parameters<typeof debtRankPerNode>[1];
      return ({ first, count }) => {
        const { values, converged = true } = debtRankPerNode(network, { ...params, nodes: range(firms, first, count), mostRuns: count });
        return { columns: [values.r, values.additionalDefaults], converged };
      };
    },
  },
  "threshold-cascade": {
    columns: ["additionalStress", "additionalDefaults"],
    by: "firm",
    without: ["initial"],
    compute: ({ network, fields, firms }) => {
      const params = fields as unknown as Parameters<typeof thresholdCascadePerNode>[1];
      return ({ first, count }) => {
        const { values } = thresholdCascadePerNode(network, { ...params, nodes: range(firms, first, count) });
        return { columns: [values.additionalStress, values.additionalDefaults], converged: true };
      };
    },
  },
  esri: {
    columns: ["esri", "downstream", "upstream", "bound"],
    by: "firm",
    without: ["shocks"],
    warnings: ({ network, fields }) => industriesOf(network, fields).warnings,
    compute: ({ network, fields, firms }) => {
      const { industry, essentiality, warnings } = industriesOf(network, fields);
      const substitution = warnings.length === 0 && fields.substitution !== false;
      const close = esriClosures(network, { ...fields, industry, essentiality, substitution });
      return ({ first, count }) => {
        const { values, converged = true } = close(range(firms, first, count));
        return { columns: [values.esri, values.downstream, values.upstream, values.bound], converged };
      };
    },
  },
  ownership: {
    columns: ["controlled", "direct"],
    by: "firm",
    among: "owners",
    without: ["values", "taus", "deFactoAbove", "voting"],
    check: (network, fields) => void majorityControl(network, fields),
    compute: ({ network, fields, firms }) => {
      const control = majorityControl(network, fields);
      return ({ first, count }) => {
        const { controlled, direct } = control(range(firms, first, count));
        return { columns: [controlled, direct], converged: true };
      };
    },
  },
  "eisenberg-noe": {
    columns: ["defaulted", "shortfallTotal", "outsideLoss"],
    by: "draw",
    without: ["payable"],
    compute: clearDraws,
  },
};

/** Numbers that drawn assets may take at once, 256 MB. */
const MOST_DRAWN = 2 ** 25;

function clearDraws({ network, fields, draws }: SweepJob): Compute {
  const { n } = network;
  const { seed, law } = draws!;
  const { externalAssets, externalLiabilities } = fields as Readonly<Record<string, ArrayLike<number>>>;
  const obligations = Float64Array.from({ length: n }, (_, i) => externalLiabilities?.[i] ?? 0);
  // What a firm owes itself is no obligation.
  for (let i = 0; i < n; i++)
    for (let e = network.start[i]; e < network.start[i + 1]; e++) if (network.target[e] !== i) obligations[i] += network.weight[e];
  const atOnce = Math.max(8, Math.floor(MOST_DRAWN / Math.max(1, n)));
  return ({ first, count }) => {
    const [defaulted, shortfall, outside] = [0, 1, 2].map(() => new Float64Array(count));
    const counts = new Map<number, number>();
    let all = true;
    for (let k = 0; k < count; k += atOnce) {
      const some = Math.min(atOnce, count - k);
      const assets = new Float64Array(some * n);
      for (let d = 0; d < some; d++) assets.set(drawAssets(externalAssets, law, { seed, draw: first + k + d }), d * n);
      const scenarios = { kind: "given", assets } as const;
      const params = { externalAssets, externalLiabilities, scenarios, keepPayments: externalLiabilities !== undefined };
      const { values, converged = true } = clearScenarios(network, params);
      all &&= converged;
      defaulted.set(values.defaultCount, k);
      shortfall.set(values.shortfall, k);
      values.defaultsByNode.forEach((times, i) => times > 0 && counts.set(i, (counts.get(i) ?? 0) + times));
      const { payments } = values;
      if (payments === null) continue;
      // Outside creditors rank with the others: of each obligation the same share is not paid.
      for (let d = 0; d < some; d++)
        for (let i = 0; i < n; i++)
          if (obligations[i] > 0) outside[k + d] += externalLiabilities[i] * Math.max(0, 1 - payments[d * n + i] / obligations[i]);
    }
    return { columns: [defaulted, shortfall, outside], converged: all, counts };
  };
}

export function isSweep(id: string): id is SweepId {
  return id in SWEEPS;
}

function range(firms: readonly number[] | null, first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => (firms === null ? first + k : firms[first + k]));
}

/** One chunk as numbers: 1 where all were solved, the rows, then the pairs of the counts in order of the nodes. */
export function chunkFunction(job: SweepJob): ChunkFunction {
  const { compute } = SWEEPS[job.sweep];
  const run = compute(job);
  return (first, count) => {
    const { columns, converged, counts } = run({ first, count });
    const pairs = [...(counts ?? [])].sort(([a], [b]) => a - b).flat();
    const values = new Float64Array(1 + columns.length * count + pairs.length);
    values[0] = converged ? 1 : 0;
    for (let k = 0; k < count; k++)
      for (let c = 0; c < columns.length; c++) {
        const x = columns[c][k];
        if (!Number.isFinite(x)) throw new KeiretsuError("not-finite", `${SWEEPS[job.sweep].columns[c]} of item ${first + k} is ${x}`);
        values[1 + k * columns.length + c] = x;
      }
    values.set(pairs, 1 + columns.length * count);
    return values;
  };
}
