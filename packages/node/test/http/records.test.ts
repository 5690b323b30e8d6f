import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../cli/run.ts";
import { KEY, serveBooks } from "./bench.ts";

const served = await serveBooks(["casebooks/ai-alliances", "casebooks/ford-1914"]);
const { get, send } = served;
afterAll(() => served.close());

const BOOK = "/api/v1/casebooks/ai-alliances";
/** Nokia's billion lapses: one leg of 1 bn less, which is on no loop. */
const LAPSE = {
  op: "add",
  table: "status",
  cells: {
    leg: "nvda-nokia",
    status: "lapsed",
    valid_on: "2026-06-01",
    known_on: "2026-06-01",
    basis: "announced",
    recorded_on: "2026-11-24",
    source: "ai-circular-financing-2026-10-09-deals",
    note: "called off",
    note_fr: "annulé",
  },
};

// oxlint-disable-next-line typescript/no-explicit-any -- what a test reads of it is what it expects of it
type Json = Readonly<Record<string, any>>;
const json = async (response: Response | Promise<Response>): Promise<Json> => (await response).json() as Promise<Json>;
const gross = async (): Promise<number> => (await json(get(`${BOOK}/answers/circularity`))).values.gross.point;
const GROSS = 1_719_154_720_000;

describe("a proposal", () => {
  let id = "";

  test("counts nowhere, and shows what it would change", async () => {
    expect(await gross()).toBe(GROSS);
    const made = await send("POST", `${BOOK}/proposals`, { edits: [LAPSE], why: "the press says so", baseRevision: 1 });
    expect(made.status, await made.clone().text()).toBe(201);
    const proposal = await json(made);
    expect(proposal).toMatchObject({ state: "open", by: { account: "local" }, edits: [LAPSE], conflicts: [] });
    id = proposal.id as string;
    expect(await gross()).toBe(GROSS);
    const effect = await json(get(`/api/v1/proposals/${id}/effect`));
    expect(effect.before).toMatchObject({ unit: "USD", gross: { point: GROSS }, setOff: { point: 222_700_000_000 }, loops: 63, legs: 84 });
    expect(effect.after).toMatchObject({ gross: { point: GROSS - 1e9 }, setOff: { point: 222_700_000_000 }, loops: 63, legs: 83 });
    expect(effect.after.setOffShare.point).toBeCloseTo(222.7 / 1718.15472, 12);
    expect((await json(get(`${BOOK}/proposals?state=open`))).proposals.map((one: Json) => one.id)).toEqual([id]);
    expect(await json(get(`/api/v1/proposals/${id}`))).toEqual(proposal);
  });

  test("accepted in a second step moves the answers and the ETags", async () => {
    const before = (await get(`${BOOK}/files`)).headers.get("etag")!;
    const decided = await json(send("POST", `/api/v1/proposals/${id}/decision`, { verdict: "accept", reason: "read it" }));
    expect(decided).toMatchObject({ state: "accepted", decidedBy: { account: "local" }, reason: "read it" });
    expect(await gross()).toBe(GROSS - 1e9);
    expect((await get(`${BOOK}/files`, { "If-None-Match": before })).status).toBe(200);
    expect((await get(`${BOOK}/files?revision=1`, { "If-None-Match": before })).status).toBe(304);
    const again = await send("POST", `/api/v1/proposals/${id}/decision`, { verdict: "reject", reason: "late" });
    expect([again.status, (await json(again)).code]).toEqual([422, "refused"]);
  });

  test("is in the history, undone and redone by new changes", async () => {
    const { changes, next } = await json(get(`${BOOK}/changes?limit=1`));
    expect(changes).toMatchObject([{ kind: "import", revision: 1 }]);
    const rest = await json(get(`${BOOK}/changes?after=${next}`));
    expect(rest).toMatchObject({ changes: [{ kind: "accept", revision: 2, previousHash: expect.any(String) }], next: null });
    const { seq } = rest.changes[0] as { seq: number };
    expect(await json(send("POST", `${BOOK}/undo`, { seq, why: "too early" }))).toMatchObject({ kind: "undo", undoes: seq });
    expect(await gross()).toBe(GROSS);
    expect(await json(send("POST", `${BOOK}/redo`, { seq, why: "it was right" }))).toMatchObject({ kind: "redo" });
    expect(await gross()).toBe(GROSS - 1e9);
    expect((await send("POST", `${BOOK}/undo`, { seq: 999_999, why: "none" })).status).toBe(404);
  });

  test("that cannot be made, or is none, is refused with the reason", async () => {
    const post = (edits: unknown, more: object = {}): Promise<Response> =>
      send("POST", `${BOOK}/proposals`, { edits, why: "try", baseRevision: 1, ...more });
    const unknown = await post([{ op: "retract", table: "claims", key: "c-none" }]);
    expect(unknown.status).toBe(422);
    expect((await json(unknown)).findings).toMatchObject([{ severity: "error", place: { file: "edits", line: 1 } }]);
    const rewritten = await post([{ op: "replace", table: "claims", key: "c-ai-circular-financing-2026-10-09-027", cells: { id: "x" } }]);
    expect(rewritten.status).toBe(422);
    for (const edits of [[], [{ op: "drop" }], [{ op: "add", table: "users", cells: {} }], [{ ...LAPSE, table: "__proto__" }], "x", null])
      expect((await post(edits)).status, JSON.stringify(edits)).toBe(400);
    expect((await post([LAPSE], { why: "" })).status).toBe(400);
    expect((await post([LAPSE], { extra: 1 })).status).toBe(400);
    expect((await post([LAPSE], { baseRevision: 77 })).status).toBe(404);
    expect((await get("/api/v1/proposals/nonsense/effect")).status).toBe(404);
  });

  test("can be withdrawn, and is then no longer open", async () => {
    const made = await json(
      send("POST", `${BOOK}/proposals`, {
        edits: [{ ...LAPSE, cells: { ...LAPSE.cells, leg: "nvda-corning" } }],
        why: "maybe",
        baseRevision: 2,
      }),
    );
    expect(await json(send("POST", `/api/v1/proposals/${made.id}/decision`, { verdict: "withdraw", reason: "no" }))).toMatchObject({
      state: "withdrawn",
    });
    const { proposals, next } = await json(get(`${BOOK}/proposals?limit=1`));
    expect([proposals.length, typeof next]).toEqual([1, "string"]);
    expect((await get(`${BOOK}/proposals?after=nonsense`)).status).toBe(400);
  });
});

