import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(["ai-alliances", "lucent-2000"]), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** Page and what must be on it, in English and in French. */
const pages: readonly (readonly [hash: string, en: string, fr: string])[] = [
  ["/circularity", "What the answer depends on", "De quoi dépend la réponse"],
  ["/loops", "loops found", "boucles trouvées"],
  ["/loops/loop-01", "It carries nothing in this view", "Elle ne porte rien dans cette vue"],
  ["/company/openai", "Sources and uses of money", "Ressources et emplois d’argent"],
  ["/deal/nvda-openai-2025-09", "How its standing turned", "Comment son statut a tourné"],
  ["/story", "Turn by turn", "Tournant par tournant"],
  ["/evidence", "783 of 783 claims", "783 affirmations sur 783"],
  ["/evidence/c-lemonde-2025-10-24-059", "Against it", "Contre elle"],
  ["/compare", "The figures side by side", "Les chiffres côte à côte"],
];

async function settled(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector("main")!.textContent.includes(wanted) &&
      document.querySelector('.waiting, [aria-busy="true"], [role="status"] progress') === null &&
      document.querySelector("main h1") !== null,
    text,
  );
}

/** Pages that the walk through every page does not see: their widths and WCAG are looked at here. */
const unwalked = new Set(["/loops/loop-01", "/story", "/evidence/c-lemonde-2025-10-24-059"]);

/** What axe finds: what it recommends beyond WCAG, or all. */
async function faults(page: Page, options: { readonly runOnly?: readonly string[] }): Promise<readonly string[]> {
  return page.evaluate(async (asked) => {
    const { axe: checker } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await checker.run({ resultTypes: ["violations"], preload: false, ...asked });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  }, options);
}

test("every reading page says in both languages what it is for, and stands wide and on a phone without a fault", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/circularity?lang=en`);
  await page.evaluate(axe);
  const found: string[] = [];
  for (const [hash, en, fr] of pages) {
    for (const [language, text] of [
      ["en", en],
      ["fr", fr],
    ]) {
      await page.evaluate((to) => (location.hash = to), `#${hash}?lang=${language}`);
      await settled(page, text);
      if (unwalked.has(hash)) {
        for (const width of [390, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (over > 0) found.push(`${hash} ${language} is ${over} px too wide at ${width}`);
        }
        await settled(page, text);
      }
      const options = unwalked.has(hash) ? {} : { runOnly: ["best-practice"] };
      if (language === "fr") found.push(...(await faults(page, options)).map((fault) => `${hash} ${fault}`));
    }
  }
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
}, 240_000);

test("a choice of the spread is taken by a click, a number leads to its claims, and the search to a firm", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${served.address}#/circularity?lang=en`);
  await settled(page, "What the answer depends on");
  await page.click('table.spread button.value:text-is("definitive agreement")');
  await page.waitForFunction(() => location.hash.includes("at-least=definitive"));
  await settled(page, "What the answer depends on");
  await page.click(".lead .cited >> nth=0");
  await page.waitForSelector("dialog.drawer[open] .claim.chosen");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("nvidia");
  await page.waitForSelector('dialog.search [role="option"] >> text=Nvidia');
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/company/nvidia"));
  await settled(page, "Sources and uses of money");
  expect(await page.textContent("h1")).toBe("Nvidia");
  await page.close();
}, 120_000);
