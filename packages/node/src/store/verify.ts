import { compareText, type Finding, type FindingCode, makeFinding, type TableName } from "keiretsu";
import type { Kysely, Selectable } from "kysely";
import { brokenLinks, type ChangeRow } from "./chain.ts";
import { afterEffects, byPath, type Effects } from "./effects.ts";
import { PACKAGE_FILE } from "../files.ts";
import { join, type PlacedPiece, tablesByPath } from "./pieces.ts";
import { NO_HASH, type RecordTables } from "./record-tables.ts";
import * as verifyCodes from "./verify-codes.ts";

type StoredRow = Selectable<RecordTables["casebook_rows"]>;

const MOST_FINDINGS = 1_000;

/**
 * Recompute the chain of changes, and from the changes every row that ever stood; tell each difference from what the tables hold. Whoever
 * can write to the database can also rewrite all of it so that it agrees with itself: only a hash noted elsewhere (`head`) shows that.
 * Cost O(changes + rows).
 */
export async function verifyStore(db: Kysely<RecordTables>, anchor: { readonly head?: string } = {}): Promise<readonly Finding[]> {
  const changes = await db.selectFrom("changes").selectAll().orderBy("seq").execute();
  const findings: Finding[] = [...ofChain(changes), ...(await ofHead(db, changes)), ...ofAnchor(changes, anchor.head)];
  const casebooks = new Set(changes.map(({ casebook }) => casebook));
  const stored = await db.selectFrom("casebook_rows").select("casebook").distinct().execute();
  for (const { casebook } of stored) casebooks.add(casebook);
  for (const casebook of [...casebooks].sort(compareText)) {
    if (findings.length > MOST_FINDINGS) break;
    findings.push(...(await ofRows(db, casebook, changes)));
  }
  return findings.slice(0, MOST_FINDINGS);
}

function ofChain(changes: readonly ChangeRow[]): readonly Finding[] {
  const bySeq = new Map(changes.map((change) => [change.seq, change]));
  return brokenLinks(changes).map(({ seq, fault }) => {
    const { kind = "", name = "" } = bySeq.get(seq) ?? {};
    return fault === "missing"
      ? found(verifyCodes.changeMissing, "changes", seq, { found: seq })
      : found(verifyCodes.changeAltered, "changes", seq, { found: seq, kind, name });
  });
}

async function ofHead(db: Kysely<RecordTables>, changes: readonly ChangeRow[]): Promise<readonly Finding[]> {
  const head = await db.selectFrom("store_head").selectAll().where("id", "=", 1).executeTakeFirst();
  const last = changes.at(-1);
  if (head !== undefined && head.count === (last?.seq ?? 0) && head.hash === (last?.hash ?? NO_HASH)) return [];
  return [found(verifyCodes.endMissing, "store_head", 1, { found: last?.seq ?? 0, expected: head?.count ?? "–" })];
}

function ofAnchor(changes: readonly ChangeRow[], head: string | undefined): readonly Finding[] {
  if (head === undefined || changes.some(({ hash }) => hash === head.toLowerCase())) return [];
  return [found(verifyCodes.headUnknown, "changes", 1, { found: head })];
}

async function ofRows(db: Kysely<RecordTables>, casebook: string, changes: readonly ChangeRow[]): Promise<readonly Finding[]> {
  const expected = replay(changes.filter((change) => change.casebook === casebook));
  const findings: Finding[] = [];
  const say = (code: FindingCode, row: Omit<StoredRow, "casebook">): void => {
    const name = row.key ?? (row.table_name === null ? row.path : row.line.trim().slice(0, 80));
    findings.push(
      found(code, "casebook_rows", Math.max(1, Math.floor(row.position)), {
        found: name,
        path: row.path,
        casebook,
        from: row.from_revision,
      }),
    );
  };
  for (const row of await db.selectFrom("casebook_rows").selectAll().where("casebook", "=", casebook).execute()) {
    const name = nameOf(row);
    const due = expected.get(name);
    expected.delete(name);
    if (due === undefined) say(verifyCodes.rowUnknown, row);
    else if (!alike(due, row)) say(verifyCodes.rowAltered, due);
  }
  for (const due of expected.values()) say(verifyCodes.rowMissing, due);
  return findings;
}

type Expected = Omit<StoredRow, "casebook">;

/** Every row that ever stood, from the changes alone. A change that cannot be read is told by its hash; what follows it is then in doubt. */
function replay(changes: readonly ChangeRow[]): Map<string, Expected> {
  const rows = new Map<string, Expected>();
  const state = new Map<string, readonly PlacedPiece[]>();
  const current = new Map<string, Expected>();
  let tables: ReadonlyMap<string, TableName> = new Map();
  for (const change of changes) {
    const effects = readEffects(change.effects);
    if (effects === null) continue;
    const touched = byPath(effects);
    const manifest = touched.get(PACKAGE_FILE);
    if (manifest !== undefined) tables = tablesByPath(join(afterEffects(state.get(PACKAGE_FILE) ?? [], manifest, null)));
    for (const [path, { end, begin }] of touched) {
      const after = afterEffects(state.get(path) ?? [], { end, begin }, tables.get(path) ?? null);
      state.set(path, after);
      for (const position of end) {
        const row = current.get(`${position} ${path}`);
        if (row !== undefined) row.until_revision = change.revision;
      }
      const places = new Set(begin.map(([position]) => position));
      for (const { position, table, key, cells, line } of after) {
        if (!places.has(position)) continue;
        const row = { path, position, from_revision: change.revision, until_revision: null, table_name: table, key, cells, line };
        rows.set(nameOf(row), row);
        current.set(`${position} ${path}`, row);
      }
    }
  }
  return rows;
}

function readEffects(text: string): Effects | null {
  try {
    const read = JSON.parse(text) as Partial<Effects>;
    return Array.isArray(read.end) && Array.isArray(read.begin) ? (read as Effects) : null;
  } catch {
    return null;
  }
}

function nameOf(row: Pick<StoredRow, "path" | "position" | "from_revision">): string {
  return `${row.from_revision} ${row.position} ${row.path}`;
}

function alike(a: Expected, b: StoredRow): boolean {
  return (["until_revision", "table_name", "key", "cells", "line"] as const).every((column) => a[column] === b[column]);
}

function found(code: FindingCode, table: string, line: number, words: Readonly<Record<string, string | number>>): Finding {
  return makeFinding(code, { place: { file: table, line, column: 1 }, excerpt: String(words.found) }, words);
}
