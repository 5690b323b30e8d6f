import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrations, type Migration } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/open-store.ts";
import { restoreStore } from "../../src/store/restore.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreError, type StoreErrorCode } from "../../src/store/store-error.ts";
import { ada, ben, casebook, type Kind, onBothStores, small } from "./stores.ts";

const WRITER = new URL("writer.ts", import.meta.url).pathname;

let folder = "";
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-backup-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = (): string => join(folder, `file${++made}`);

async function codeOf(work: Promise<unknown>): Promise<StoreErrorCode | null> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null && !(error instanceof StoreError)) throw error;
  return error?.code ?? null;
}

/** Everything that a reader of a store can ask. */
async function told(store: Store): Promise<unknown> {
  const ids = (await store.list()).map(({ id }) => id);
  const each = ids.map(async (id) => [
    await store.files(id),
    await store.changes(id),
    await store.proposals(id),
    await store.positions(id),
  ]);
  return [await store.list(), await store.head(), await Promise.all(each)];
}

async function audit(store: Store): Promise<void> {
  const columns = sql`insert into audit (at, account, address, action, subject, result, detail)`;
  await sql`${columns} values ('2026-01-01', null, '::1', 'sign in', 'ada', 'fine', '')`.execute(store.database.kysely);
}

async function filled(kind: Kind): Promise<{ readonly where: string; readonly store: Store }> {
  const where = await kind.place();
  const store = await openStore(where);
  await store.importFiles("small", small, ada, "first import");
  await store.importFiles("ford-1914", casebook("ford-1914"), ada, "with ' quotes; and \\ signs – é 日本");
  const edits = [{ op: "retract" as const, table: "claims" as const, key: "c-2" }];
  const { id } = await store.propose("small", { edits, why: "not so", baseRevision: 1 }, ada);
  await store.decide(id, { verdict: "accept", reason: "right" }, ben, { alone: false });
  await store.propose("small", { edits: [{ op: "merge", keep: "openai", drop: "open-ai" }], why: "same firm", baseRevision: 2 }, ada);
  await store.movePositions("small", { nvidia: { x: 0.1, y: -2e-7 } }, ada);
  return { where, store };
}

