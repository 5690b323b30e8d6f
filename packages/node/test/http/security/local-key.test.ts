import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localKey, rotateLocalKey } from "../../../src/http/security/local-key.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "keiretsu-key-")), "data");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test("the key is made once, for its owner alone", () => {
  const key = localKey(folder);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(localKey(folder)).toBe(key);
  expect(readdirSync(folder)).toEqual(["key"]);
  expect([mode(folder), mode(join(folder, "key"))]).toEqual(["700", "600"]);
});

test("a rotated key takes the place of the old one", () => {
  const old = localKey(folder);
  const key = rotateLocalKey(folder);
  expect(key).not.toBe(old);
  expect(localKey(folder)).toBe(key);
  expect(readdirSync(folder)).toEqual(["key"]);
});

test("a key that others could read is closed to them, one that was cut off is replaced", () => {
  const key = localKey(folder);
  chmodSync(join(folder, "key"), 0o644);
  expect(localKey(folder)).toBe(key);
  expect(mode(join(folder, "key"))).toBe("600");
  writeFileSync(join(folder, "key"), "");
  expect(localKey(folder)).toMatch(/^[\w-]{43}$/);
});
