import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { KEY, serveBooks } from "./bench.ts";

const web = mkdtempSync(join(tmpdir(), "keiretsu-web-"));
mkdirSync(join(web, "assets"));
const script = `console.log("${"x".repeat(5000)}");\n`;
writeFileSync(join(web, "index.html"), "<!doctype html><title>app</title>\n");
writeFileSync(join(web, "assets", "main-Ab3_dE9-.js"), script);
writeFileSync(join(web, "secret.key"), "no\n");
const served = await serveBooks(["casebooks/ai-alliances", "casebooks/ford-1914"], { web });
const { get } = served;
afterAll(async () => {
  await served.close();
  rmSync(web, { recursive: true });
});

async function problem(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  const response = await get(path, headers);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as Record<string, unknown>;
  expect(body.status).toBe(response.status);
  return body;
}

describe("casebooks", () => {
  test("are listed with title, digest and counts", async () => {
    const { casebooks } = (await (await get("/api/v1/casebooks")).json()) as {
      casebooks: { id: string; titleFr: string; counts: object }[];
    };
    expect(casebooks.map(({ id }) => id)).toEqual(["ai-alliances", "ford-1914"]);
    expect(casebooks[0]).toMatchObject({ titleFr: "Les alliances circulaires de l’intelligence artificielle", counts: { claims: 783 } });
  });

  test("files come with the digest as ETag, packed for who takes that, and not at all to who has them", async () => {
    const path = "/api/v1/casebooks/ford-1914/files";
    const plain = await get(path);
    const text = await plain.text();
    const { digest, files } = JSON.parse(text) as { digest: string; files: { path: string; text: string }[] };
    expect(plain.headers.get("etag")).toBe(`"${digest}"`);
    expect(files.map((file) => file.path)).toContain("scenarios/simulation/base.yaml");
    const packed = await get(path, { "Accept-Encoding": "gzip, br" });
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await packed.arrayBuffer()).toString()).toBe(text);
    const zipped = await get(path, { "Accept-Encoding": "br;q=0, gzip" });
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(text);
    for (const tag of [`"${digest}"`, `"other", W/"${digest}"`, "*"]) {
      const had = await get(path, { "If-None-Match": tag });
      expect([had.status, await had.text()]).toEqual([304, ""]);
    }
    expect((await get(path, { "If-None-Match": '"other"' })).status).toBe(200);
  });

  test("one that is not there is told in the language of the caller", async () => {
    expect(await problem("/api/v1/casebooks/none/files")).toMatchObject({ status: 404, code: "not-found" });
    const french = await problem("/api/v1/casebooks/none/files", { "Accept-Language": "de, fr;q=0.9, en;q=0.5" });
    expect(french.detail).toBe("Le dépôt n’a pas de dossier « none ».");
    expect((await problem("/api/v1/casebooks/none/files?lang=en", { "Accept-Language": "fr" })).detail).toBe(
      'The store has no casebook "none".',
    );
  });
});

describe("answers refuse", () => {
  const at = "/api/v1/casebooks/ai-alliances/answers";
  test.each([
    [`${at}/circularity?known=yesterday`, 400, "bad-parameter", "known: found"],
    [`${at}/circularity?nonsense=1`, 400, "bad-parameter", "nonsense"],
    [`${at}/circularity?edges=package.json`, 400, "bad-parameter", "edges"],
    [`${at}/circularity?chapter=nonsense`, 400, "unknown-chapter", "nonsense"],
    [`${at}/dependence`, 400, "bad-parameter", "on"],
    [`${at}/find`, 400, "bad-parameter", "words"],
    [`${at}/stress?scenario=package.json`, 400, "bad-parameter", "no scenario"],
    [`${at}/simulate?scenario=../../etc/passwd`, 400, "bad-parameter", "no scenario"],
    [`${at}/simulate?out=x`, 400, "bad-parameter", "out"],
    [`${at}/unwind?terms=package.json`, 400, "bad-parameter", "terms"],
    [`${at}/nonsense`, 404, "no-route", ""],
    [`${at.replace("ai-alliances", "AI.alliances")}/circularity`, 400, "bad-parameter", "path"],
  ])("%s with %i %s", async (path, status, code, words) => {
    const told = await problem(path);
    expect(told).toMatchObject({ status, code });
    expect(told.detail).toContain(words);
  });

  test("a form in which they are not given", async () => {
    expect(await problem(`${at}/simulate`, { Accept: "text/csv" })).toMatchObject({ status: 406, code: "not-in-that-form" });
  });
});

describe("the session", () => {
  const session = async (headers: Readonly<Record<string, string>>): Promise<unknown> => (await get("/api/v1/session", headers)).json();
  test("is a reader’s without a key and the owner’s with it", async () => {
    expect(await session({})).toEqual({ mode: "local", account: null, name: "", role: "read" });
    expect(await session({ Authorization: `Bearer ${KEY}` })).toEqual({
      mode: "local",
      account: "local",
      name: "local",
      role: "administer",
    });
    expect(await problem("/api/v1/session", { Authorization: "Bearer wrong" })).toMatchObject({ status: 401, code: "wrong-key" });
  });
});

describe("the web app", () => {
  test("its pages find their own way, its files are kept", async () => {
    for (const path of ["/", "/index.html", "/deals/openai"])
      expect(await (await get(path)).text()).toBe("<!doctype html><title>app</title>\n");
    const file = await get("/assets/main-Ab3_dE9-.js", { "Accept-Encoding": "br" });
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect(file.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(brotliDecompressSync(await file.arrayBuffer()).toString()).toBe(script);
    expect((await get("/")).headers.get("cache-control")).toBe("no-cache");
  });

  test.each(["/assets/none.js", "/secret.key", "/.git/config.txt"])("%s is not there", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test("says how to build it where it is not built", async () => {
    const bare = await serveBooks([], { web: join(web, "nowhere") });
    const response = await bare.get("/");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm run build:web");
    await bare.close();
  });
});

test("each request has a line in the log, with no secret in it", async () => {
  served.lines.length = 0;
  const response = await get("/api/v1/session?lang=fr", { Authorization: `Bearer ${KEY}` });
  expect(served.lines).toHaveLength(1);
  expect(served.lines[0]).toMatchObject({
    method: "GET",
    path: "/api/v1/session",
    status: 200,
    request: response.headers.get("x-request-id"),
  });
  expect(JSON.stringify(served.lines)).not.toContain(KEY);
});
