import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckValues, Result } from "keiretsu";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "./run.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "keiretsu-check-")), "book");
  cpSync(new URL("../../../../casebooks/ford-1914", import.meta.url), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

function spoil(file: string, found: string | RegExp, put: string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(found, put);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

describe("keiretsu check", () => {
  test("a sound casebook is fine: one line that counts, exit code 0", async () => {
    expect(await run(`keiretsu check ${folder}`)).toEqual({ code: 0, stdout: "0 errors, 0 warnings, 0 notes\n", stderr: "" });
    expect((await run(`keiretsu check ${folder} --lang fr`)).stdout).toBe("0 erreur, 0 avertissement, 0 note\n");
  });

  test("an error is told with file, line, column, code, excerpt, what was expected and what to do; exit code 1", async () => {
    writeFileSync(join(folder, "deals.csv"), "id,title,chapter\nFord Deal,Wages,ford-1914\n");
    const english = await run(`keiretsu check ${folder} --lang en`);
    expect(english.code).toBe(1);
    expect(english.stdout).toContain(
      `${folder}/deals.csv:2:1 bad-id (error)\n  | Ford Deal\n  id is no id, expected small letters, digits, hyphens and points, at most 120.\n  → Write it like nvda-openai-2025-09.\n`,
    );
    expect(english.stdout).toMatch(/1 error, \d+ warnings?, \d+ notes?; the casebook is not whole, so no other command computes on it\n$/);
    const french = await run(`keiretsu check ${folder} --lang fr`);
    expect(french.stdout).toContain(`${folder}/deals.csv:2:1 bad-id (erreur)\n  | Ford Deal\n  id n’est pas un identifiant`);
    expect(french.stdout).toMatch(/1 erreur, .*le dossier n’est pas complet, aucune autre commande ne calcule dessus\n$/);
  });

  test("a key of the package that nobody reads is a warning with the nearest one, and the currency is assumed", async () => {
    spoil("datapackage.json", '"currency"', '"curency"');
    const { code, stdout } = await run(`keiretsu check ${folder} --lang en`);
    expect(code).toBe(0);
    expect(stdout).toContain('has the key "curency"');
    expect(stdout).toContain("the nearest is currency");
    expect(stdout).toContain("USD is assumed");
  });

  test("a file that cannot be read is told alone, without all that the others then miss in it", async () => {
    rmSync(join(folder, "status.csv"));
    expect((await run(`keiretsu check ${folder} --lang en`)).stdout.match(/^.*:\d+:\d+ .*$/gm)).toEqual([
      expect.stringContaining("datapackage.json"),
    ]);
    spoil("datapackage.json", '"status.csv"', '"../status.csv"');
    expect((await run(`keiretsu check ${folder} --lang en`)).stdout.match(/^.*:\d+:\d+ .*$/gm)).toEqual([
      expect.stringContaining("path-escape (error)"),
    ]);
  });

  test("a whole casebook with a leg the wrong way round is answered from with a reserve, in either language", async () => {
    spoil("legs.csv", ",ford,ford-workers,", ",ford-workers,ford-workers,");
    const line = `keiretsu facts ${folder} --subject ford`;
    const english = await run(`${line} --lang en`);
    expect(english.code).toBe(0);
    expect(english.stderr).toContain("leg-to-itself");
    expect(english.stderr).toContain(`${folder} has errors that may make this answer wrong (errors: 1).`);
    expect((await run(`${line} --lang fr --json`)).stderr).toContain(
      "contient des erreurs qui peuvent fausser cette réponse (erreurs : 1).",
    );
    expect((await run(`${line} --lang en`)).stdout).toBe(english.stdout);
  });

  test("a package that is no JSON is told at its place, and alone", async () => {
    spoil("datapackage.json", '"resources": [', '"resources": [,');
    const line = readFileSync(join(folder, "datapackage.json"), "utf8")
      .split("\n")
      .findIndex((text) => text.includes("[,"));
    const told = (await run(`keiretsu check ${folder} --lang en`)).stdout.match(/^.*:\d+:\d+ .*$/gm);
    expect(told).toEqual([`${folder}/datapackage.json:${line + 1}:17 bad-json (error)`]);
    spoil("datapackage.json", '"resources": [,', '"resources": [');
  });

  test("--json is the envelope with every finding in both languages, --csv one row a finding", async () => {
    spoil("sources.csv", /,yes,/, ",maybe,");
    const { code, stdout } = await run(`keiretsu check ${folder} --json`);
    const result = JSON.parse(stdout) as Result<CheckValues>;
    expect(code).toBe(1);
    expect(result).toMatchObject({ schema: "keiretsu.result/1", model: "check", unit: "USD", values: { whole: false } });
    expect(result.inputDigest).toMatch(/^[0-9a-f]{64}$/);
    const bad = result.values.findings.find((finding) => finding.code === "bad-word")!;
    expect(bad.place.file).toBe("sources.csv");
    expect(bad.french?.summary).toContain("« maybe »");
    const table = await run(`keiretsu check ${folder} --csv`);
    expect(table.code).toBe(1);
    expect(table.stdout.split("\r\n")[0]).toBe("file,line,column,severity,code,excerpt,summary,advice");
    expect(table.stdout.trimEnd().split("\r\n")).toHaveLength(1 + result.values.findings.length);
  });

  test("what is not a casebook is data at fault, in either language", async () => {
    expect((await run(`keiretsu check ${join(folder, "golden")}`)).code).toBe(1);
    expect((await run(`keiretsu check ${join(folder, "nowhere")} --lang fr`)).stdout).toContain("Lecture impossible (ENOENT)");
  });

  test("other commands refuse a casebook that is not whole", async () => {
    spoil("sources.csv", /,yes,/, ",maybe,");
    const { code, stdout, stderr } = await run(`keiretsu circularity ${folder} --lang fr`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("sources.csv:");
    expect(stderr).toContain("attendu : yes, no");
  });
});
