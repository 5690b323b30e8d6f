import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./cli/run.ts";
import { launch, layoutOf } from "./page-checks.ts";

/** The pictures of every run that ships, as a browser draws them, with their tables. */
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-simulate-pictures-"));
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

test.each([
  { book: "ai-alliances", language: "en" },
  { book: "ai-alliances", language: "fr" },
  { book: "lucent-2000", language: "fr" },
  { book: "ford-1914", language: "en" },
  { book: "keiretsu-japan", language: "fr" },
])("$book in $language: charts in three widths, no label cut or covered, each with its table and its JSON", async ({ book, language }) => {
  const folder = join(scratch, `${book}-${language}`);
  const { code, stderr } = await run(
    `keiretsu simulate casebooks/${book} --draws 60 --question-draws 0 --beside all --out ${folder} --lang ${language}`,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const { files, schema } = JSON.parse(readFileSync(join(folder, "simulation.json"), "utf8"));
  expect(schema).toBe("keiretsu.simulation/1");
  expect(files).toEqual(readdirSync(folder).sort());
  const names = files.flatMap((file: string) => (file.endsWith(".csv") ? [file.slice(0, -4)] : []));
  for (const name of ["outcomes", "fan-cash", "owing"]) expect(names).toContain(name);
  for (const name of names) {
    const lines = readFileSync(join(folder, `${name}.csv`), "utf8")
      .trimEnd()
      .split("\r\n");
    const { rows } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
    expect(rows.length).toBe(lines.length - 1);
    expect(Object.keys(rows[0])).toEqual(lines[0].split(","));
    for (const ending of [".svg", "-medium.svg", "-narrow.svg", ".png"]) expect(files).toContain(`${name}${ending}`);
  }
  const svgs = files.filter((file: string) => file.endsWith(".svg")).map((file: string) => readFileSync(join(folder, file), "utf8"));
  for (const svg of svgs) expect(svg).not.toMatch(/NaN|undefined|Infinity|…/);
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.setContent(`<main>${svgs.join("<br>")}</main>`);
  expect(await layoutOf(page)).toEqual({ faults: [], pictures: svgs.length });
  await page.close();
});

test("scenarios beside need a folder to be drawn in, and must exist", async () => {
  const alone = await run("keiretsu simulate casebooks/lucent-2000 --beside all --draws 5");
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain("--out");
  const unknown = await run(`keiretsu simulate casebooks/lucent-2000 --beside nowhere --out ${join(scratch, "no")} --draws 5`);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("--beside");
});
