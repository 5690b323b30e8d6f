import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { type Chapter, sitePage } from "../src/publish/page.ts";
import { run } from "./cli/run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-publish-test-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const BOOK = "casebooks/ford-1914";

function json(...path: readonly string[]): any {
  return JSON.parse(readFileSync(join(scratch, ...path), "utf8"));
}

test("a site holds what the API would answer, and a manifest that is true of every file", async () => {
  const site = join(scratch, "site");
  expect(await run(`keiretsu publish ${site} ${BOOK}`)).toMatchObject({ code: 0, stderr: "" });
  const { casebooks } = json("site", "data", "casebooks.json");
  const book = json("site", "data", "ford-1914.json");
  expect(casebooks).toMatchObject([{ id: "ford-1914", title: "Ford and the five-dollar day", digest: book.digest, revision: 1 }]);
  expect(load(book.files).whole).toBe(true);
  for (const { path, text } of book.files) expect(text).toBe(readFileSync(join(BOOK, path), "utf8"));
  const manifest = json("site", "keiretsu-site.json");
  expect(manifest.files).toEqual([...Object.keys(manifest.digests), "keiretsu-site.json"].sort());
  for (const [name, digest] of Object.entries(manifest.digests))
    expect(
      createHash("sha256")
        .update(readFileSync(join(site, name)))
        .digest("hex"),
      name,
    ).toBe(digest);
  expect(readFileSync(join(site, "index.html"), "utf8")).toContain('<meta name="keiretsu-data" content="data" />');
  expect(readFileSync(join(site, "LICENSE.txt"), "utf8")).toContain("Apache License");

  // Written again it is the same, to the byte; a file of somebody else, wherever it lies, stops it.
  const before = readFileSync(join(site, "keiretsu-site.json"), "utf8");
  expect((await run(`keiretsu publish ${site} ${BOOK}`)).code).toBe(0);
  expect(readFileSync(join(site, "keiretsu-site.json"), "utf8")).toBe(before);
  writeFileSync(join(site, "assets", "mine.txt"), "mine");
  const { code, stderr } = await run(`keiretsu publish ${site} ${BOOK}`);
  expect(code).toBe(2);
  expect(stderr).toContain('holds "assets/mine.txt", which no earlier call wrote: nothing was written');
  expect(existsSync(join(site, "index.html"))).toBe(true);
});

describe("calls at fault write nothing", () => {
  test.each([
    ["", /Name the folders of casebooks to publish, or a store with --store/],
    [`${BOOK} ${BOOK}/`, /Two folders are called "ford-1914"/],
    ["docs", /docs is not whole|not a casebook|nothing was computed/],
    ["no-such-folder", /no-such-folder is not a folder/],
  ])("%s", async (books, message) => {
    const site = join(scratch, "none");
    const { code, stderr } = await run(`keiretsu publish ${site} ${books}`);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
    expect(existsSync(site)).toBe(false);
  });

  test("a folder with anything else in it", async () => {
    const site = join(scratch, "taken");
    mkdirSync(join(site, "deep"), { recursive: true });
    expect((await run(`keiretsu publish ${site} ${BOOK} --lang fr`)).stderr).toContain(
      "contient « deep », qu’aucun appel antérieur n’a écrit",
    );
  });
});

test("titles and licences of others are text, never markup; a page that is not the app's is refused", () => {
  const chapter: Chapter = {
    id: "x",
    title: { en: `<script>alert(1)</script> & "x"`, fr: "$& $1 « é »" },
    sentences: { en: ["</noscript><script>2</script>"], fr: [] },
    counts: { sources: 1, deals: 2, claims: 3 },
    licence: { title: "<b>", address: 'https://example.org/"onclick="x' },
  };
  const app = `<meta name="keiretsu-data" content="api/v1" /><title>keiretsu</title><noscript>old</noscript>`;
  const page = sitePage(app, [chapter]);
  expect(page).not.toMatch(/<script|<b>|"onclick|old/);
  expect(page).toContain("$&amp; $1 « é »");
  expect(page.match(/<noscript>/g)).toHaveLength(1);
  expect(() => sitePage("<title>other</title>", [chapter])).toThrow(/keiretsu-data.* 0 times/);
});
