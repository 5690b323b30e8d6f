import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, type TestContext } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreError, type StoreErrorCode } from "../../src/store/store-error.ts";
import { type Cluster, makeCluster } from "./postgres.ts";
import { makeProxy } from "./proxy.ts";
import { ada, casebook, onBothStores, small } from "./stores.ts";

const WRITER = new URL("writer.ts", import.meta.url).pathname;
const ROOT = process.getuid?.() === 0;

/** The code of the refusal, in both languages; anything else fails the test. */
async function refusal(work: Promise<unknown>): Promise<StoreErrorCode> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreError);
  const { code, text } = error as StoreError;
  expect(text.en).not.toBe(text.fr);
  expect(text.en).not.toContain("secret");
  return code;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-faults-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file system of its own, so small that it fills up; only root can make one. */
function smallDisk(
  { skip, onTestFinished }: TestContext,
  size: string,
): { readonly path: string; readonly remount: (how: string) => void } {
  skip(!ROOT, "only root can mount a small disk");
  const path = mkdtempSync(join(folder, "disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    skip(true, "this machine lets nobody mount a file system");
  }
  onTestFinished(() => void execFileSync("umount", ["-l", path]));
  return { path, remount: (how) => void execFileSync("mount", ["-o", `remount,${how}`, path]) };
}

describe("SQLite", () => {
  let made = 0;
  let where = "";
  let store: Store;
  beforeEach(async () => {
    where = join(folder, `store${++made}.sqlite`);
    store = await openStore(where, { patienceMs: 300 });
    await store.importFiles("small", small, ada, "first import");
  });
  afterEach(() => store.close());

  test("a store is its owner's alone, and one file once it is closed", async () => {
    await store.close();
    expect(execFileSync("stat", ["-c", "%a", where], { encoding: "utf8" }).trim()).toBe("600");
    expect(existsSync(`${where}-wal`) || existsSync(`${where}-shm`)).toBe(false);
    store = await openStore(where);
  });

  test("every commit goes to the disk: the log is synchronised in full", async () => {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(store.database.kysely);
    expect(rows[0].synchronous).toBe(2);
    const { rows: mode } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(store.database.kysely);
    expect(mode[0].journal_mode).toBe("wal");
  });

  test("a second writer waits for the first, and says busy when it takes too long; readers never wait", async () => {
    const other = new Sqlite(where);
    other.exec("begin immediate");
    expect(await refusal(store.movePositions("small", {}, ada))).toBe("busy");
    expect((await store.files("small")).files).toEqual(small);
    const waiting = store.movePositions("small", { nvidia: { x: 1, y: 1 } }, ada);
    setTimeout(() => other.exec("rollback"), 100);
    await waiting;
    expect(await store.positions("small")).toEqual({ nvidia: { x: 1, y: 1 } });
    other.close();
  });

  test("a full file: nothing is changed, and with room it goes on", async () => {
    const pages = async (n: number): Promise<void> => void (await sql.raw(`pragma max_page_count = ${n}`).execute(store.database.kysely));
    await pages(60);
    expect(await refusal(store.importFiles("ai", casebook("ai-alliances"), ada, "too large"))).toBe("disk-full");
    expect((await store.list()).map(({ id }) => id)).toEqual(["small"]);
    expect(await store.verify()).toEqual([]);
    await pages(1_000_000);
    await store.importFiles("ai", casebook("ai-alliances"), ada, "with room");
    expect(await store.verify()).toEqual([]);
  });

  test("a full disk: nothing is changed, and with room it goes on", async (context) => {
    const disk = smallDisk(context, "1m");
    const tight = await openStore(join(disk.path, "store.sqlite"));
    await tight.importFiles("small", small, ada, "first import");
    expect(await refusal(tight.importFiles("ai", casebook("ai-alliances"), ada, "too large"))).toBe("disk-full");
    expect(await refusal(tight.backup(join(disk.path, "backup")))).toBe("disk-full");
    expect(existsSync(join(disk.path, "backup.part"))).toBe(false);
    expect((await tight.files("small")).files).toEqual(small);
    expect(await tight.verify()).toEqual([]);
    disk.remount("size=20m");
    await tight.importFiles("ai", casebook("ai-alliances"), ada, "with room");
    expect(await tight.verify()).toEqual([]);
    await tight.close();
  });

  test("a disk that can only be read: said clearly, and once it can be written to it goes on", async (context) => {
    const disk = smallDisk(context, "20m");
    const place = join(disk.path, "store.sqlite");
    const first = await openStore(place);
    await first.importFiles("small", small, ada, "first import");
    await first.close();
    disk.remount("ro");
    expect(await refusal(openStore(place))).toBe("read-only");
    expect(await refusal(openStore(join(disk.path, "new.sqlite")))).toBe("read-only");
    disk.remount("rw");
    const again = await openStore(place);
    expect((await again.files("small")).files).toEqual(small);
    await again.close();
  });

  test.each([
    ["text", () => "not a database, but long enough to look like a file of one", "damaged"],
    ["a folder", null, "refused"],
  ] as const)("what is no store is refused and left alone: %s", async (_, content, code) => {
    const place = join(folder, `other${++made}`);
    if (content === null) mkdirSync(place);
    else writeFileSync(place, content());
    expect(await refusal(openStore(place))).toBe(code);
  });

  test("the database of another program is refused and left alone", async () => {
    const place = join(folder, "foreign.sqlite");
    const foreign = new Sqlite(place);
    foreign.exec("create table claims (id text)");
    foreign.close();
    expect(await refusal(openStore(place))).toBe("refused");
    const again = new Sqlite(place);
    expect(again.prepare("select name from sqlite_schema").pluck().all()).toEqual(["claims"]);
    again.close();
  });

  test("a place that is not there", async () => {
    expect(await refusal(openStore(join(folder, "none", "store.sqlite")))).toBe("not-found");
    expect(await refusal(openStore(join(folder, "none.sqlite"), { create: false }))).toBe("not-found");
  });

  test("a store that is damaged says so", async () => {
    await store.importFiles("ai", casebook("ai-alliances"), ada, "something to damage");
    await store.close();
    const bytes = Buffer.alloc(40_000, 0x5a);
    const { openSync, writeSync, closeSync } = await import("node:fs");
    const handle = openSync(where, "r+");
    writeSync(handle, bytes, 0, bytes.length, 200_000);
    closeSync(handle);
    const hurt = await openStore(where);
    expect(await refusal(hurt.verify())).toBe("damaged");
    await hurt.close();
    store = await openStore(join(folder, `store${++made}.sqlite`));
  });
});

onBothStores((kind) => {
  test("two processes write to one store at once: all that each acknowledged is there, in one chain", async () => {
    const where = await kind.place();
    const store = await openStore(where);
    await store.importFiles("small", small, ada, "first import");
    const writers = ["one", "two"].map((name) => spawn(process.execPath, [WRITER, where, name], { stdio: ["pipe", "pipe", "inherit"] }));
    const said = writers.map(() => "");
    const enough = writers.map(
      (writer, i) =>
        new Promise<void>((resolve) => {
          writer.stdout.on("data", (text) => {
            said[i] += String(text);
            if (said[i].split("\n").length > 8) resolve();
          });
        }),
    );
    for (const writer of writers) writer.stdin.end();
    await Promise.all(enough);
    for (const writer of writers) {
      writer.kill("SIGKILL");
      await once(writer, "close");
    }
    const kept = new Set((await store.changes("small", { limit: 1000 })).map(({ seq, hash }) => `${seq} ${hash}`));
    const acknowledged = said.flatMap((text) => text.split("\n").slice(0, -1));
    expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });
});

describe("PostgreSQL", () => {
  let cluster: Cluster | null = null;
  let where = "";
  let store: Store;
  beforeAll(async () => {
    cluster = await makeCluster();
  });
  afterAll(() => cluster?.remove());
  beforeEach(async () => {
    where = await cluster!.database();
    store = await openStore(where, { patienceMs: 300 });
    await store.importFiles("small", small, ada, "first import");
  });
  afterEach(() => store.close());

  const propose = (id: string): Promise<unknown> =>
    store.propose(
      "small",
      { edits: [{ op: "add", table: "entities", cells: { id, name: id, kind: "company" } }], why: "new", baseRevision: 1 },
      ada,
    );
  const dropAll = async (which: string): Promise<void> =>
    void (await cluster!.run(
      where,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'keiretsu' and ${which}`,
    ));

  test("connections that are dropped while nobody uses them are not even seen", async () => {
    await dropAll("true");
    expect((await store.files("small")).files).toEqual(small);
    await propose("oracle");
    await dropAll("true");
    await propose("amd");
    expect(await store.verify()).toEqual([]);
  });

  test("a connection that is dropped during a write: said clearly, nothing half there", async () => {
    const { Client } = await import("pg");
    const holder = new Client({ connectionString: where });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select * from store_head for update");
    const slow = await openStore(where);
    const waiting = refusal(
      slow.propose("small", { edits: [{ op: "retract", table: "claims", key: "c-2" }], why: "no", baseRevision: 1 }, ada),
    );
    for (
      let i = 0;
      i < 100 && (await cluster!.run(where, "select 1 from pg_stat_activity where wait_event_type = 'Lock'")).length === 0;
      i++
    );
    await dropAll("wait_event_type = 'Lock'");
    expect(await waiting).toBe("lost-connection");
    await holder.query("rollback");
    await holder.end();
    expect(await slow.proposals("small")).toEqual([]);
    expect(await slow.verify()).toEqual([]);
    await slow.close();
  });

  test("a writer that waits too long for another says busy", async () => {
    const { Client } = await import("pg");
    const holder = new Client({ connectionString: where });
    await holder.connect();
    await holder.query("begin");
    await holder.query("select * from store_head for update");
    expect(await refusal(propose("oracle"))).toBe("busy");
    await holder.query("rollback");
    await holder.end();
    await propose("oracle");
  });

  test.each([
    { deliver: true, words: "the wire is cut after the server has heard the commit: what it made is told as made" },
    { deliver: false, words: "the wire is cut before the server has heard the commit: nothing was made, and it is said" },
  ])("$words", async ({ deliver }) => {
    const url = new URL(where);
    const proxy = await makeProxy(Number(url.port));
    url.port = String(proxy.port);
    const wired = await openStore(url.href);
    // As the protocol ends a statement: other statements speak of commits too.
    proxy.cutAt("commit\0", { deliver });
    const made = wired.propose("small", { edits: [{ op: "retract", table: "claims", key: "c-2" }], why: "no", baseRevision: 1 }, ada);
    if (deliver) expect((await made).state).toBe("open");
    else expect(await refusal(made)).toBe("lost-connection");
    expect(await wired.proposals("small")).toHaveLength(deliver ? 1 : 0);
    expect(await wired.verify()).toEqual([]);
    await wired.close();
    proxy.close();
  });

  test("the server is killed and started again: said clearly while it is away, and the same store goes on", async () => {
    await propose("oracle");
    await cluster!.kill();
    expect(await refusal(store.files("small"))).toBe("lost-connection");
    expect(await refusal(propose("amd"))).toBe("lost-connection");
    expect(await refusal(openStore(where))).toBe("lost-connection");
    await cluster!.start();
    expect((await store.files("small")).files).toEqual(small);
    expect(await store.proposals("small")).toHaveLength(1);
    await propose("amd");
    expect(await store.verify()).toEqual([]);
  });

  test("a full disk of the server: nothing is changed, and with room it goes on", async (context) => {
    const disk = smallDisk(context, "16m");
    const owner = Number(execFileSync("id", ["-u", "postgres"], { encoding: "utf8" }));
    chownSync(folder, owner, -1);
    chownSync(disk.path, owner, -1);
    await cluster!.run(where, `create tablespace tight location '${disk.path}'`);
    await cluster!.run(where, "create database tight tablespace tight");
    const tight = await openStore(where.replace(/\/\w+$/, "/tight"));
    await tight.importFiles("small", small, ada, "first import");
    const fill = async (): Promise<never> => {
      for (let i = 0; ; i++) await tight.importFiles(`ai-${i}`, casebook("ai-alliances"), ada, "until it is full");
    };
    expect(await refusal(fill())).toBe("disk-full");
    const before = (await tight.list()).map(({ id }) => id);
    expect(before).toContain("small");
    expect(await tight.verify()).toEqual([]);
    disk.remount("size=100m");
    await tight.importFiles("with-room", casebook("ai-alliances"), ada, "with room");
    expect((await tight.list()).map(({ id }) => id).sort()).toEqual([...before, "with-room"].sort());
    expect(await tight.verify()).toEqual([]);
    await tight.close();
    await cluster!.run(where, "drop database tight");
    await cluster!.run(where, "drop tablespace tight");
  });

  test.each([
    ["a database that is not there", "/none", "", "not-found"],
    ["a server that is not there", "/store", "1", "lost-connection"],
  ] as const)("%s, and no password is shown", async (_, path, port, code) => {
    const url = new URL(where);
    url.password = "secret";
    url.pathname = path;
    if (port !== "") url.port = port;
    expect(await refusal(openStore(url.href))).toBe(code);
  });

  test("an account that may only read is told so", async () => {
    await cluster!.run(where, "create role reader login");
    await cluster!.run(where, "grant select on all tables in schema public to reader");
    const reader = await openStore(where.replace("keiretsu@", "reader@"));
    expect((await reader.files("small")).files).toEqual(small);
    expect(await refusal(reader.movePositions("small", {}, ada))).toBe("read-only");
    await reader.close();
  });
});
