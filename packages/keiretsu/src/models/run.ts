import { assert } from "../assert.ts";
import { compareText } from "../finding.ts";
import { concentration } from "../measure/concentration.ts";
import { ownership } from "../measure/ownership.ts";
import { type Network, networkDigest } from "../network/network.ts";
import { type Outcome, type Result, toResult, type Warning } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { circuits } from "../trace/circuits.ts";
import { finnCycling } from "../trace/finn-cycling.ts";
import { circularPart, hodge, type HodgeSplit } from "../trace/hodge.ts";
import { provenance } from "../trace/provenance.ts";
import { setOff } from "../trace/set-off.ts";
import type { ClientBounds } from "../trace/provenance-bounds.ts";
import type { FieldValues, ModelInput } from "./model.ts";

/** Kernels speak typed arrays; these speak the plain values of case files, the same keys whatever the size. */
type Plain = Result<Readonly<Record<string, unknown>>>;

/** Entries of a list that a summary keeps. */
const LISTED = 100;
/** Relative residual of the Laplacian system. */
const TOLERANCE = 1e-10;
/** A circular part this small against the largest net flow is rounding. */
const ROUNDING = 1e-9;

export function runCircuits({ network, fields, detail }: ModelInput): Plain {
  const graph = needed(network);
  const result = circuits(graph, {
    ...given(fields, ["maxLength", "floor", "limit", "expandParallel"]),
    top: (fields.top as number | undefined) ?? (detail === "summary" ? LISTED : null),
  });
  if (detail === "full") return { ...result, values: { ...result.values } };
  const named = result.values.circuits.map(({ nodes, capacity, signature }) => ({
    nodes: nodes.map((i) => nameOf(graph, i)),
    capacity,
    signature,
  }));
  return { ...result, values: { ...result.values, circuits: named } };
}

export function runSetOff({ network, fields, detail }: ModelInput): Plain {
  const graph = needed(network);
  const result = setOff(graph, given(fields, ["minorDigits"]));
  const { netPositions, ...values } = result.values;
  if (detail === "full") return { ...result, model: "max-circulation", values: { ...values, netPositions } };
  const largest = netPositions.map((amount, i) => ({ node: nameOf(graph, i), amount })).filter(({ amount }) => amount !== 0);
  largest.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(a.node, b.node));
  return { ...result, model: "max-circulation", values: { ...values, netPositions: largest.slice(0, LISTED) } };
}

export function runHodge(input: ModelInput): Plain {
  const { detail } = input;
  const graph = needed(input.network);
  const gross = hodge(graph, { weight: "gross", tolerance: TOLERANCE });
  const count = hodge(graph, { weight: "count", tolerance: TOLERANCE });
  const split = gross.values;
  const { incoherence: _none, ...counted } = parts(graph, count.values, detail);
  const values = {
    gross: split.gross,
    reciprocal: split.reciprocal,
    components: split.components,
    weights_gross: parts(graph, split, detail),
    weights_count: counted,
    ...(detail === "full" ? { trophicLevel: Array.from(split.potential, (x) => (x === 0 ? 0 : -x)) } : {}),
    isolated: split.isolated,
  };
  return envelope(
    "hodge",
    input,
    {},
    {
      values,
      converged: gross.converged !== false && count.converged !== false,
      iterations: Math.max(gross.iterations ?? 0, count.iterations ?? 0),
      residual: Math.max(gross.residual ?? 0, count.residual ?? 0),
      warnings: gross.warnings ?? [],
    },
  );
}

function parts(network: Network, split: HodgeSplit, detail: ModelInput["detail"]): Record<string, unknown> {
  const { potential, energyTotal, energyGradient, energyCircular, incoherence } = split;
  const largestNet = split.pairs.net.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const circular = circularPart(split, ROUNDING * largestNet);
  const energies = { energyTotal, energyGradient, energyCircular, incoherence };
  const rows = Array.from(circular.from, (i, k): [number, number, number] => [i, circular.to[k], circular.amount[k]]);
  if (detail === "full") return { potential: [...potential], ...energies, circular: rows };
  rows.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]) || a[0] - b[0] || a[1] - b[1]);
  const named = rows.slice(0, LISTED).map(([i, j, amount]) => ({
    from: nameOf(network, amount > 0 ? i : j),
    to: nameOf(network, amount > 0 ? j : i),
    amount: Math.abs(amount),
  }));
  return { ...energies, circular: named };
}

export function runProvenance(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const params = given(fields, ["outsideIn", "outsideOut", "fundingTypes", "revenueTypes", "hops", "boundedClients"]);
  const seller = fields.seller as number;
  const outcome = provenance(graph, { seller, ...params });
  const { bounds, ...values } = outcome.values;
  const shares = {
    revenue: values.revenue,
    selfFundedShareOfRevenue: values.selfFundedShareOfRevenue,
    vendorFinancedShareOfRevenue: values.vendorFinancedShareOfRevenue,
    directShareOfRevenue: values.directShareOfRevenue,
    multiHopShareOfRevenue: values.multiHopShareOfRevenue,
    commercialShareOfRevenue: values.commercialShareOfRevenue,
    byHops: values.byHops,
    tail: values.tail,
    bounds: listBounds(graph, bounds?.selfFunded ?? [], detail),
    vendorFinancedBounds: listBounds(graph, bounds?.vendorFinanced ?? [], detail),
    intervals: { selfFunded: bounds?.selfFundedShare ?? null, vendorFinanced: bounds?.vendorFinancedShare ?? null },
  };
  const vectors = {
    throughput: [...values.throughput],
    outsideIn: [...values.outsideIn],
    outsideOut: [...values.outsideOut],
    returnShare: [...values.returnShare],
    fundingShare: [...values.fundingShare],
    outsideShare: [...values.outsideShare],
    undetermined: [...values.undetermined],
  };
  const inForce = {
    seller: graph.names.length > 0 ? nameOf(graph, seller) : seller,
    fundingTypes: fields.fundingTypes ?? null,
    revenueTypes: fields.revenueTypes ?? null,
    hops: fields.hops ?? 6,
    boundedClients: fields.boundedClients ?? 200,
  };
  return envelope("provenance", input, inForce, { ...outcome, values: detail === "full" ? { ...vectors, ...shares } : shares });
}

