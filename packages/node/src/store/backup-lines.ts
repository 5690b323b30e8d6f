import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { type Kysely, sql } from "kysely";
import type { Migration } from "./migrations.ts";
import { StoreError } from "./store-error.ts";

/**
 * A store as lines of JSON: a first line that says what follows, for each table a line with its columns and one line a row, and a last line
 * with the SHA-256 of all lines before it. The same lines from either database.
 */
export interface BackupHead {
  readonly keiretsu: "store back-up";
  readonly format: 1;
  /** Names of the steps that the tables had. */
  readonly migrations: readonly string[];
}

type Value = string | number | null;

/** Rows are read so many at a time: one of them may hold a whole folder. */
const PAGE = 100;

/** The lines of a store, without the last. Consistent where `db` is one snapshot. */
export async function* linesOfStore(db: Kysely<never>, steps: readonly Migration[]): AsyncGenerator<string> {
  const head: BackupHead = { keiretsu: "store back-up", format: 1, migrations: steps.map(({ name }) => name) };
  yield JSON.stringify(head);
  for (const [table, order] of steps.flatMap((step) => Object.entries(step.tables))) {
    const columns = await columnsOf(db, table);
    yield JSON.stringify({ table, columns });
    let last: readonly Value[] | null = null;
    for (;;) {
      const rows = await page(db, { table, order, last });
      for (const row of rows) yield JSON.stringify(columns.map((column) => row[column]));
      if (rows.length < PAGE) break;
      last = order.map((column) => rows.at(-1)![column]);
    }
  }
}

async function columnsOf(db: Kysely<never>, table: string): Promise<readonly string[]> {
  const found = (await db.introspection.getTables()).find(({ name }) => name === table);
  if (found === undefined)
    throw new StoreError("damaged", {
      en: `The table ${table} is missing.`,
      fr: `La table ${table} manque.`,
    });
  return found.columns.map(({ name }) => name).sort();
}

/** The next rows after the last one read, by the columns that tell them apart. */
async function page(
  db: Kysely<never>,
  { table, order, last }: { readonly table: string; readonly order: readonly string[]; readonly last: readonly Value[] | null },
): Promise<readonly Readonly<Record<string, Value>>[]> {
  const names = sql.join(order.map((column) => sql.ref(column)));
  const after = last === null ? sql`` : sql`where (${names}) > (${sql.join(last)})`;
  const { rows } = await sql<
    Record<string, Value>
  >`select * from ${sql.table(table)} ${after} order by ${names} limit ${sql.lit(PAGE)}`.execute(db);
  return rows;
}

/** Takes lines and gives the one that ends them. */
export class Seal {
  readonly #hash: Hash = createHash("sha256");
  #lines = 0;

  add(line: string): void {
    this.#hash.update(`${line}\n`);
    this.#lines++;
  }

  last(): string {
    return JSON.stringify({ lines: this.#lines, sha256: this.#hash.digest("hex") });
  }
}

const CHUNK = 1 << 20;

/** The lines of a file, read piece by piece; the end of the file ends the last one. */
export function* linesOfFile(path: string): Generator<string> {
  const handle = openSync(path, "r");
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const bytes = new Uint8Array(CHUNK);
    let parts: string[] = [];
    for (;;) {
      const count = readSync(handle, bytes, 0, CHUNK, null);
      const text = decoder.decode(bytes.subarray(0, count), { stream: count > 0 });
      const lines = text.split("\n");
      for (const [i, line] of lines.entries()) {
        parts.push(line);
        if (i === lines.length - 1) break;
        yield parts.join("");
        parts = [];
      }
      if (count === 0) break;
    }
    if (parts.some((part) => part !== "")) yield parts.join("");
  } finally {
    closeSync(handle);
  }
}

/** Read the file through once; the head, or a refusal where a byte is not as it was written. */
export function checkedHead(path: string): BackupHead {
  const seal = new Seal();
  let [first, held] = ["", ""];
  try {
    let count = 0;
    for (const line of linesOfFile(path)) {
      if (count === 1) first = held;
      if (count > 0) seal.add(held);
      held = line;
      count++;
    }
    if (held === seal.last()) {
      const head = JSON.parse(first) as BackupHead;
      if (head.format === 1) return head;
      throw laterFormat(path);
    }
  } catch (error) {
    if (error instanceof StoreError || typeof (error as NodeJS.ErrnoException).syscall === "string") throw error;
    // What is not UTF-8 or not JSON is damaged like any other.
  }
  throw damaged(path);
}

export function damaged(path: string): StoreError {
  return new StoreError("damaged", {
    en: `${path} is no back-up, or is damaged: it is not what was written. Nothing was restored; take another back-up.`,
    fr: `${path} n’est pas une sauvegarde, ou est abîmé : ce n’est pas ce qui fut écrit. Rien n’a été restauré ; prenez une autre sauvegarde.`,
  });
}

function laterFormat(path: string): StoreError {
  return new StoreError("newer", {
    en: `${path} was written by a newer version of the program. Install that version, or a newer one.`,
    fr: `${path} a été écrit par une version plus récente du programme. Installez cette version ou une plus récente.`,
  });
}
