import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Keep } from "../../../src/http/accounts/keep.ts";
import { type AccountTables, makeAccountTables } from "../../../src/store/account-tables.ts";

/** Accounts in memory, at a cost that keeps tests short, with a clock that a test moves. */
export async function emptyKeep(): Promise<Keep & { readonly pass: (milliseconds: number) => void }> {
  const db = new Kysely<AccountTables>({ dialect: new SqliteDialect({ database: new Database(":memory:") }) });
  const appendOnly = (table: string): string[] =>
    ["update", "delete"].map(
      (verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
    );
  await makeAccountTables(db as never, { kind: "sqlite", appendOnly });
  let time = Date.parse("2026-01-01T00:00:00Z");
  return {
    read: (work) => work(db),
    write: (work) => db.transaction().execute(work),
    now: () => new Date(time),
    cost: { ln: 10, r: 8, p: 1 },
    pass: (milliseconds) => void (time += milliseconds),
  };
}
