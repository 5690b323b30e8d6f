import type { Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { makeRecordTables } from "./record-tables.ts";

/** One step forward of the tables. Never edited once released: a later change is a new step at the end of the list. */
export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<never>, engine: Engine) => Promise<void>;
}

/** In the order in which they are made; whoever has tables of his own appends. */
export const migrations: readonly Migration[] = [{ name: "1-record", up: makeRecordTables }];
