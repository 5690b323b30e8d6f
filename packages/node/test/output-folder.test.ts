import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { missingParent, obstacle } from "../src/output-folder.ts";
import { run } from "./cli/run.ts";

let scratch = "";
beforeEach(() => void (scratch = mkdtempSync(join(tmpdir(), "keiretsu-folder-"))));
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const report = (target: string, language = "en") => run(`keiretsu report casebooks/ford-1914 -o ${target} --lang ${language}`);

describe("a report that cannot be written", () => {
  test("over a file, or below one, says so in one line and leaves the file", async () => {
    const file = join(scratch, "notes");
    writeFileSync(file, "mine");
    for (const target of [file, join(file, "report")]) {
      const { code, stdout, stderr } = await report(target);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toBe(`${file} is a file, not a folder: nothing was written. Choose a folder with -o.\n`);
    }
    expect((await report(file, "fr")).stderr).toContain(`${file} est un fichier, pas un dossier`);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  test.runIf(process.platform === "linux")("where no folder can be made says so in one line", async () => {
    const { code, stderr } = await report("/proc/keiretsu-report");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^\/proc.* cannot be written to( \(E[A-Z]+\))?: nothing was written\. Choose another folder with -o\.\n$/);
  });

  test.runIf(process.getuid?.() !== 0 && process.platform !== "win32")("a closed folder is met before any work", () => {
    const closed = join(scratch, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    expect(obstacle(join(closed, "report"))).toEqual({ path: closed, kind: "closed" });
  });
});

test("parents that are missing are made, and told", async () => {
  const target = join(scratch, "a", "b", "report");
  expect(missingParent(target)).toBe(join(scratch, "a", "b"));
  const { code, stdout } = await report(target);
  expect(code).toBe(0);
  expect(stdout).toContain(`The folder ${join(scratch, "a", "b")} was created.\n`);
  expect(readdirSync(target)).toContain("report.html");
  expect((await report(target)).stdout).not.toContain("was created");
});
