import type { Kysely } from "kysely";
import { makeAccountTables } from "./account-tables.ts";
import type { Engine } from "./engine.ts";
import { makeRecordTables } from "./record-tables.ts";

/** One step forward of the tables. Never edited once released: a later change is a new step at the end of the list. */
export interface Migration {
  readonly name: string;
  /** Tables that it makes, with the columns that tell their rows apart; a back-up holds these, in this order. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly up: (db: Kysely<never>, engine: Engine) => Promise<void>;
}

/** In the order in which they are made; whoever has tables of his own appends. */
export const migrations: readonly Migration[] = [
  {
    name: "1-record",
    tables: {
      changes: ["seq"],
      casebook_rows: ["casebook", "path", "position", "from_revision"],
      store_head: ["id"],
      positions: ["casebook"],
    },
    up: makeRecordTables,
  },
  {
    name: "2-accounts",
    tables: { accounts: ["name"], sessions: ["hash"], tokens: ["id"], audit: ["seq"] },
    up: makeAccountTables,
  },
];
