import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RULES, audit, type Audited, type Lock } from "../audit.ts";

const integrity = `sha512-${"A".repeat(86)}==`;
const fine = { version: "1.0.0", integrity, license: "MIT" };
const sound: Audited = {
  lock: {
    lockfileVersion: 3,
    packages: {
      "": { dependencies: { a: "1.0.0" }, devDependencies: { b: "2.0.0-rc.1" } },
      "packages/own": { license: "Apache-2.0" },
      "node_modules/own": { link: true, resolved: "packages/own" },
      "node_modules/a": fine,
      "node_modules/a/node_modules/@scope/c": { ...fine, hasInstallScript: true },
      "node_modules/b": { ...fine, license: "CC-BY-4.0", dev: true },
    },
  },
  allowScripts: { "@scope/c": false },
};

function changed(path: string, value: object): Audited {
  return { ...sound, lock: { ...sound.lock, packages: { ...sound.lock.packages, [path]: value } } };
}

const MUST_FAIL: Readonly<Record<string, readonly Audited[]>> = {
  "exact-version": ["^1.0.0", "~1.0.0", "*", "latest", ">=1", "1.x", "git+https://example.org/a.git", "file:../a"].map((wanted) =>
    changed("packages/own", { dependencies: { a: wanted } }),
  ),
  integrity: [
    changed("node_modules/a", { ...fine, integrity: undefined }),
    changed("node_modules/a", { ...fine, integrity: "sha1-abc" }),
    changed("packages/own/node_modules/d", { license: "MIT" }),
  ],
  "no-address": [changed("node_modules/a", { ...fine, resolved: "https://registry.example/a.tgz" })],
  licence: [
    changed("node_modules/a", { ...fine, license: "GPL-3.0" }),
    changed("node_modules/a", { ...fine, license: undefined }),
    changed("node_modules/a", { ...fine, license: "CC-BY-4.0" }),
    changed("node_modules/b", { ...fine, license: "CC-BY-NC-4.0", dev: true }),
  ],
  "install-script": [changed("node_modules/a", { ...fine, hasInstallScript: true })],
  "lock-form": [{ ...sound, lock: { ...sound.lock, lockfileVersion: 2 } }],
};

test("a sound lock file passes", () => expect(audit(sound)).toEqual([]));

test.each(Object.keys(RULES))("rule %s catches what it must, and nothing else does", (rule) => {
  expect(MUST_FAIL[rule].length).toBeGreaterThan(0);
  for (const audited of MUST_FAIL[rule]) expect(audit(audited).map((complaint) => complaint.split(":")[0])).toEqual([rule]);
});

test("the lock file of this project is read as what it is", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
  expect(audit({ lock, allowScripts: {} }).map((complaint) => complaint.split(":")[0])).toContain("install-script");
});
