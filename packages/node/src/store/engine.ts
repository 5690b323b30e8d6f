import type { Dialect, Kysely } from "kysely";
import { postgresEngine } from "./postgres.ts";
import { sqliteEngine } from "./sqlite.ts";
import type { StoreError } from "./store-error.ts";

/**
 * What differs between SQLite and PostgreSQL. Everything else of the store is written once, against kysely.
 */
export interface Engine {
  readonly kind: "sqlite" | "postgres";
  /** Where the store lies, as messages show it: never with a password. */
  readonly place: string;
  readonly dialect: Dialect;
  /** Called once before anything else: refuse what is no place for a store. */
  readonly greet: (db: Kysely<never>) => Promise<void>;
  /** First statements of every transaction that writes. */
  readonly begin: (trx: Kysely<never>) => Promise<void>;
  /** SQL for one member of a column that holds JSON text. */
  readonly member: (column: string, name: string) => string;
  /** SQL that makes the database itself refuse to change or delete rows of a table. */
  readonly appendOnly: (table: string) => readonly string[];
  /** What an error of the driver means, null when it is none of the world's faults but ours. */
  readonly fault: (error: unknown) => StoreError | null;
  /** Put right what counts by itself, once rows were put in with numbers of their own. */
  readonly afterFilling: (trx: Kysely<never>, tables: readonly string[]) => Promise<void>;
  /** A copy of the database file that is consistent while others write; null where the rows are written out instead. */
  readonly copyTo: ((path: string) => Promise<void>) | null;
}

export interface EngineOptions {
  /** Whether a file that is not there is made. */
  readonly create: boolean;
  /** How long a writer waits for others. */
  readonly patienceMs: number;
}

/** The engine for a path or an address `postgres://...`. */
export function engineFor(where: string, options: EngineOptions): Engine {
  return /^postgres(ql)?:\/\//.test(where) ? postgresEngine(where, options) : sqliteEngine(where, options);
}
