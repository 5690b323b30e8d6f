import type { Text } from "keiretsu";

/**
 * - `busy`: another process is writing and did not finish in time
 * - `disk-full`, `read-only`: the place where the store lies takes no more, or nothing
 * - `lost-connection`: the database server went away; whether a write that was under way counts is told by looking again
 * - `conflict`: rows have changed since; `refused`: a rule forbids it; `not-found`: no such casebook, revision, change or proposal
 * - `tampered`: the store contradicts itself; `damaged`: the file is no store or no longer one
 * - `newer`: a newer version of the program wrote the store
 */
export type StoreErrorCode =
  | "busy"
  | "disk-full"
  | "read-only"
  | "lost-connection"
  | "conflict"
  | "not-found"
  | "refused"
  | "tampered"
  | "damaged"
  | "newer";

/** What the store could not do, in both languages. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly text: Text;
  /** Rows (`claims/c-1`) or findings that say more, for whoever shows them. */
  readonly details: readonly string[];
  constructor(code: StoreErrorCode, text: Text, more: { readonly details?: readonly string[]; readonly cause?: unknown } = {}) {
    super(text.en, { cause: more.cause });
    this.name = "StoreError";
    this.code = code;
    this.text = text;
    this.details = more.details ?? [];
  }
}
