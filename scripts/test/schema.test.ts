import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refresh } from "../schema.ts";

const root = new URL("../../", import.meta.url).pathname;

let copy = "";
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "keiretsu-schema-"));
  for (const path of ["schema", "scripts/pages", "packages/keiretsu/test/record/errors", "packages/node/test/errors"])
    cpSync(join(root, path), join(copy, path), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

test("what the repository holds is what the schema makes", () => {
  expect(refresh(root, { check: true })).toEqual([]);
});

test("with --check a missing or stale file is named and nothing is written; without it, it is written", () => {
  const files = ["packages/keiretsu/src/record/read/schema.generated.ts", "docs/reference/casebook.md", "docs/reference/findings.md"];
  expect(refresh(copy, { check: true })).toEqual(files);
  expect(refresh(copy, { check: true })).toEqual(files);
  expect(refresh(copy, { check: false })).toEqual(files);
  expect(refresh(copy, { check: true })).toEqual([]);
  const schema = join(copy, "schema/deals.csv");
  writeFileSync(schema, `${readFileSync(schema, "utf8")}mood,text,,no,,How it felt,L’humeur\n`);
  expect(refresh(copy, { check: true })).toEqual(files.slice(0, 2));
  refresh(copy, { check: false });
  expect(readFileSync(join(copy, files[0]), "utf8")).toContain('"name":"mood"');
  expect(readFileSync(join(copy, files[1]), "utf8")).toContain("| `mood` | text |  | How it felt |");
});

test("a broken schema stops with its file and reason", () => {
  writeFileSync(join(copy, "schema/deals.csv"), "field,type\nid\n");
  expect(() => refresh(copy, { check: true })).toThrow("schema/deals.csv: This row has 1 cells, expected 2");
});
