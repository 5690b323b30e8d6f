import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerWords } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { run } from "./run.ts";

/** What sentences claim, and no more: each is held against the figures of the same answer. */

const BOOK = "casebooks/ai-alliances";
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-wording-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Text as one line, whatever the width of the terminal broke. */
async function told(line: string): Promise<string> {
  return (await run(line, { columns: 250 })).stdout.replaceAll(/\s+/g, " ");
}

describe("circularity", () => {
  test("says what could be the same money, and whatever the amounts are what is proved", async () => {
    const english = await told(`keiretsu circularity ${BOOK}`);
    expect(english).toMatch(
      /^Of .*? promised in deals whose amount is known \(caps in full, all years added\), up to .*? \(\d+%\) could be/,
    );
    expect(english).toMatch(/Whatever the unknown amounts: at least .* can go round, out of at least .* in all\./);
    expect(english).not.toMatch(/Proved bounds|is the same money/);
    const french = await told(`keiretsu circularity ${BOOK} --lang fr`);
    expect(french).toContain("peuvent être le même argent qui tourne");
    expect(french).toContain("Quels que soient les montants inconnus : au moins");
    expect(french).toContain("Tous les montants connus au plus bas, ou tous au plus haut, la part est de");
  });

  test("tells no bound as proved that rests on a figure whose period only overlaps", async () => {
    for (const [language, scenario, proved] of [
      ["en", answerWords.notProved.en, answerWords.proved.en],
      ["fr", answerWords.notProved.fr, answerWords.proved.fr],
    ]) {
      const line = `keiretsu circularity ${BOOK} --lang ${language}`;
      const covering = await told(line);
      expect(covering).toContain(proved);
      expect(covering).not.toContain(scenario);
      const overlapping = await told(`${line} --limits overlapping`);
      expect(overlapping).toContain(scenario);
      expect(overlapping).not.toMatch(/Proved|Prouvé|Whatever the unknown|Quels que soient|whatever the amounts|quels que soient/);
    }
    expect(await told(`keiretsu circularity ${BOOK} --limits overlapping`)).toContain("If no payer spends beyond the cited figure:");
  });

  test("marks loops in kind as `loops` does", async () => {
    const { values } = JSON.parse((await run(`keiretsu circularity ${BOOK} --top 20 --json`)).stdout) as {
      values: { loops: { inKind: boolean }[] };
    };
    const marked = (text: string, mark: string): number => text.split("What is not known")[0].split(mark).length - 1;
    const inKind = values.loops.filter((loop) => loop.inKind).length;
    expect(inKind).toBeGreaterThan(0);
    expect(marked(await told(`keiretsu circularity ${BOOK} --top 20`), "(in kind)")).toBe(inKind);
    expect(await told(`keiretsu circularity ${BOOK} --top 20 --lang fr`)).toContain("(en nature)");
  });

  test("names the return that sources state where no deal records it", async () => {
    const lucent = await told("keiretsu circularity casebooks/lucent-2000");
    expect(lucent).toContain(`${answerWords.noVendors.en} Sources state a return that is no recorded deal: Lucent`);
    expect(await told("keiretsu circularity casebooks/lucent-2000 --lang fr")).toContain("Des sources disent un retour");
  });

  test("gives no sum where no leg has an amount", async () => {
    const ford = await told("keiretsu circularity casebooks/ford-1914");
    expect(ford).toContain(answerWords.noAmount.en);
    expect(ford).not.toMatch(/\b0 USD/);
    expect(await told("keiretsu spread casebooks/ford-1914")).toContain("no leg that counts has a known amount");
  });
});

test("derive says both figures where the view leaves a leg out", async () => {
  const line = `keiretsu derive ${BOOK} --figure ar-33`;
  expect(await told(line)).toContain("= 0.0766 in this view; 0.8429, as expected, when nvda-openai-loi-equity counts");
  expect(await told(`${line} --lang fr`)).toContain("= 0,0766 dans cette vue ; 0,8429, comme attendu, quand nvda-openai-loi-equity compte");
});

test("find answers as of a date", async () => {
  const line = `keiretsu find ${BOOK} "openai loss" --kind claim --limit 1000 --json`;
  const all = JSON.parse((await run(line)).stdout) as { values: { total: number } };
  const then = JSON.parse((await run(`${line} --known 2025-10-24`)).stdout) as { values: { total: number }; asOf: unknown };
  expect(then.asOf).toEqual({ validOn: null, knownOn: "2025-10-24" });
  expect(then.values.total).toBeLessThan(all.values.total);
});

