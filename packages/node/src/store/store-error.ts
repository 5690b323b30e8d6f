import type { Finding, Text } from "keiretsu";

/**
 * - `busy`: another process is writing and did not finish in time
 * - `disk-full`, `read-only`, `disk-fault`: the place where the store lies takes no more, takes nothing, or fails
 * - `lost-connection`: the database server went away; whether a write that was under way counts is told by looking again
 * - `conflict`: rows have changed since; `base-needed`: it must be said since when; `refused`: a rule forbids it; `not-found`: no such casebook, revision, change or proposal
 * - `tampered`: the store contradicts itself; `damaged`: the file is no store or no longer one
 * - `newer`, `older`: a newer version of the program wrote the store, or an older one and it must be migrated first
 */
export type StoreErrorCode =
  | "busy"
  | "disk-full"
  | "read-only"
  | "disk-fault"
  | "lost-connection"
  | "conflict"
  | "base-needed"
  | "not-found"
  | "refused"
  | "tampered"
  | "damaged"
  | "newer"
  | "older";

/** What the store could not do, in both languages. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly text: Text;
  /** Rows that have changed, as `claims/c-1`. */
  readonly rows: readonly string[];
  /** What is wrong with the edits or files, when that is why. */
  readonly findings: readonly Finding[];
  constructor(
    code: StoreErrorCode,
    text: Text,
    more: { readonly rows?: readonly string[]; readonly findings?: readonly Finding[]; readonly cause?: unknown } = {},
  ) {
    super(text.en, { cause: more.cause });
    this.name = "StoreError";
    this.code = code;
    this.text = text;
    this.rows = more.rows ?? [];
    this.findings = more.findings ?? [];
  }
}
