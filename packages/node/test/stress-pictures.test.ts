import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diskReader } from "../src/reader.ts";
import { readScenarios } from "../src/scenarios.ts";
import { run } from "./cli/run.ts";
import { launch, layoutOf } from "./page-checks.ts";

/** The pictures of every scenario that ships, as a browser draws them. */
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-stress-pictures-"));
const shipped = ["ai-alliances", "keiretsu-japan"].flatMap((book) =>
  readScenarios(`casebooks/${book}`, diskReader).scenarios.map(({ id }) => ({ book, id })),
);
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

test.each(shipped)("$book $id: two pictures in three widths of each answer with a loss, no label cut or covered", async ({ book, id }) => {
  for (const language of ["en", "fr"] as const) {
    const folder = join(scratch, `${id}-${language}`);
    const line = `keiretsu stress casebooks/${book} --scenario ${id} --out ${folder} --lang ${language}`;
    const { code, stderr } = await run(line);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { stress, files } = JSON.parse(readFileSync(join(folder, "stress.json"), "utf8"));
    expect(files).toEqual(readdirSync(folder).sort());
    const losing = stress.values.answers.filter(
      (answer: any) =>
        answer.state === "answered" && answer.endings.some((ending: any) => ending.amounts === "point" && ending.holders.length > 0),
    );
    const names = losing.flatMap(({ model }: any) =>
      ["cascade", "waterfall"].flatMap((kind) => ["", "-medium", "-narrow"].map((width) => `${model}-${kind}${width}.svg`)),
    );
    expect(files.filter((name: string) => name.endsWith(".svg"))).toEqual(names.toSorted((a: string, b: string) => (a < b ? -1 : 1)));
    if (names.length === 0) continue;
    const svgs = names.map((name: string) => readFileSync(join(folder, name), "utf8"));
    for (const svg of svgs) expect(svg).not.toMatch(/NaN|undefined|Infinity|…/);
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.setContent(`<main>${svgs.join("<br>")}</main>`);
    expect(await layoutOf(page)).toEqual({ faults: [], pictures: names.length });
    await page.close();
  }
});

test("a folder with a file of someone else is left as it is", async () => {
  const folder = mkdtempSync(join(scratch, "foreign-"));
  writeFileSync(join(folder, "thesis.txt"), "mine");
  const { code, stderr, stdout } = await run(`keiretsu stress casebooks/ai-alliances --shock openai=0.4 --out ${folder}`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('"thesis.txt"');
  expect(readdirSync(folder)).toEqual(["thesis.txt"]);
});
