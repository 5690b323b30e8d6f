import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { type Finding, tables } from "keiretsu";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { ada, ben, onBothStores, small } from "./stores.ts";

const cases = new URL("errors/", import.meta.url);

function told({ place, code, severity, excerpt, summary, advice }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${code} (${severity})\n  | ${excerpt}\n  ${summary}\n  → ${advice}\n`;
}

function section(text: string, name: string): string {
  return text.split(`>>> ${name}\n`)[1].split(">>> ")[0];
}

onBothStores((kind) => {
  /** An import, a proposal and its acceptance; then the statements of somebody with the database. */
  const tampered = async (...statements: readonly string[]): Promise<Store> => {
    const where = await kind.place();
    const store = await openStore(where);
    await store.importFiles("small", small, ada, "first import");
    const edits = [{ op: "retract" as const, table: "claims" as const, key: "c-2" }];
    const { id } = await store.propose("small", { edits, why: "not so", baseRevision: 1 }, ada);
    await store.decide(id, { verdict: "accept", reason: "right" }, ben, { alone: false });
    expect(await store.verify()).toEqual([]);
    await store.close();
    await kind.tamper(where, ...statements);
    return openStore(where);
  };

  describe("the exact message of each code", () => {
    for (const file of readdirSync(cases))
      test(file.replace(".txt", ""), async () => {
        const text = readFileSync(new URL(file, cases), "utf8");
        const how = section(text, "how").trim();
        const head = /^verify --head (\w+)$/.exec(how)?.[1];
        const store = await tampered(...(head === undefined ? [how] : []));
        const findings = await store.verify(head === undefined ? {} : { head });
        expect(findings.filter(({ code }) => `${code}.txt` === file).map(told)).toEqual([section(text, "findings")]);
        await store.close();
      });
  });

  const SWAP = [
    "update changes set seq = -2 where seq = 2",
    "update changes set seq = 2 where seq = 3",
    "update changes set seq = 3 where seq = -2",
  ];
  test.each([
    ["two changes in another order", SWAP, ["store-change-altered"]],
    ["another author", ["update changes set name = 'Eve' where seq = 3"], ["store-change-altered"]],
    ["another time", ["update changes set made_at = '2020-01-01T00:00:00.000Z' where seq = 1"], ["store-change-altered"]],
    ["effects that are no JSON", ["update changes set effects = '{' where seq = 3"], ["store-change-altered"]],
    ["a line of a file that is no table", ["update casebook_rows set line = '# Other' where path = 'README.md'"], ["store-row-altered"]],
    ["a row that ended and does no more", ["update casebook_rows set until_revision = null where key = 'c-2'"], ["store-row-altered"]],
    [
      "a row of another casebook",
      ["update casebook_rows set casebook = 'other' where key = 'c-1'"],
      ["store-row-missing", "store-row-unknown"],
    ],
    [
      "everything cut off after the first change, rows too",
      ["delete from changes where seq > 1", "update casebook_rows set until_revision = null where until_revision = 2"],
      ["store-end-missing"],
    ],
    ["the note of the end", ["update store_head set count = 2"], ["store-end-missing"]],
    ["no note of the end", ["delete from store_head"], ["store-end-missing"]],
    [
      "the whole history gone, rows left",
      ["delete from changes", "update store_head set count = 0"],
      ["store-end-missing", "store-row-unknown"],
    ],
  ])("%s is found", async (_, statements, codes) => {
    const store = await tampered(...statements);
    const found = new Set((await store.verify()).map(({ code }) => code));
    for (const code of codes) expect(found).toContain(code);
    await store.close();
  });

  test("a history cut off together with its note agrees with itself; a hash noted elsewhere shows it", async () => {
    const where = await kind.place();
    const first = await openStore(where);
    const { hash } = await first.importFiles("small", small, ada, "first import");
    await first.propose("small", { edits: [{ op: "retract", table: "claims", key: "c-2" }], why: "not so", baseRevision: 1 }, ada);
    const noted = await first.head();
    await first.close();
    await kind.tamper(where, "delete from changes where seq = 2", `update store_head set count = 1, hash = '${hash}'`);
    const store = await openStore(where);
    expect(await store.verify()).toEqual([]);
    expect((await store.verify({ head: noted.hash })).map(({ code }) => code)).toEqual(["store-head-unknown"]);
    await store.close();
  });

  test("the database itself refuses to change or delete what happened", async () => {
    const where = await kind.place();
    const store = await openStore(where);
    await store.importFiles("small", small, ada, "first import");
    const refusal = "changes is append-only";
    await expect(store.database.write((trx) => trx.updateTable("changes").set({ why: "x" }).execute())).rejects.toThrow(refusal);
    await expect(store.database.write((trx) => trx.deleteFrom("changes").execute())).rejects.toThrow(refusal);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });

  test("the tables of a casebook can be read as tables, as they stand", async () => {
    const where = await kind.place();
    const store = await openStore(where);
    await store.importFiles("small", small, ada, "first import");
    const edits = [{ op: "retract" as const, table: "claims" as const, key: "c-2" }];
    const { id } = await store.propose("small", { edits, why: "not so", baseRevision: 1 }, ada);
    await store.decide(id, { verdict: "accept", reason: "right" }, ben, { alone: false });
    const { rows } = await sql`select casebook, id, subject, value from claims order by id`.execute(store.database.kysely);
    expect(rows).toEqual([{ casebook: "small", id: "c-1", subject: "leg-1", value: "100" }]);
    // A column that the schema gains needs a step of migrations that makes the views anew.
    const views = (await store.database.kysely.introspection.getTables()).filter(({ isView }) => isView);
    const columns = views.map(({ name, columns: all }) => [name, all.map((column) => column.name).sort()]);
    expect(Object.fromEntries(columns)).toEqual(
      Object.fromEntries(Object.entries(tables).map(([table, fields]) => [table, ["casebook", ...fields.map(({ name }) => name)].sort()])),
    );
    await store.close();
  });
});
