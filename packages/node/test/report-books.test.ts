import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./cli/run.ts";
import { launch, layoutOf, structureOf } from "./page-checks.ts";

/** The other casebooks are small, old or without a single loop: every section must hold for them too. */
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-books-"));
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

test.each(["lucent-2000", "ford-1914", "keiretsu-japan", "bubbles"])(
  "%s: every section holds, in English wide and in French narrow",
  async (book) => {
    for (const { language, width } of [
      { language: "en", width: 1280 },
      { language: "fr", width: 390 },
    ]) {
      const folder = join(scratch, `${book}-${language}`);
      expect((await run(`keiretsu report casebooks/${book} -o ${folder} --lang ${language}`)).code).toBe(0);
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(pathToFileURL(join(folder, "report.html")).href);
      expect((await layoutOf(page)).faults).toEqual([]);
      expect(await structureOf(page)).toEqual([]);
      await page.close();
    }
  },
);
