import { assert } from "../assert.ts";
import { compareText } from "../finding.ts";
import { type Network, networkDigest } from "../network/network.ts";
import { type Outcome, type Result, toResult, type Warning } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import type { FieldValues, Model, ModelInput } from "./model.ts";

/** Kernels speak typed arrays; models speak the plain values of case files, the same keys whatever the size. */
export type Plain = Result<Readonly<Record<string, unknown>>>;

/** Entries of a list that a summary keeps. */
export const LISTED = 100;

export function envelope(
  model: Pick<Model, "id" | "inputs">,
  input: ModelInput,
  params: Readonly<Record<string, unknown>>,
  outcome: Outcome<Readonly<Record<string, unknown>>>,
): Plain {
  const warnings = [...(outcome.warnings ?? [])].sort((a: Warning, b: Warning) => compareText(a.code, b.code));
  return toResult(model.id, { digest: inputDigest(model, input), unit: needed(input.network).unit }, params, { ...outcome, warnings });
}

/**
 * The networks, and the vectors that belong to the nodes by name, so that the numbering of nodes does not matter; tables as they stand.
 * Parameters are not input: they stand in `params`.
 */
function inputDigest({ inputs }: Pick<Model, "inputs">, { network: graph, networks, digest: known, fields }: ModelInput): string {
  const network = needed(graph);
  const digest = known ?? networkDigest(network);
  const more = inputs.flatMap(({ name, kind, perNode }): string[] => {
    const values = fields[name];
    if (kind === "edges" || kind === "edge-classes") {
      const others = (networks?.[name] ?? []).filter((other) => other !== network);
      return others.map((other) => `${name} ${networkDigest(other)}`);
    }
    if (values === undefined || values === null) return [];
    if (kind === "matrix") return [JSON.stringify([name, values])];
    if (perNode !== true) return [];
    return (values as readonly unknown[]).map((x, i) => JSON.stringify([name, nameOf(network, i), x]));
  });
  return more.length === 0 ? digest : sha256([digest, ...more.sort(compareText)].join("\n"));
}

export function nameOf(network: Network, i: number): string {
  return network.names.length > 0 ? network.names[i] : String(i);
}

export function needed(network: Network | null): Network {
  assert(network !== null, "a model of a network was run without one");
  return network;
}

/** The fields that were given, so that the kernel's own defaults hold for the others. */
export function given<K extends string>(fields: FieldValues, names: readonly K[]): { [N in K]?: never } {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined && fields[name] !== null).map((name) => [name, fields[name]]),
  ) as {
    [N in K]?: never;
  };
}

/** The entries of a vector that are not 0, largest first, with names: what a summary shows of it. */
export function largestOf(network: Network, values: ArrayLike<number>, key: string): readonly Readonly<Record<string, unknown>>[] {
  const rows = Array.from({ length: values.length }, (_, i) => i).filter((i) => values[i] !== 0);
  rows.sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || compareText(nameOf(network, a), nameOf(network, b)));
  return rows.slice(0, LISTED).map((i) => ({ node: nameOf(network, i), [key]: values[i] }));
}