describe("a casebook with errors that reach into answers", () => {
  // A turn known a quarter of a century before its source came out; the book stays whole.
  const sound = "casebooks/lucent-2000";
  const folder = join(scratch, "book");
  cpSync(sound, folder, { recursive: true });
  const file = join(folder, "status.csv");
  writeFileSync(file, readFileSync(file, "utf8").replace("1999,2025-10-03", "1999,1999-10-03"));

  test.each(["circularity", "spread", "loops", "layers"])("%s carries them as a warning", async (name) => {
    const { stdout, stderr } = await run(`keiretsu ${name} ${folder} --json`);
    const { warnings } = JSON.parse(stdout) as { warnings: { code: string; message: string }[] };
    expect(warnings).toContainEqual({
      code: "casebook-has-errors",
      message: "the casebook has errors that may make this answer wrong: 1 (known-before-published)",
    });
    expect(stderr).toContain("(errors: 1)");
    expect((await run(`keiretsu ${name} ${sound} --json`)).stdout).not.toContain("casebook-has-errors");
  });
});

test.each(COMMANDS.map((command) => command.name))("keiretsu %s --help has no English placeholder in French", async (name) => {
  const { stdout } = await run(`keiretsu ${name} --help --lang fr`);
  const [options] = stdout.split("Exemples :");
  expect(options).not.toMatch(
    /<(word|words|choice|status|name|rule|number|integer|text|id|file|folder|list|end|mark|case|casebook|deal|character|role=name|name=value)>/,
  );
  expect(options).not.toMatch(/\[(case|casebook|model)\]/);
});

describe("the French help", () => {
  // What is typed as it stands, or is the same word in both languages.
  const same = new Set(["code", "date", "n", "type", "yes|no"]);

  test.each(COMMANDS.map(({ name }) => name))("%s: no English word stands for a value", async (name) => {
    const words = async (language: string): Promise<readonly string[]> =>
      [...(await told(`keiretsu ${name} --help --lang ${language}`)).matchAll(/ <([^>]+)>/g)].map(([, word]) => word);
    const [english, french] = [await words("en"), await words("fr")];
    expect(french).toHaveLength(english.length);
    for (const [k, word] of english.entries()) if (!same.has(word)) expect(french[k], word).not.toBe(word);
  });
});

describe("a view in which nothing stands", () => {
  test.each([
    ["disclosure", "No deal counts in this view."],
    ["dependence", "No firm depends on it in this view."],
    ["rank", "No model that this view can feed loses anything by any firm."],
  ])("%s says so, and no average of nothing", async (name, words) => {
    const book = name === "rank" ? "casebooks/bubbles" : `${BOOK} --known 1900-01-01`;
    const text = await told(`keiretsu ${name} ${book}${name === "dependence" ? " --on openai" : ""}`);
    expect(text).toContain(words);
    expect(text).not.toMatch(/unknown of what|0 of 0/);
  });

  test("a firm is found by its name too, and no title is wider than the terminal", async () => {
    expect(await told(`keiretsu options ${BOOK} --entity OpenAI --input compute`)).toContain("Effective suppliers");
    expect(await run(`keiretsu options ${BOOK} --entity nobody --lang fr`)).toMatchObject({ code: 2, stdout: "" });
    const { stdout } = await run("keiretsu owners casebooks/keiretsu-japan");
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});

describe("governance and dependence", () => {
  test("a party before which de is elided, and a date as people write it", async () => {
    const french = await told(`keiretsu governance ${BOOK} --of openai --valid 2023-12-31 --lang fr`);
    expect(french).toContain("qu’elle dépendait d’Oracle :");
    expect(french).toContain("qu’elle dépendait de Nvidia :");
    expect(french).toContain("(premier lien : 22 septembre 2025)");
    expect(await told(`keiretsu governance ${BOOK} --of openai --valid 2023-12-31`)).toContain("(first tie 22 September 2025)");
  });

  test("shares are of what the casebook records, and one value is no range", async () => {
    expect(await told(`keiretsu dependence ${BOOK} --on nvidia`)).toMatch(
      /that the casebook records, not of all .*Its suppliers: 1; HHI 1 /,
    );
  });
});
