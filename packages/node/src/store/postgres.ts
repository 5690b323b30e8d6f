import { Pool, types } from "pg";
import { type Dialect, PostgresDialect, sql } from "kysely";
import type { Engine, EngineOptions } from "./engine.ts";
import { StoreError } from "./store-error.ts";

const OLDEST = 150_000;
const CONNECT_MS = 5_000;
/** A server that says nothing for so long is gone. */
const SILENCE_MS = 120_000;

/** A database on a server. A store is one database of its own. */
export function postgresEngine(address: string, options: EngineOptions): Engine {
  const place = withoutPassword(address);
  return {
    kind: "postgres",
    place,
    dialect: dialectFor(address),
    greet: async (db) => {
      const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
      const version = Number(rows[0].version);
      const shown = Math.floor(version / 10_000);
      if (version < OLDEST)
        throw new StoreError("refused", {
          en: `${place} is PostgreSQL ${shown}; the store needs 15 or newer.`,
          fr: `${place} est un PostgreSQL ${shown} ; le dépôt demande la version 15 ou plus récente.`,
        });
    },
    begin: async (trx) => {
      // Whatever the server is set to: acknowledged means on the disk, and no wait is endless.
      await sql.raw(`set local synchronous_commit = on`).execute(trx);
      await sql.raw(`set local lock_timeout = ${Math.ceil(options.patienceMs)}`).execute(trx);
    },
    member: (column, name) => `(${column}::json ->> '${name}')`,
    appendOnly: (table) => [
      `create function ${table}_append_only() returns trigger language plpgsql as $$ begin raise exception '${table} is append-only'; end $$`,
      `create trigger ${table}_no_change before update or delete on ${table} for each row execute function ${table}_append_only()`,
      `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function ${table}_append_only()`,
    ],
    fault: (error) => faultOf(error, place),
    afterFilling: async (trx, tables) => {
      for (const { name, columns } of (await trx.introspection.getTables()).filter((table) => tables.includes(table.name)))
        for (const column of columns.filter(({ isAutoIncrementing }) => isAutoIncrementing)) {
          const [table, number] = [sql.table(name), sql.ref(column.name)];
          await sql`select setval(pg_get_serial_sequence(${name}, ${column.name}), (select coalesce(max(${number}), 0) + 1 from ${table}), false)`.execute(
            trx,
          );
        }
    },
    copyTo: null,
  };
}

function dialectFor(address: string): Dialect {
  return new PostgresDialect({
    // Made only when the first question is asked.
    pool: async () => {
      const pool = new Pool({
        connectionString: address,
        application_name: "keiretsu",
        max: 8,
        connectionTimeoutMillis: CONNECT_MS,
        query_timeout: SILENCE_MS,
        keepAlive: true,
        types: { getTypeParser: typeParser as typeof types.getTypeParser },
      });
      // A connection that dies, used or not, is taken out of the pool; without a listener it would end the process.
      pool.on("error", () => {});
      pool.on("connect", (client) => void client.on("error", () => {}));
      return pool;
    },
  });
}

const INT8 = 20;

/** Numbers are numbers, as in SQLite: none here is near 2^53. */
function typeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  return oid === INT8 ? Number : (types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown)(oid, format);
}

function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.username === "" ? "" : `${url.username}@`}${url.host}${url.pathname}`;
  } catch {
    return "postgres://…";
  }
}

const LOST_CODES: ReadonlySet<string> = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ENOENT ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH 57P01 57P02 57P03 57P05".split(" "),
);
const LOST_WORDS =
  /Connection terminated|connection error|timeout exceeded when trying to connect|Query read timeout|Client was closed|connection has been discarded/i;

function faultOf(error: unknown, place: string): StoreError | null {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const more = { cause: error };
  if (LOST_CODES.has(code) || code.startsWith("08") || (code === "" && LOST_WORDS.test(message))) return lost(place, code || message, more);
  if (code === "53300" || code === "55P03" || code === "40P01" || code === "40001")
    return new StoreError(
      "busy",
      {
        en: `${place} is too busy (${code}): nothing was changed. Try again.`,
        fr: `${place} est trop occupé (${code}) : rien n’a été modifié. Réessayez.`,
      },
      more,
    );
  if (code === "53100" || code === "53200")
    return new StoreError(
      "disk-full",
      {
        en: `The server of ${place} has no room left (${code}): nothing was changed. Make room there and try again.`,
        fr: `Le serveur de ${place} n’a plus de place (${code}) : rien n’a été modifié. Faites-y de la place et réessayez.`,
      },
      more,
    );
  if (code === "25006" || code === "42501")
    return new StoreError(
      "read-only",
      {
        en: `${place} may not be written to (${code}): nothing was changed. Use the primary server and an account that owns the tables.`,
        fr: `Impossible d’écrire dans ${place} (${code}) : rien n’a été modifié. Utilisez le serveur principal et un compte propriétaire des tables.`,
      },
      more,
    );
  if (code.startsWith("28"))
    return new StoreError(
      "refused",
      {
        en: `${place} refused the account or its password. Give both in the address, or the password in PGPASSWORD.`,
        fr: `${place} a refusé le compte ou son mot de passe. Donnez les deux dans l’adresse, ou le mot de passe dans PGPASSWORD.`,
      },
      more,
    );
  if (code === "3D000")
    return new StoreError(
      "not-found",
      {
        en: `There is no database ${place}: make one with createdb, then try again.`,
        fr: `Il n’y a pas de base ${place} : créez-la avec createdb, puis réessayez.`,
      },
      more,
    );
  if (code.startsWith("XX"))
    return new StoreError(
      "damaged",
      {
        en: `The server of ${place} reports damage (${code}: ${message}).`,
        fr: `Le serveur de ${place} signale un dommage (${code} : ${message}).`,
      },
      more,
    );
  return null;
}

function lost(place: string, found: string, more: { readonly cause: unknown }): StoreError {
  return new StoreError(
    "lost-connection",
    {
      en: `The connection to ${place} was lost (${found}). What was acknowledged is kept; look whether the last step was made before you repeat it.`,
      fr: `La connexion à ${place} est perdue (${found}). Ce qui a été confirmé est gardé ; voyez si la dernière étape a été faite avant de la répéter.`,
    },
    more,
  );
}
