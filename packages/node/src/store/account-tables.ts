import { type Kysely, sql } from "kysely";
import type { Engine } from "./engine.ts";

/**
 * Who may do what, and who did: accounts, their sessions and tokens, and the audit log. Times are ISO 8601 in UTC, whose order as text is
 * that of time. Of a password, a session or a token only a hash is kept.
 */
export interface AccountTables {
  accounts: {
    /** What one types to sign in, in lower case; never used again for somebody else. */
    name: string;
    shown_name: string;
    role: string;
    /** As hashPassword writes it; empty once removed. */
    password: string;
    created_at: string;
    removed_at: string | null;
  };
  sessions: {
    hash: string;
    account: string;
    created_at: string;
    last_used_at: string;
    expires_at: string;
    address: string;
  };
  tokens: {
    id: string;
    hash: string;
    account: string;
    title: string;
    role: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    last_used_at: string | null;
  };
  audit: {
    seq: number;
    at: string;
    /** Null where nobody had signed in. */
    account: string | null;
    address: string;
    action: string;
    subject: string;
    result: string;
    detail: string;
  };
}

/** Makes the tables. The audit log takes rows and gives them up to nobody: the database itself refuses to change or delete one. */
export async function makeAccountTables(db: Kysely<never>, engine: Engine): Promise<void> {
  const { schema } = db;
  const ofItself = engine.kind === "sqlite" ? "integer" : "bigserial";
  await schema
    .createTable("accounts")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("shown_name", "text", (c) => c.notNull())
    .addColumn("role", "text", (c) => c.notNull().check(sql`role in ('read', 'propose', 'review', 'administer')`))
    .addColumn("password", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("removed_at", "text")
    .execute();
  await schema
    .createTable("sessions")
    .addColumn("hash", "text", (c) => c.primaryKey())
    .addColumn("account", "text", (c) => c.notNull().references("accounts.name"))
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("last_used_at", "text", (c) => c.notNull())
    .addColumn("expires_at", "text", (c) => c.notNull())
    .addColumn("address", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("sessions_account").on("sessions").column("account").execute();
  await schema
    .createTable("tokens")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("hash", "text", (c) => c.notNull().unique())
    .addColumn("account", "text", (c) => c.notNull().references("accounts.name"))
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("role", "text", (c) => c.notNull().check(sql`role in ('read', 'propose', 'review', 'administer')`))
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("expires_at", "text", (c) => c.notNull())
    .addColumn("revoked_at", "text")
    .addColumn("last_used_at", "text")
    .execute();
  await schema.createIndex("tokens_account").on("tokens").column("account").execute();
  await schema
    .createTable("audit")
    .addColumn("seq", ofItself, (c) => (engine.kind === "sqlite" ? c.primaryKey().autoIncrement() : c.primaryKey()))
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("account", "text")
    .addColumn("address", "text", (c) => c.notNull())
    .addColumn("action", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("result", "text", (c) => c.notNull())
    .addColumn("detail", "text", (c) => c.notNull())
    .execute();
  for (const statement of engine.appendOnly("audit")) await sql.raw(statement).execute(db);
}