describe("whoever has no key", () => {
  const paths = ["proposals", "undo", "redo", "jobs"].map((noun) => ["POST", `${BOOK}/${noun}`]);
  test.each([...paths, ["PATCH", `${BOOK}/positions`], ["POST", "/api/v1/casebooks"], ["POST", "/api/v1/proposals/p/decision"]])(
    "cannot %s %s",
    async (method, path) => {
      const response = await send(method, path, {}, { Authorization: null });
      expect([response.status, (await json(response)).code]).toEqual([401, "not-signed-in"]);
      expect((await send(method, path, {}, { Authorization: `Bearer ${KEY}x` })).status).toBe(401);
    },
  );
});

describe("positions", () => {
  test("are kept with the case", async () => {
    expect(await json(get(`${BOOK}/positions`))).toEqual({ positions: {} });
    const move = (moved: unknown): Promise<Response> => send("PATCH", `${BOOK}/positions`, { positions: moved });
    const positions = { openai: { x: 1.5, y: -2 }, nvidia: { x: 0, y: 1e6 } };
    expect(await json(move(positions))).toEqual({ positions });
    expect(await json(move({ oracle: { x: 3, y: 3 }, nvidia: null }))).toEqual({
      positions: { openai: { x: 1.5, y: -2 }, oracle: { x: 3, y: 3 } },
    });
    expect(await json(get(`${BOOK}/positions`))).toEqual(await json(move({})));
    for (const bad of [{ a: { x: "1", y: 0 } }, { a: { x: 1 } }, { a: { x: 1, y: 2, z: 3 } }, [1]])
      expect((await move(bad)).status).toBe(400);
    expect((await send("PUT", `${BOOK}/positions`, { positions })).status).toBe(405);
    expect((await send("PATCH", `${BOOK}/positions`, '{"positions":{"a":{"x":1e999,"y":0}}}')).status).toBe(400);
    expect((await get("/api/v1/casebooks/none/positions")).status).toBe(404);
  });
});

