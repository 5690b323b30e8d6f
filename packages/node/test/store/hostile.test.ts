import { expect, test } from "vitest";
import type { RowEdit } from "keiretsu";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { ada, ben, onBothStores, small } from "./stores.ts";

const SQL = "'); drop table changes; --";
const add = (id: string, cells: Readonly<Record<string, string>> = {}): RowEdit => ({
  op: "add",
  table: "entities",
  cells: { id, name: "Firm", kind: "company", ...cells },
});

onBothStores((kind) => {
  const withSmall = async (): Promise<Store> => {
    const store = await openStore(await kind.place());
    await store.importFiles("small", small, ada, "first import");
    return store;
  };
  const refused = async (work: Promise<unknown>): Promise<void> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StoreError);
    expect(["refused", "not-found"]).toContain((error as StoreError).code);
  };

  test("statements in texts are texts, and in names are refused", async () => {
    const store = await withSmall();
    for (const id of [SQL, "small' or '1'='1", "../small", "", "a".repeat(200), "Small", "__proto__"]) {
      await refused(store.files(id));
      await refused(store.importFiles(id, small, ada, "why"));
      await refused(store.proposals(id));
      await refused(store.changes(id));
      await refused(store.undo(id, 1, ada, "why"));
      await refused(store.positions(id));
      await refused(store.movePositions(id, {}, ada));
    }
    await refused(store.proposal(SQL));
    await refused(store.decide(SQL, { verdict: "accept", reason: "x" }, ben, { alone: false }));
    const actor = { account: SQL, name: `${SQL} \u0001 %s {}` };
    const { id } = await store.propose("small", { edits: [add("oracle", { name: SQL })], why: SQL, baseRevision: 1 }, actor);
    await store.decide(id, { verdict: "accept", reason: SQL }, ben, { alone: false });
    expect(await store.proposal(id)).toMatchObject({ by: actor, why: SQL, reason: SQL });
    expect((await store.files("small")).files.find(({ path }) => path === "entities.csv")!.text).toContain(SQL);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });

  test("what one of the databases could not give back is refused at the door", async () => {
    const store = await withSmall();
    for (const text of ["a\0b", "half \ud800", "\udfff"]) {
      const why = { edits: [add("oracle")], why: text, baseRevision: 1 };
      await refused(store.propose("small", why, ada));
      await refused(store.propose("small", { ...why, why: "why" }, { account: text, name: "n" }));
      await refused(store.propose("small", { ...why, why: "why", edits: [add("oracle", { name: text })] }, ada));
      await refused(store.propose("small", { ...why, why: "why", edits: [{ op: "retract", table: "claims", key: text }] }, ada));
      await refused(store.importFiles("other", [...small, { path: "note.txt", text }], ada, "why"));
      await refused(store.importFiles("other", [...small, { path: text, text: "x" }], ada, "why"));
      await refused(store.movePositions("small", { [text]: { x: 0, y: 0 } }, ada));
    }
    expect(await store.verify()).toEqual([]);
    expect((await store.head()).count).toBe(1);
    await store.close();
  });

  test("paths that leave the folder, meet each other or are too many", async () => {
    const store = await withSmall();
    const bad = ["../up", "/etc/passwd", "a/../b", "C:\\x", "a//b", "small/", "README.md", "README.md/inside"];
    for (const path of bad) await refused(store.importFiles("other", [...small, { path, text: "x" }], ada, "why"));
    await refused(
      store.importFiles("other", [...small, ...Array.from({ length: 2001 }, (_, i) => ({ path: `f${i}`, text: "" }))], ada, "why"),
    );
    await refused(store.importFiles("other", [...small, { path: "large.txt", text: "x".repeat(64_000_001) }], ada, "why"));
    await refused(store.importFiles("other", [], ada, "why"));
    expect((await store.list()).map(({ id }) => id)).toEqual(["small"]);
    await store.close();
  });

  test("what is no edit, too large or too many", async () => {
    const store = await withSmall();
    const shapes: readonly unknown[] = [
      null,
      "add",
      {},
      { op: "add" },
      { op: "add", table: "entities", cells: [] },
      { op: "add", table: "entities", cells: { id: 5 } },
      { op: "drop", table: "entities", key: "nvidia" },
      { op: "retract", table: ["entities"], key: "nvidia" },
      { op: "retract", table: "__proto__", key: "nvidia" },
      { op: "merge", keep: "nvidia" },
      { op: "merge", keep: "nvidia", drop: "nvidia" },
      add("oracle", { name: "x".repeat(50_000_000) }),
      add("oracle", { name: "x".repeat(1_000_001) }),
      add("openai"),
    ];
    for (const shape of shapes) await refused(store.propose("small", { edits: [shape as RowEdit], why: "why", baseRevision: 1 }, ada));
    await refused(
      store.propose("small", { edits: Array.from({ length: 1001 }, (_, i) => add(`e-${i}`)), why: "why", baseRevision: 1 }, ada),
    );
    await refused(store.propose("small", { edits: [], why: "why", baseRevision: 1 }, ada));
    for (const baseRevision of [0, 2, -1, 1.5, Number.NaN])
      await refused(store.propose("small", { edits: [add("oracle")], why: "why", baseRevision }, ada));
    expect(await store.proposals("small")).toEqual([]);
    await store.close();
  });

  test("many at once: one undo, one decision, every proposal", async () => {
    const store = await withSmall();
    const propose = (i: number): Promise<{ readonly id: string }> =>
      store.propose("small", { edits: [add(`firm-${i}`)], why: "why", baseRevision: 1 }, ada);
    const proposals = await Promise.all(Array.from({ length: 12 }, (_, i) => propose(i)));
    expect(new Set(proposals.map(({ id }) => id)).size).toBe(12);
    const count = async (work: readonly Promise<unknown>[]): Promise<number> =>
      (await Promise.allSettled(work)).filter(({ status }) => status === "fulfilled").length;
    const decide = (): Promise<unknown> => store.decide(proposals[0].id, { verdict: "accept", reason: "so" }, ben, { alone: false });
    expect(await count(Array.from({ length: 6 }, decide))).toBe(1);
    const { seq } = (await store.changes("small")).at(-1)!;
    expect(await count(Array.from({ length: 6 }, () => store.undo("small", seq, ben, "no")))).toBe(1);
    expect((await store.files("small")).files).toEqual(small);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });
});
