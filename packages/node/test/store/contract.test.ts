import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { load, type RowEdit, rowsOf } from "keiretsu";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { ada, ben, casebook, casebookNames, onBothStores, small } from "./stores.ts";

const CLAIM = {
  subject: "leg-1",
  predicate: "amount",
  value: "120",
  unit: "USD",
  valid_on: "2025-10-01",
  known_on: "2025-10-01",
  basis: "published",
  recorded_on: "2026-01-02",
  source: "paper",
  stance: "asserts",
  confidence: "press",
  paraphrase: "It pays 120",
};
const claim = (id: string, cells: Readonly<Record<string, string>> = {}): RowEdit => ({
  op: "add",
  table: "claims",
  cells: { id, ...CLAIM, ...cells },
});

onBothStores((kind) => {
  let where = "";
  let store: Store;
  beforeEach(async () => {
    where = await kind.place();
    store = await openStore(where);
  });
  afterEach(() => store.close());

  /** The code of the refusal; fails when nothing was refused. */
  const refusal = async (work: Promise<unknown>): Promise<StoreError> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StoreError);
    return error as StoreError;
  };
  const accept = async (edits: readonly RowEdit[], baseRevision?: number): Promise<number> => {
    const base = baseRevision ?? (await store.files("small")).revision;
    const { id } = await store.propose("small", { edits, why: "so says the paper", baseRevision: base }, ada);
    await store.decide(id, { verdict: "accept", reason: "read it" }, ben, { alone: false });
    return (await store.changes("small")).at(-1)!.seq;
  };
  const textOf = async (path: string, revision?: number): Promise<string> =>
    (await store.files("small", revision)).files.find((file) => file.path === path)!.text;

  describe("folder and store", () => {
    test.each(casebookNames)("%s comes back byte for byte", async (name) => {
      const files = casebook(name);
      const change = await store.importFiles(name, files, ada, "first import");
      expect(change).toMatchObject({ casebook: name, revision: 1, kind: "import", who: ada, why: "first import", undoneBy: null });
      expect((await store.files(name)).files).toEqual(files);
      expect(await store.verify()).toEqual([]);
    });

    test("files of every odd kind come back byte for byte", async () => {
      const odd = [
        ...small.filter(({ path }) => !["entities.csv", "deals.csv", "README.md"].includes(path)),
        { path: "README.md", text: "\ufeffno line end" },
        { path: "deals.csv", text: '\ufeff"id",title,chapter\r\n\r\ndeal-1,"A, deal",ai\r\n\n' },
        {
          path: "entities.csv",
          text: "id,name,aliases,kind,parent\nnvidia,Nvidia,,company,\r\nopenai,OpenAI,,lab,\nopen-ai,Open AI,,lab,",
        },
        { path: "empty.yaml", text: "" },
        { path: "golden/deep/日本.json", text: "{}\r\n" },
        { path: "loops.csv", text: "not,listed\n" },
      ].sort((a, b) => (a.path < b.path ? -1 : 1));
      await store.importFiles("odd", odd, ada, "odd files");
      expect((await store.files("odd")).files).toEqual(odd);
      expect(await store.verify()).toEqual([]);
    });

    test("the list tells title, counts, revision and a digest that only the bytes decide", async () => {
      await store.importFiles("small", small, ada, "first import");
      await store.importFiles("again", [...small].reverse(), ada, "the same in another order");
      const [again, first] = await store.list();
      expect(first).toMatchObject({ id: "small", title: "Small", titleFr: "Petit dossier", revision: 1 });
      expect(first.counts).toMatchObject({ claims: 2, entities: 3, legs: 1, rosters: 0 });
      expect(again.digest).toBe(first.digest);
      await accept([claim("c-3")]);
      expect((await store.list())[1]).toMatchObject({ revision: 2, counts: { claims: 3 } });
      expect((await store.list())[1].digest).not.toBe(first.digest);
    });

    test("an import over what is there changes only what differs", async () => {
      await store.importFiles("small", small, ada, "first import");
      expect((await refusal(store.importFiles("small", small, ada, "again", { baseRevision: 1 }))).code).toBe("refused");
      const renamed = small.map((file) => ({ ...file, text: file.text.replace("nvidia,Nvidia,", "nvidia,NVIDIA,") }));
      const change = await store.importFiles("small", renamed, ada, "new spelling", { baseRevision: 1 });
      expect(change.counts).toEqual({ added: 0, removed: 0, changed: 1 });
      expect(await textOf("entities.csv", 1)).toContain("nvidia,Nvidia,");
      expect(await textOf("entities.csv")).toContain("nvidia,NVIDIA,");
    });

    test("an import that would take back what others did since is a conflict", async () => {
      await store.importFiles("small", small, ada, "first import");
      await accept([claim("c-3")]);
      const mine = small.map((file) => (file.path === "README.md" ? { ...file, text: "# Mine\n" } : file));
      const error = await refusal(store.importFiles("small", mine, ada, "my copy", { baseRevision: 1 }));
      expect(error.code).toBe("conflict");
      expect(error.rows).toEqual(["claims/c-3"]);
    });

    test("over a casebook that is there an import says from which revision it starts, and one that there is", async () => {
      expect((await refusal(store.importFiles("small", small, ada, "of what?", { baseRevision: 1 }))).code).toBe("not-found");
      const first = await store.importFiles("small", small, ada, "first import");
      await accept([claim("c-3")]);
      expect((await refusal(store.importFiles("small", small, ada, "again"))).code).toBe("base-needed");
      for (const baseRevision of [0, 3, 1.5, Number.NaN])
        expect((await refusal(store.importFiles("small", small, ada, "again", { baseRevision }))).code).toBe("not-found");
      expect(await textOf("claims.csv")).toContain("c-3,");
      await store.undo("small", (await store.changes("small")).at(-1)!.seq, ada, "not yet");
      await store.undo("small", first.seq, ada, "all of it");
      expect((await store.importFiles("small", small, ada, "nothing is there to take back")).revision).toBe(5);
    });

    test("a casebook that is whole is never made broken", async () => {
      await store.importFiles("small", small, ada, "first import");
      const broken = small.map((file) => ({ ...file, text: file.text.replace("paper,Paper", "papers,Paper") }));
      const error = await refusal(store.importFiles("small", broken, ada, "typing", { baseRevision: 1 }));
      expect(error.code).toBe("refused");
      expect(error.findings.map(({ code }) => code)).toContain("unknown-id");
      expect((await store.files("small")).files).toEqual(small);
    });
  });

  describe("review", () => {
    beforeEach(() => store.importFiles("small", small, ada, "first import"));

    test("a proposal counts nowhere until another person accepts it", async () => {
      const proposal = await store.propose("small", { edits: [claim("c-3")], why: "new figure", baseRevision: 1 }, ada);
      expect(proposal).toMatchObject({ state: "open", by: ada, conflicts: [], rivals: [], decidedBy: null });
      expect((await store.files("small")).files).toEqual(small);
      expect((await refusal(store.decide(proposal.id, { verdict: "accept", reason: "mine" }, ada, { alone: false }))).code).toBe("refused");
      expect((await store.files("small")).revision).toBe(1);
      const decided = await store.decide(proposal.id, { verdict: "accept", reason: "checked" }, ben, { alone: false });
      expect(decided).toMatchObject({ state: "accepted", decidedBy: ben, reason: "checked" });
      const { files } = await store.files("small");
      expect(files.find(({ path }) => path === "claims.csv")!.text).toBe(
        `${small[1].text}c-3,leg-1,amount,120,USD,2025-10-01,2025-10-01,published,2026-01-02,,paper,asserts,press,It pays 120\n`,
      );
      expect((await refusal(store.decide(proposal.id, { verdict: "reject", reason: "twice" }, ben, { alone: false }))).code).toBe(
        "refused",
      );
    });

    test("alone, a second step by the same person accepts", async () => {
      const { id } = await store.propose("small", { edits: [claim("c-3")], why: "new figure", baseRevision: 1 }, ada);
      await store.decide(id, { verdict: "accept", reason: "slept on it" }, ada, { alone: true });
      expect((await store.files("small")).revision).toBe(2);
    });

    test("rejected and withdrawn proposals stay, with who, when and why, and change nothing", async () => {
      const propose = (id: string): Promise<{ readonly id: string }> =>
        store.propose("small", { edits: [claim(id)], why: "new figure", baseRevision: 1 }, ada);
      const [one, two] = [await propose("c-3"), await propose("c-4")];
      await store.decide(one.id, { verdict: "reject", reason: "not in the source" }, ben, { alone: false });
      expect((await refusal(store.decide(two.id, { verdict: "withdraw", reason: "not mine" }, ben, { alone: false }))).code).toBe(
        "refused",
      );
      await store.decide(two.id, { verdict: "withdraw", reason: "misread" }, ada, { alone: false });
      expect(await store.proposals("small")).toMatchObject([
        { id: one.id, state: "rejected", decidedBy: ben, reason: "not in the source" },
        { id: two.id, state: "withdrawn", decidedBy: ada, reason: "misread" },
      ]);
      expect(await store.proposals("small", { state: "open" })).toEqual([]);
      expect((await store.files("small")).files).toEqual(small);
    });

    test("amended: other edits are accepted, the original is kept beside them", async () => {
      const { id } = await store.propose("small", { edits: [claim("c-3")], why: "new figure", baseRevision: 1 }, ada);
      const edits = [claim("c-3", { value: "110" })];
      const decided = await store.decide(id, { verdict: "amend", reason: "the source says 110", edits }, ben, { alone: false });
      expect(decided).toMatchObject({ state: "amended", edits: [claim("c-3")], amendedEdits: edits });
      expect(await textOf("claims.csv")).toContain("c-3,leg-1,amount,110,");
    });

    test("two people correct the same claim: both keep their work, the second sees the conflict", async () => {
      const correct = (id: string, value: string): RowEdit => claim(id, { value, supersedes: "c-1" });
      const one = await store.propose("small", { edits: [correct("c-3", "110")], why: "filing", baseRevision: 1 }, ada);
      const two = await store.propose("small", { edits: [correct("c-4", "130")], why: "article", baseRevision: 1 }, ben);
      expect(two.rivals).toEqual([one.id]);
      expect((await store.proposal(one.id)).rivals).toEqual([two.id]);
      await store.decide(one.id, { verdict: "accept", reason: "filing wins" }, ben, { alone: false });
      expect(await store.proposal(two.id)).toMatchObject({ state: "open", conflicts: ["claims/c-1"], edits: [correct("c-4", "130")] });
      const error = await refusal(store.decide(two.id, { verdict: "accept", reason: "no" }, ada, { alone: false }));
      expect({ code: error.code, rows: error.rows }).toEqual({ code: "conflict", rows: ["claims/c-1"] });
      const edits = [claim("c-4", { value: "130", supersedes: "c-3" })];
      await store.decide(two.id, { verdict: "amend", reason: "supersede the new one", edits }, ada, { alone: false });
      expect(rowsOf(await textOf("claims.csv")).rows.map(({ key }) => key)).toEqual(["c-1", "c-2", "c-3", "c-4"]);
    });

    test("edits that cannot be made are refused with their findings, and nothing is kept", async () => {
      const error = await refusal(
        store.propose("small", { edits: [{ op: "retract", table: "claims", key: "c-9" }], why: "gone", baseRevision: 1 }, ada),
      );
      expect(error.findings.map(({ code }) => code)).toEqual(["edit-unknown-row"]);
      expect(await store.proposals("small")).toEqual([]);
    });

    test("a claim is never rewritten, and a book that is whole never broken", async () => {
      const replace: RowEdit = { op: "replace", table: "claims", key: "c-1", cells: { value: "1" } };
      expect((await refusal(store.propose("small", { edits: [replace], why: "typing", baseRevision: 1 }, ada))).code).toBe("refused");
      const { id } = await store.propose("small", { edits: [claim("c-3", { source: "nobody" })], why: "x", baseRevision: 1 }, ada);
      const error = await refusal(store.decide(id, { verdict: "accept", reason: "y" }, ben, { alone: false }));
      expect({ code: error.code, found: error.findings.map(({ code }) => code) }).toEqual({ code: "refused", found: ["unknown-id"] });
      expect((await store.proposal(id)).state).toBe("open");
    });
  });

  describe("undo and redo", () => {
    beforeEach(() => store.importFiles("small", small, ada, "first import"));

    test("every kind of change can be undone, redone and undone again, to the byte", async () => {
      const undoable: (readonly [string, () => Promise<number>])[] = [
        ["an accepted claim", () => accept([claim("c-3")])],
        ["a retracted claim", () => accept([{ op: "retract", table: "claims", key: "c-1" }])],
        ["a retracted turn of status", () => accept([{ op: "retract", table: "status", key: rowsOf(small[7].text).rows[0].key }])],
        ["a merge", () => accept([{ op: "merge", keep: "openai", drop: "open-ai" }])],
        [
          "a row written anew",
          () => accept([{ op: "replace", table: "entities", key: "nvidia", cells: { name: "NVIDIA", kind: "company" } }]),
        ],
        [
          "an import",
          async () => {
            const baseRevision = (await store.changes("small")).at(-1)!.revision;
            const other = [...small.slice(1), { path: "new.yaml", text: "a: 1\n" }];
            return (await store.importFiles("small", other, ada, "other files", { baseRevision })).seq;
          },
        ],
      ];
      for (const [what, change] of undoable) {
        const before = await store.files("small");
        const seq = await change();
        const after = await store.files("small");
        expect(after.digest, what).not.toBe(before.digest);
        const undone = await store.undo("small", seq, ben, "by mistake");
        expect(undone, what).toMatchObject({ kind: "undo", undoes: seq, who: ben });
        expect((await store.files("small")).files, what).toEqual(before.files);
        expect(
          (await store.changes("small")).find((one) => one.seq === seq),
          what,
        ).toMatchObject({ undoneBy: undone.seq });
        await store.redo("small", seq, ben, "no mistake");
        expect((await store.files("small")).files, what).toEqual(after.files);
        expect(
          (await store.changes("small")).find((one) => one.seq === seq),
          what,
        ).toMatchObject({ undoneBy: null });
        await store.undo("small", seq, ben, "after all");
        expect((await store.files("small")).files, what).toEqual(before.files);
      }
      expect(await store.verify()).toEqual([]);
    });

    test("a merge leads every reference to the one kept, and its undo gives each back its own", async () => {
      const seq = await accept([{ op: "merge", keep: "openai", drop: "open-ai" }]);
      const { casebook: merged } = load((await store.files("small")).files);
      expect(merged.legs[0]).toMatchObject({ to: "openai", issuer: "openai" });
      expect(merged.claims[1].predicate).toBe("ownership-share-by-openai");
      expect(merged.entities.find(({ id }) => id === "openai")!.aliases).toEqual(["Open AI"]);
      await store.undo("small", seq, ada, "two firms after all");
      expect((await store.files("small")).files).toEqual(small);
    });

    test("a change on which later ones rest is not undone, and the rows are named", async () => {
      const rename = (name: string): RowEdit => ({ op: "replace", table: "entities", key: "nvidia", cells: { name, kind: "company" } });
      const first = await accept([rename("NVIDIA")]);
      const second = await accept([rename("Nvidia Corp.")]);
      const error = await refusal(store.undo("small", first, ada, "no"));
      expect({ code: error.code, rows: error.rows }).toEqual({ code: "conflict", rows: ["entities/nvidia"] });
      await store.undo("small", second, ada, "the later one first");
      await store.undo("small", first, ada, "now it goes");
      expect((await store.files("small")).files).toEqual(small);
    });

    test("what others refer to is not undone", async () => {
      const entity = await accept([{ op: "add", table: "entities", cells: { id: "oracle", name: "Oracle", kind: "company" } }]);
      await accept([claim("c-3", { subject: "oracle", predicate: "revenue" })]);
      const error = await refusal(store.undo("small", entity, ada, "no"));
      expect({ code: error.code, found: error.findings.map(({ code }) => code) }).toEqual({ code: "conflict", found: ["unknown-id"] });
    });

    test("others add rows in between: neither hinders the other's undo", async () => {
      const mine = await accept([claim("c-3")]);
      const theirs = await accept([claim("c-4")]);
      await store.undo("small", mine, ada, "mine only");
      expect(rowsOf(await textOf("claims.csv")).rows.map(({ key }) => key)).toEqual(["c-1", "c-2", "c-4"]);
      await store.undo("small", theirs, ada, "theirs too");
      await store.redo("small", mine, ada, "mine back");
      expect(rowsOf(await textOf("claims.csv")).rows.map(({ key }) => key)).toEqual(["c-1", "c-2", "c-3"]);
      expect(await store.verify()).toEqual([]);
    });

    test("the first import can be undone too: the casebook is gone and its history stays", async () => {
      const [{ seq }] = await store.changes("small");
      await store.undo("small", seq, ada, "wrong folder");
      expect(await store.list()).toEqual([]);
      expect((await refusal(store.files("small"))).code).toBe("not-found");
      expect((await store.files("small", 1)).files).toEqual(small);
      await store.redo("small", seq, ada, "right after all");
      expect((await store.files("small")).files).toEqual(small);
    });

    test("nothing is undone twice, and nothing redone that stands", async () => {
      const seq = await accept([claim("c-3")]);
      expect((await refusal(store.redo("small", seq, ada, "x"))).code).toBe("refused");
      await store.undo("small", seq, ada, "x");
      expect((await refusal(store.undo("small", seq, ada, "x"))).code).toBe("refused");
      expect((await refusal(store.undo("small", 999, ada, "x"))).code).toBe("not-found");
      expect((await refusal(store.undo("small", 1.5, ada, "x"))).code).toBe("not-found");
    });
  });

  test("places are kept with the case node by node: whoever moves one leaves those of others", async () => {
    await store.importFiles("small", small, ada, "first import");
    expect(await store.positions("small")).toEqual({});
    await store.movePositions("small", { nvidia: { x: 1.25, y: -3 }, oracle: { x: 7, y: 7 } }, ada);
    expect(await store.movePositions("small", { openai: { x: 0, y: 0 }, nvidia: { x: 2, y: 0 }, oracle: null, nobody: null }, ben)).toEqual(
      {
        nvidia: { x: 2, y: 0 },
        openai: { x: 0, y: 0 },
      },
    );
    const names = Array.from({ length: 12 }, (_, i) => `firm-${i}`);
    await Promise.all(names.map((name, i) => store.movePositions("small", { [name]: { x: i, y: 0 } }, i % 2 === 0 ? ada : ben)));
    expect(Object.keys(await store.positions("small")).sort()).toEqual([...names, "nvidia", "openai"].sort());
    expect((await refusal(store.movePositions("none", {}, ada))).code).toBe("not-found");
    expect((await refusal(store.movePositions("small", { nvidia: { x: Number.NaN, y: 0 } }, ada))).code).toBe("refused");
  });

  test("the history is a chain of hashes that goes on where the store is opened again", async () => {
    await store.importFiles("small", small, ada, "first import");
    await accept([claim("c-3")]);
    await store.close();
    store = await openStore(where);
    await accept([claim("c-4")]);
    const changes = await store.changes("small");
    expect(changes.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(changes[0].previousHash).toBe("0".repeat(64));
    expect((await store.head()).hash).toBe(changes.at(-1)!.hash);
    expect(await store.changes("small", { after: changes[0].seq, limit: 1 })).toEqual([changes[1]]);
    expect(await store.verify({ head: changes[1].hash })).toEqual([]);
  });
});