describe("importing", () => {
  const files = async (id: string): Promise<{ path: string; text: string }[]> => (await json(get(`/api/v1/casebooks/${id}/files`))).files;

  test("takes in a casebook under a new name, and tells what it read", async () => {
    const given = await files("ford-1914");
    const response = await send("POST", "/api/v1/casebooks", { id: "ford-again", files: given, why: "a copy" });
    expect(response.status, await response.clone().text()).toBe(201);
    const told = await json(response);
    const { counts } = (await json(get("/api/v1/casebooks"))).casebooks.find((one: Json) => one.id === "ford-again");
    expect(told.report).toEqual({
      read: Object.values(counts as Record<string, number>).reduce((a, b) => a + b),
      refused: 0,
      merged: 0,
      takenBack: [],
    });
    expect(told.change).toMatchObject({ kind: "import", why: "a copy" });
    expect(await files("ford-again")).toEqual(given);
  });

  test("changes only what differs", async () => {
    const given = (await files("ford-again")).map((file) => (file.path === "README.md" ? { ...file, text: `${file.text}More.\n` } : file));
    const told = await json(send("POST", "/api/v1/casebooks", { id: "ford-again", files: given, why: "more words", baseRevision: 1 }));
    expect(told.report.merged).toBe(told.report.read - 1);
    expect(told.report.takenBack).toEqual(["README.md"]);
    expect(told.change.revision).toBe(2);
  });

  test("over a casebook that is there says from when, and takes back nothing that was accepted since", async () => {
    const given = await files("ford-again");
    const cells = { id: "edison", name: "Edison", kind: "company" };
    const edits = [{ op: "add", table: "entities", cells }];
    const made = await json(send("POST", "/api/v1/casebooks/ford-again/proposals", { edits, why: "a friend", baseRevision: 2 }));
    expect((await send("POST", `/api/v1/proposals/${made.id}/decision`, { verdict: "accept", reason: "yes" })).status).toBe(200);
    const post = (more: object): Promise<Response> =>
      send("POST", "/api/v1/casebooks", { id: "ford-again", files: given, why: "from before", ...more });
    for (const [more, status, code] of [
      [{}, 428, "base-needed"],
      [{ baseRevision: 2 }, 409, "conflict"],
      [{ baseRevision: 9 }, 404, "not-found"],
      [{ baseRevision: 0 }, 400, "bad-body"],
    ] as const) {
      const refused = await post(more);
      expect([refused.status, (await json(refused)).code], JSON.stringify(more)).toEqual([status, code]);
    }
    expect((await json(post({ baseRevision: 2 }))).rows).toEqual(["entities/edison"]);
    expect((await json(get("/api/v1/casebooks/ford-again/files"))).revision).toBe(3);
    // Who has seen the row and takes it out means it.
    expect((await json(post({ baseRevision: 3 }))).report.takenBack).toEqual(["entities/edison"]);
  });

  test("refuses what is not whole, with the findings, and changes nothing", async () => {
    const given = (await files("ford-again")).filter(({ path }) => path !== "sources.csv");
    const response = await send("POST", "/api/v1/casebooks", { id: "ford-again", files: given, why: "less", baseRevision: 4 });
    expect(response.status).toBe(422);
    const told = await json(response);
    expect(told.code).toBe("not-whole");
    expect(told.findings.map((finding: Json) => finding.code)).toContain("missing-file");
    expect((await json(get("/api/v1/casebooks/ford-again/files"))).revision).toBe(4);
    for (const path of ["../x.csv", "/etc/passwd", "a\\b.csv", "C:x"])
      expect(
        (await send("POST", "/api/v1/casebooks", { id: "evil", files: [...given, { path, text: "" }], why: "evil" })).status,
        path,
      ).toBe(422);
    for (const id of ["..", "A", "a/b", "", "-a", "a".repeat(200)])
      expect((await send("POST", "/api/v1/casebooks", { id, files: given, why: "evil" })).status, id).toBe(400);
  });
});

describe("models", () => {
  test("are listed as on the command line", async () => {
    expect(await (await get("/api/v1/models")).text()).toBe((await run("keiretsu model --json")).stdout);
  });

  test("answer a case as on the command line, and name what is wrong with one", async () => {
    const path = "packages/keiretsu/test/cases/hodge-03-mixed.json";
    const one = JSON.parse(readFileSync(path, "utf8")) as object;
    const answered = await send("POST", "/api/v1/models/hodge", { case: one }, { Authorization: null });
    expect(answered.status).toBe(200);
    expect(await answered.text()).toBe((await run(`keiretsu model hodge ${path}`)).stdout);
    const wrong = await send("POST", "/api/v1/models/hodge?lang=fr", { case: { model: "hodge", input: { n: 2 } } });
    expect(wrong.status).toBe(400);
    expect(await json(wrong)).toMatchObject({ code: "bad-case", detail: expect.stringContaining("input.flows: trouvé : rien") });
    expect((await send("POST", "/api/v1/models/nonsense", { case: {} })).status).toBe(400);
    expect((await send("POST", "/api/v1/models/hodge", { case: [] })).status).toBe(400);
  });
});

test("every operation was asked, and answered as it says", async () => {
  await get("/api/v1/openapi.json");
  await get("/api/v1/health");
  await get("/api/v1/session");
  await get("/api/v1/jobs");
  await get("/api/v1/casebooks/ford-1914/opening?most=16");
  const asked = new Set([...served.contract.seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.replace(/ \d+$/, "")));
  const all = Object.entries(served.contract.document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // Answers and jobs have tests of their own, held against the same document.
  expect(all.filter((one) => !asked.has(one) && !/\/answers\/|jobs/.test(one))).toEqual([]);
});
