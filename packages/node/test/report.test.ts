import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";
import { run } from "./cli/run.ts";
import { launch, layoutOf, ownWords, structureOf } from "./page-checks.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-report-"));
const languages = ["en", "fr"] as const;
const folder = (book: string, language: string): string => join(scratch, `${book}-${language}`);
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  for (const language of languages) {
    const { code, stderr } = await run(`keiretsu report casebooks/ai-alliances -o ${folder("ai-alliances", language)} --lang ${language}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

async function open(
  path: string,
  options: { width: number; colorScheme?: "dark" | "light" },
): Promise<{ page: Page; requests: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: options.width, height: 900 }, colorScheme: options.colorScheme ?? "light" });
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, requests };
}

describe.each(languages)("the report of the AI casebook in %s", (language) => {
  test.each(language === "en" ? [1280, 820, 390] : [1280, 390])(
    "at %i px nothing is cut, covered or wider than the screen, and nothing is fetched",
    async (width) => {
      const path = join(folder("ai-alliances", language), "report.html");
      const { page, requests } = await open(path, { width });
      const { faults, pictures } = await layoutOf(page);
      expect(faults).toEqual([]);
      // Network, spread, vendors, timeline, likeness, eight loops, two of the what-if and nine of the run over time, each at one width.
      expect(pictures).toBe(24);
      expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(path).href]);
      await page.close();
    },
  );

  test("every number reaches a claim, every claim a source; headings, tables and figures are named", async () => {
    const { page } = await open(join(folder("ai-alliances", language), "report.html"), { width: 1280 });
    expect(await structureOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll("a.n, a.f").length)).toBeGreaterThan(100);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await page.close();
  });

  test("it prints on A4, light even from a dark screen, as one PDF", async () => {
    const { page } = await open(join(folder("ai-alliances", language), "report.html"), { width: 1280, colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });
});

test("the keyboard reaches the answer first, and each link shows where it is", async () => {
  const { page } = await open(join(folder("ai-alliances", "en"), "report.html"), { width: 1280 });
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#answer");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe("solid");
  await page.close();
});

test("a figure opens the list it leads to", async () => {
  const { page } = await open(join(folder("ai-alliances", "en"), "report.html"), { width: 1280 });
  await page.click("#panel a.f");
  expect(await page.evaluate(() => document.querySelector(":target")?.closest("details")?.open)).toBe(true);
  await page.close();
});

test("the French page speaks French: no English word outside names, titles and quotes", async () => {
  const { page } = await open(join(folder("ai-alliances", "fr"), "report.html"), { width: 1280 });
  const { casebook } = readCasebook("casebooks/ai-alliances");
  const names = casebook.entities.flatMap((entity) => [entity.name, ...entity.aliases]).sort((a, b) => b.length - a.length);
  const words = names.reduce((text, name) => (name === "" ? text : text.replaceAll(name, "·")), await ownWords(page));
  const english =
    /\b(the|and|of|with|from|to|by|for|amount|unknown|claims?|loops?|share|gross|known|announced|lapsed|closed|rumoured|letter|purchase|equity|debt|funding|leg|legs|deals?|press|asserts|denies|about|least|most|between|loses?|lost|wave|shock|buffers?|needs?|stakes?|fails?|equity|worth|sales|firms?)\b/gi;
  const found = [...words.matchAll(english)].map((match) =>
    words.slice(Math.max(0, match.index - 40), match.index + 40).replace(/\s+/g, " "),
  );
  expect(found).toEqual([]);
  await page.close();
});

describe("the folder", () => {
  test("holds page, results and pictures, and the manifest lists them all", () => {
    const files = readdirSync(folder("ai-alliances", "en")).sort();
    const manifest = JSON.parse(readFileSync(join(folder("ai-alliances", "en"), "report.json"), "utf8")) as Record<string, unknown>;
    expect(manifest).toMatchObject({ schema: "keiretsu.report/1", casebook: "ai-alliances", language: "en", files });
    for (const name of [
      "network",
      "network-narrow",
      "timeline",
      "spread",
      "vendors",
      "loop-1",
      "what-if-1-cascade",
      "what-if-1-waterfall-medium",
    ])
      expect(files).toContain(`${name}.svg`);
    const png = readFileSync(join(folder("ai-alliances", "en"), "network.png"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
  });

  test("is written again with the same bytes, and leaves nothing beside it", async () => {
    const target = join(scratch, "again", "ford");
    const line = `keiretsu report casebooks/ford-1914 -o ${target}`;
    expect((await run(line)).code).toBe(0);
    const first = readdirSync(target).map((name) => readFileSync(join(target, name)).toString("base64"));
    expect((await run(line)).code).toBe(0);
    expect(readdirSync(target).map((name) => readFileSync(join(target, name)).toString("base64"))).toEqual(first);
    expect(readdirSync(join(scratch, "again"))).toEqual(["ford"]);
  });

  test("with a file of someone else is left as it is", async () => {
    const target = join(scratch, "foreign");
    mkdirSync(target);
    writeFileSync(join(target, "thesis.txt"), "mine");
    const { code, stderr } = await run(`keiretsu report casebooks/ford-1914 -o ${target} --lang fr`);
    expect(code).toBe(2);
    expect(stderr).toContain("« thesis.txt »");
    expect(readdirSync(target)).toEqual(["thesis.txt"]);
  });

  test("of an earlier report to which someone added a file is left as it is", async () => {
    const target = join(scratch, "added");
    expect((await run(`keiretsu report casebooks/ford-1914 -o ${target}`)).code).toBe(0);
    writeFileSync(join(target, "notes.md"), "mine");
    expect((await run(`keiretsu report casebooks/ford-1914 -o ${target}`)).code).toBe(2);
    expect(existsSync(join(target, "notes.md"))).toBe(true);
  });

  test("is not made when the casebook cannot be read", async () => {
    const target = join(scratch, "never");
    expect((await run(`keiretsu report casebooks/none -o ${target}`)).code).not.toBe(0);
    expect(existsSync(target)).toBe(false);
  });
});
