import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

/**
 * Every page in both languages and at two widths: nothing complains, nothing overflows, axe finds nothing, French pages hold no English sentence. The screenshots stay in
 * .cache/screens, to be looked at.
 */

const PAGES: Readonly<Record<string, string>> = {
  network: "network",
  circularity: "circularity",
  companies: "company",
  company: "company/openai",
  deals: "deal",
  deal: "deal/nvda-openai-2025-09",
  loops: "loops",
  loop: "loops/loop-01?known=2025-10-24&at-least=letter-of-intent",
  story: "story/nvda-openai-loi-equity",
  evidence: "evidence",
  compare: "compare",
  stress: "stress?shock=openai%3D0.4",
  simulate: "simulate?draws=100",
  "what-if": "what-if",
  models: "models",
  model: "models/eisenberg-noe",
  ask: "ask/layers",
  review: "review",
  edit: "edit/claims/c-lemonde-2025-10-24-041",
  import: "import",
  account: "account",
  tour: "tour/1",
  embed: "embed/network",
};
const WIDTHS = [1280, 390];
const screens = join(".cache", "screens");

let served: Served;
let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  mkdirSync(screens, { recursive: true });
  [served, browser] = await Promise.all([serve(), browse()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(120_000);
  complaints = complaintsOf(page);
  await page.addInitScript(() => localStorage.setItem("keiretsu-welcomed", "yes"));
  await page.goto(`${served.address}#key=${served.key}`);
  await page.waitForSelector("h1");
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Until nothing is computed any more: no answer is on its way for two looks in a row. */
async function settled(): Promise<void> {
  await page.waitForSelector("main h1, main h2");
  for (let calm = 0; calm < 3; ) {
    const busy = await page.evaluate(() => document.querySelector('[aria-busy="true"], .waiting') !== null);
    calm = busy ? 0 : calm + 1;
    await page.waitForTimeout(100);
  }
}

/** Sentences on a French page that read as English and are not marked as such; names and works cited stay as they are. */
function englishOn(): string[] {
  const words = /\b(the|with|from|which|that|are|was|has|this|these|would|not)\b/gi;
  const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement!;
    if (holder.closest('[lang]:not([lang="fr"])') || holder.closest("code, pre, option, style, script, title, desc")) continue;
    const text = node.textContent!.trim();
    if ((text.match(words)?.length ?? 0) > 1 && !/\b(19|20)\d\d\b/.test(text)) found.push(text.slice(0, 80));
  }
  return found;
}

async function go(route: string, language: string, theme: string): Promise<void> {
  const [path, query = ""] = route.split("?");
  await page.evaluate((hash) => (location.hash = hash), `#/${path}?${query === "" ? "" : `${query}&`}lang=${language}&theme=${theme}`);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await settled();
}

/** What is wrong with the page as it stands, at both widths. */
async function wrong(name: string, language: string): Promise<string[]> {
  const problems: string[] = [];
  for (const width of WIDTHS) {
    if (page.viewportSize()?.width !== width) {
      await page.setViewportSize({ width, height: 900 });
      await settled();
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) problems.push(`${over} px wider than ${width}`);
    // Both languages have one markup, and the longer words of French show where there is least room.
    if ((language === "en") === (width === 1280))
      problems.push(...(await axeFindings(page)).map((finding) => `${width}: ${finding.slice(0, 300)}`));
    await page.screenshot({ path: join(screens, `${name}-${language}-${width}.jpg`), quality: 80, fullPage: true });
  }
  if (language === "fr") problems.push(...(await page.evaluate(englishOn)).map((text) => `English: ${text}`));
  return problems;
}

for (const [name, route] of Object.entries(PAGES))
  for (const language of ["en", "fr"])
    test(`${name}, ${language}`, async () => {
      complaints.length = 0;
      await page.setViewportSize({ width: WIDTHS[0], height: 900 });
      await go(route, language, "light");
      const problems = await wrong(name, language);
      if (language === "en") {
        // Contrast is what the dark page changes: once is enough.
        await go(route, language, "dark");
        problems.push(...(await axeFindings(page, ["color-contrast"])).map((finding) => `dark: ${finding.slice(0, 300)}`));
      }
      expect([...problems, ...complaints]).toEqual([]);
    }, 240_000);

test("a network of another tool, drawn by its edges", async () => {
  complaints.length = 0;
  await go("import", "fr", "light");
  const rows = Array.from({ length: 300 }, (_, i) => `f${i % 60},f${(i * 7 + 1) % 60},${i + 1}`);
  const file = { name: "arcs.csv", mimeType: "text/csv", buffer: Buffer.from(["from,to,amount", ...rows].join("\n")) };
  await page.setInputFiles(".drop input:not([multiple])", file);
  await page.click('main button:text("Dessiner")');
  await page.waitForSelector(".large-network canvas");
  expect([...(await wrong("edges", "fr")), ...complaints]).toEqual([]);
}, 240_000);
