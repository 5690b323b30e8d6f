/**
 * A result says how it was reached: a number without its parameters, input, date, unit and residual is gossip.
 * The same shape is the JSON envelope of every command (docs/reference/result.schema.json).
 */
export interface Result<T> {
  /** Version of this envelope. */
  readonly schema: "keiretsu.result/1";
  /** Kernel or question that answered. */
  readonly model: string;
  /** Every parameter in force, defaults included. */
  readonly params: Readonly<Record<string, unknown>>;
  /** SHA-256 of the input, independent of the order of its rows. */
  readonly inputDigest: string;
  /** The dates of the view of a casebook, null for a bare network. */
  readonly asOf: { readonly validOn: string | null; readonly knownOn: string | null } | null;
  /** Unit of amounts: an ISO 4217 code, or "units". */
  readonly unit: string;
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest violation of the defining equations, in the unit or relative as the model's page says; 0 for exact combinatorial results. */
  readonly residual: number;
  /** What the reader must know: dropped self-loops, truncation, undetermined nodes. Sorted. */
  readonly warnings: readonly Warning[];
  readonly values: T;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** What a kernel reports beside its values. */
export interface Outcome<T> {
  readonly values: T;
  readonly converged?: boolean;
  readonly iterations?: number;
  readonly residual?: number;
  readonly warnings?: readonly Warning[];
}

/** Wrap a kernel's outcome in the envelope. */
export function toResult<T>(
  model: string,
  input: { readonly digest: string; readonly unit: string; readonly asOf?: Result<T>["asOf"] },
  params: Readonly<Record<string, unknown>>,
  outcome: Outcome<T>,
): Result<T> {
  return {
    schema: "keiretsu.result/1",
    model,
    params,
    inputDigest: input.digest,
    asOf: input.asOf ?? null,
    unit: input.unit,
    converged: outcome.converged ?? true,
    iterations: outcome.iterations ?? 0,
    residual: outcome.residual ?? 0,
    warnings: outcome.warnings ?? [],
    values: outcome.values,
  };
}