onBothStores((kind) => {
  test("a back-up restored, here or into a file, says the same and goes on", async () => {
    const { store } = await filled(kind);
    await audit(store);
    const file = newFile();
    await store.backup(file);
    expect(statSync(file).mode & 0o077).toBe(0);
    const targets = [newFile(), await kind.place()];
    for (const where of targets) {
      const head = await restoreStore(file, where);
      const again = await openStore(where, { create: false });
      expect(await told(again)).toEqual(await told(store));
      expect(head).toEqual(await store.head());
      expect(await again.verify({ head: (await store.head()).hash })).toEqual([]);
      // What counts by itself goes on where it was.
      await audit(again);
      expect((await sql`select seq from audit order by seq`.execute(again.database.kysely)).rows).toEqual([{ seq: 1 }, { seq: 2 }]);
      await again.propose("small", { edits: [{ op: "retract", table: "claims", key: "c-1" }], why: "on", baseRevision: 2 }, ada);
      expect(await again.verify()).toEqual([]);
      await again.close();
    }
    await store.close();
  });

  test("the back-up of a file becomes a store of this kind", async () => {
    const store = await openStore(newFile());
    await store.importFiles("small", small, ada, "first import");
    const file = newFile();
    await store.backup(file);
    const where = await kind.place();
    await restoreStore(file, where);
    const again = await openStore(where);
    expect(await told(again)).toEqual(await told(store));
    expect(await again.verify({ head: (await store.head()).hash })).toEqual([]);
    await again.close();
    await store.close();
  });

  test("a back-up taken while another process writes is one moment of the store", async () => {
    const { where, store } = await filled(kind);
    const writer = spawn(process.execPath, [WRITER, where, "busy"], { stdio: ["pipe", "pipe", "inherit"] });
    writer.stdin.end();
    await once(writer.stdout, "data");
    const files = [newFile(), newFile(), newFile()];
    for (const file of files) await store.backup(file);
    writer.kill("SIGKILL");
    await once(writer, "close");
    const heads = [];
    for (const file of files) heads.push(await restoreStore(file, newFile()));
    expect(heads.map(({ count }) => count).sort((a, b) => a - b)).toEqual(heads.map(({ count }) => count));
    for (const { hash } of heads) expect(await store.verify({ head: hash })).toEqual([]);
    await store.close();
  });

  test("a file that is damaged anywhere is refused, or nothing that counts was touched", { timeout: 120_000 }, async () => {
    const { store } = await filled(kind);
    const file = newFile();
    await store.backup(file);
    const whole = readFileSync(file);
    const expected = await told(store);
    const hurt = newFile();
    const places = Array.from({ length: 24 }, (_, i) => Math.floor(((i + 0.5) * whole.length) / 24));
    let refused = 0;
    for (const at of places) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 0x04;
      writeFileSync(hurt, bytes);
      const where = newFile();
      const code = await codeOf(restoreStore(hurt, where));
      if (code !== null) {
        expect(code).toBe("damaged");
        refused++;
        continue;
      }
      // Pages that a SQLite file does not use may hold anything.
      const again = await openStore(where);
      expect(await told(again)).toEqual(expected);
      await again.close();
    }
    expect(refused).toBeGreaterThan(kind.name === "PostgreSQL" ? 23 : 12);
    for (const length of [0, 10, 100, whole.length >> 1, whole.length - 2]) {
      writeFileSync(hurt, whole.subarray(0, length));
      expect(await codeOf(restoreStore(hurt, newFile()))).toBe("damaged");
    }
    await store.close();
  });

  test("what was tampered with before the back-up is not restored", async () => {
    const { where, store } = await filled(kind);
    await store.close();
    await kind.tamper(where, `update casebook_rows set cells = replace(cells, '"100"', '"900"') where key = 'c-1'`);
    const hurt = await openStore(where);
    const file = newFile();
    await hurt.backup(file);
    await hurt.close();
    const target = newFile();
    expect(await codeOf(restoreStore(file, target))).toBe("tampered");
    const empty = await openStore(target);
    expect(await empty.list()).toEqual([]);
    await empty.close();
  });

  test("nothing is written over: neither a file by a back-up nor a store by a restoration", async () => {
    const { where, store } = await filled(kind);
    const file = newFile();
    await store.backup(file);
    const before = readFileSync(file);
    expect(await codeOf(store.backup(file))).toBe("refused");
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await codeOf(restoreStore(file, where))).toBe("refused");
    expect(await codeOf(store.backup(join(folder, "none", "file")))).toBe("not-found");
    expect(await codeOf(restoreStore(join(folder, "none"), newFile()))).toBe("not-found");
    await store.close();
  });

  describe("migrations", () => {
    const makeNotes = async (db: Kysely<never>): Promise<void> => {
      await db.schema
        .createTable("notes")
        .addColumn("id", "integer", (c) => c.primaryKey())
        .addColumn("text", "text")
        .execute();
      await sql`insert into notes (id, text) values (1, 'new')`.execute(db);
    };
    const next: readonly Migration[] = [...migrations, { name: "9-notes", tables: { notes: ["id"] }, up: makeNotes }];

    test("an older store is backed up, then migrated; the back-up restores what was", async () => {
      const { where, store } = await filled(kind);
      const before = await told(store);
      await store.close();
      if (kind.name === "PostgreSQL") expect(await codeOf(openStore(where, { steps: next }))).toBe("older");
      const file = newFile();
      const migrated = await openStore(where, { steps: next, backupTo: file });
      expect(migrated.database.migrated).toEqual({ steps: ["9-notes"], backup: file });
      expect(await told(migrated)).toEqual(before);
      expect((await sql`select text from notes`.execute(migrated.database.kysely)).rows).toEqual([{ text: "new" }]);
      await migrated.close();
      const back = newFile();
      await restoreStore(file, back);
      const again = await openStore(back);
      expect(await told(again)).toEqual(before);
      await again.close();
    });

    test("a store that is newer than the program is refused and left alone", async () => {
      const { where, store } = await filled(kind);
      await store.close();
      await (await openStore(where, { steps: next, backupTo: newFile() })).close();
      expect(await codeOf(openStore(where))).toBe("newer");
      const file = newFile();
      const newer = await openStore(where, { steps: next });
      await newer.backup(file);
      await newer.close();
      expect(await codeOf(restoreStore(file, newFile()))).toBe("newer");
    });

    test("a step that fails leaves the store as it was", async () => {
      const { where, store } = await filled(kind);
      const before = await told(store);
      await store.close();
      const fails: Migration = {
        name: "9-fails",
        tables: {},
        up: async (db) => {
          await makeNotes(db);
          throw new Error("it breaks half-way");
        },
      };
      await expect(openStore(where, { steps: [...migrations, fails], backupTo: newFile() })).rejects.toThrow("half-way");
      const again = await openStore(where);
      expect(await told(again)).toEqual(before);
      expect((await again.database.kysely.introspection.getTables()).map(({ name }) => name)).not.toContain("notes");
      await again.close();
    });
  });
});

test("a SQLite file is backed up beside it before a migration, and never over an earlier one", async () => {
  const where = newFile();
  const store = await openStore(where);
  await store.importFiles("small", small, ada, "first import");
  await store.close();
  const step = (name: string): Migration => ({ name, tables: {}, up: async () => {} });
  const first = await openStore(where, { steps: [...migrations, step("9-a")] });
  expect(first.database.migrated.backup).toBe(`${where}.before-9-a`);
  await first.close();
  writeFileSync(`${where}.before-9-b`, "somebody’s file");
  expect(await codeOf(openStore(where, { steps: [...migrations, step("9-a"), step("9-b")] }))).toBe("refused");
  expect(readFileSync(`${where}.before-9-b`, "utf8")).toBe("somebody’s file");
});

test("a back-up of a SQLite store that is used as a store is one", async () => {
  const where = newFile();
  const store = await openStore(where);
  await store.importFiles("small", small, ada, "first import");
  const file = newFile();
  await store.backup(file);
  await store.close();
  const used = await openStore(file, { create: false });
  await used.importFiles("again", small, ada, "second import");
  expect(await used.verify()).toEqual([]);
  await used.close();
  // Its seal is of another moment; it is a store now, of which a back-up can be taken.
  expect(await codeOf(restoreStore(file, newFile()))).toBe("damaged");
});