function listBounds(network: Network, bounds: readonly ClientBounds[], detail: ModelInput["detail"]): readonly unknown[] {
  if (detail === "full") return bounds;
  const largest = [...bounds].sort((a, b) => b.revenue - a.revenue || a.client - b.client).slice(0, LISTED);
  return largest.map((row) => ({ ...row, client: nameOf(network, row.client) }));
}

export function runFinnCycling(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const params = given(fields, ["outsideIn", "outsideOut", "denseLimit", "walks", "seed"]);
  const outcome = finnCycling(graph, params);
  const { throughput, totalThroughflow, cycledShare, finnCyclingIndex, standardError } = outcome.values;
  const values =
    detail === "full"
      ? {
          throughput: [...throughput],
          totalThroughflow,
          cycledShare: Array.from(cycledShare, (x) => (Number.isNaN(x) ? null : x)),
          finnCyclingIndex,
          standardError,
        }
      : { totalThroughflow, finnCyclingIndex, standardError };
  const inForce = {
    throughflow: fields.outsideIn === undefined ? "balanced" : "inflow",
    denseLimit: fields.denseLimit ?? 1000,
    walks: fields.walks ?? 100_000,
    seed: fields.seed ?? 1,
  };
  return envelope("finn-cycling", input, inForce, { ...outcome, values });
}

export function runConcentration({ fields }: ModelInput): Plain {
  const shares = fields.shares as readonly number[];
  const { largest, ...values } = concentration(shares, { largest: [1, 4] });
  const digest = sha256(JSON.stringify([...shares].sort((a, b) => a - b)));
  const [first, four] = largest;
  return toResult(
    "concentration",
    { digest, unit: "units" },
    { largest: [1, 4] },
    { values: { ...values, cr1: first.share, cr4: four.share } },
  );
}

export function runOwnership(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const outcome = ownership(graph, given(fields, ["values", "threshold", "taus"]));
  const { owners: _all, ...values } = outcome.values;
  const inForce = { threshold: fields.threshold ?? 0.5, taus: fields.taus ?? [0.5] };
  if (detail === "full") return envelope("ownership", input, inForce, { ...outcome, values });
  const named = (rows: readonly (readonly [number, number, number])[]): readonly unknown[] =>
    [...rows]
      .sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1])
      .slice(0, LISTED)
      .map(([i, j, share]) => ({ holder: nameOf(graph, i), firm: nameOf(graph, j), share }));
  const controls = values.transitiveControl.map(({ tau, controls: lists }) => ({
    tau,
    controls: lists.flatMap((list, i) => (list.length > 0 ? [{ holder: nameOf(graph, i), firms: list.map((j) => nameOf(graph, j)) }] : [])),
  }));
  const summary = { integrated: named(values.integrated), corrected: named(values.corrected), transitiveControl: controls };
  return envelope("ownership", input, inForce, { ...outcome, values: summary });
}

function envelope(
  model: string,
  input: ModelInput,
  params: Readonly<Record<string, unknown>>,
  outcome: Outcome<Readonly<Record<string, unknown>>>,
): Plain {
  const warnings = [...(outcome.warnings ?? [])].sort((a: Warning, b: Warning) => compareText(a.code, b.code));
  return toResult(model, { digest: inputDigest(input), unit: needed(input.network).unit }, params, { ...outcome, warnings });
}

/** The network, and the vectors that belong to its nodes by name, so that the numbering of nodes does not matter. */
function inputDigest({ network: graph, digest: known, fields }: ModelInput): string {
  const network = needed(graph);
  const digest = known ?? networkDigest(network);
  const vectors = ["outsideIn", "outsideOut", "values"].flatMap((field) => {
    const values = fields[field] as readonly number[] | undefined;
    return values === undefined ? [] : values.map((x, i) => JSON.stringify([field, nameOf(network, i), x]));
  });
  return vectors.length === 0 ? digest : sha256([digest, ...vectors.sort(compareText)].join("\n"));
}

function nameOf(network: Network, i: number): string {
  return network.names.length > 0 ? network.names[i] : String(i);
}

function needed(network: Network | null): Network {
  assert(network !== null, "a model of a network was run without one");
  return network;
}

/** The fields that were given, so that the kernel's own defaults hold for the others. */
function given<K extends string>(fields: FieldValues, names: readonly K[]): { [N in K]?: never } {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined && fields[name] !== null).map((name) => [name, fields[name]]),
  ) as {
    [N in K]?: never;
  };
}
