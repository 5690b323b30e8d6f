import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-predict-"));
afterAll(() => rmSync(folder, { recursive: true }));

const line =
  "keiretsu predict casebooks/ai-alliances --entity openai --what funding --above 20e9 --by 2026-Q4 --made 2025-12-31 --draws 100";

test("what is saved is what --json prints, and is never written over", async () => {
  const file = join(folder, "one.json");
  const { stdout, code } = await run(`${line} --save ${file} --json`);
  expect(code).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(stdout);
  const again = await run(`${line} --seed 2 --save ${file}`);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("a prediction is not written over");
  expect(readFileSync(file, "utf8")).toBe(stdout);
});

// Nvidia's 30 bn of February 2026 are on record as handed over (leg nvda-openai-2026-02).
test("judged from a folder, in both languages, by what was known on a day", async () => {
  const ask = (known: string, lang: string) =>
    run(`keiretsu predict casebooks/ai-alliances --due ${folder} --known ${known} --lang ${lang}`);
  expect((await ask("2026-12-30", "en")).stdout).toContain("Due: 0 of 1");
  const { stdout } = await ask("2027-01-31", "en");
  expect(stdout).toContain("came true");
  expect(stdout).toContain("nvda-openai-2026-02");
  expect(stdout).toMatch(/Due: 1 of 1; scored: 1, mean score \(Brier\)/);
  expect((await ask("2027-01-31", "fr")).stdout).toMatch(/Échues : 1 sur 1 ; notées : 1/);
});

test("what is missing or no prediction is refused", async () => {
  expect(await run(`keiretsu predict casebooks/ai-alliances --due ${folder}`)).toMatchObject({ code: 2 });
  expect((await run("keiretsu predict casebooks/ai-alliances --entity openai --what cash --above 1 --made 2026-01-01")).stderr).toContain(
    "--by is required",
  );
  const file = join(folder, "wrong.txt");
  writeFileSync(file, "{}");
  const wrong = await run(`keiretsu predict casebooks/ai-alliances --due ${file} --known 2027`);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('expected the JSON answer of "keiretsu predict"');
});

test("simulate --sensitivity answers in both languages and draws its bars", async () => {
  const picture = join(folder, "bars.svg");
  const asked = "keiretsu simulate casebooks/lucent-2000 --sensitivity --sensitivity-draws 1 --top 1";
  const { stdout, code } = await run(`${asked} --picture ${picture}`);
  expect(code).toBe(0);
  expect(stdout).toContain("Which assumption decides");
  expect(existsSync(picture)).toBe(true);
  expect(readFileSync(picture, "utf8")).toMatch(/^<svg /);
  expect((await run(`${asked} --of lost --lang fr`)).stdout).toContain("Passé en perte par tous");
}, 60_000);
