import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

/**
 * On each page its reader changes what can be changed, copies the link and sends it to somebody whose browser knows nothing, is English, light and of the same
 * size: both see the same text, the same fields and the same pictures.
 */

let served: Served;
let browser: Browser;
let sender: Page;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(["ai-alliances", "lucent-2000"]), browse()]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", locale: "en-GB" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await context.addInitScript(() => localStorage.setItem("keiretsu-welcomed", "yes"));
  sender = await context.newPage();
  sender.setDefaultTimeout(60_000);
  await sender.goto(`${served.address}#/account`);
  await sender.click('button:text("Français")');
  await sender.click("button.round");
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function settled(page: Page): Promise<void> {
  await page.waitForSelector("main h1, main h2");
  for (let calm = 0; calm < 4; ) {
    const busy = await page.evaluate(() => document.querySelector('[aria-busy="true"], .waiting') !== null);
    calm = busy ? 0 : calm + 1;
    await page.waitForTimeout(100);
  }
}

/** What there is to see and to choose, as text. */
async function seen(page: Page): Promise<object> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await settled(page);
  // Arrows that were taken away fade first.
  await page.waitForFunction(() => document.querySelector(".leaving path") === null);
  return page.evaluate(() => {
    const main = document.querySelector("main")!;
    const all = <E extends Element>(selector: string): E[] => [...main.querySelectorAll<E>(selector)];
    return {
      text: main.textContent.replaceAll(/\s+/g, " "),
      fields: all<HTMLInputElement>("input, select, textarea").map((one) => `${one.name} ${one.value} ${one.checked}`),
      pictures: all<SVGElement>("svg").flatMap((one) => one.outerHTML.split(/(?=<)/)),
      language: document.documentElement.lang,
      theme: document.documentElement.dataset.theme,
      book: document.querySelector<HTMLSelectElement>("header select")?.value,
    };
  });
}

/** A choice of a field by its label: this value, the one in this place, or the last one. */
async function choose(page: Page, label: string, value?: string | number): Promise<void> {
  const select = page
    .locator("main label.field")
    .filter({ has: page.locator("span", { hasText: new RegExp(`^${label}$`) }) })
    .locator("select")
    .first();
  const index = typeof value === "number" ? value : (await select.locator("option").count()) - 1;
  await select.selectOption(typeof value === "string" ? value : { index });
  await settled(page);
}

async function click(page: Page, selector: string): Promise<void> {
  await page.locator(`main ${selector}`).first().click();
  await settled(page);
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(`main ${selector}`).first().fill(text);
  await page.keyboard.press("Tab");
  await settled(page);
}

/** What the bar above most pages offers. */
async function look(page: Page): Promise<void> {
  await type(page, '.view-bar input[type="date"] >> nth=1', "2026-06-30");
  await choose(page, "Au moins", "letter-of-intent");
  await choose(page, "Montants selon");
}

const nothing = async (): Promise<void> => {};

/** For each page an address and what its reader does there. */
const visits: Readonly<Record<string, readonly [route: string, act: (page: Page) => Promise<void>]>> = {
  // First, since parties that are put elsewhere by hand stay there in the sender’s own embedded pictures.
  embed: ["embed/network?lens=owns&node=openai", async (page) => click(page, '.zoom button:has-text("+")')],
  network: [
    "network",
    async (page) => {
      await look(page);
      await click(page, ".lens label:nth-child(2)");
      await choose(page, "Flèches dessinées", "30");
      await click(page, "details.filters summary");
      await click(page, "details.filters input[type=checkbox]");
      await type(page, "input[type=search]", "oracle");
      await page.keyboard.press("Enter");
      await click(page, '.card button:has-text("Masquer")');
      // What is searched for is found and done with.
      await type(page, "input[type=search]", "");
      await page.focus("[data-node]");
      await page.keyboard.press("Shift+ArrowRight");
      await page.focus(".network-drawing");
      await page.keyboard.press("+");
      await page.waitForFunction(() => location.hash.includes("eye="));
      await click(page, "details.filters summary");
    },
  ],
  circularity: ["circularity", look],
  company: [
    "company",
    async (page) => {
      await look(page);
      await type(page, "input[type=search]", "open");
    },
  ],
  deal: [
    "deal",
    async (page) => {
      await look(page);
      await click(page, "input[type=checkbox]");
    },
  ],
  story: [
    "story/nvda-openai-loi-equity",
    async (page) => {
      await click(page, "tbody button.value >> nth=2");
    },
  ],
  loops: [
    "loops",
    async (page) => {
      await look(page);
      await choose(page, "Volets au plus", "3");
      await choose(page, "Statut le plus faible au moins", "announced");
    },
  ],
  compare: ["compare?book=lucent-2000", async (page) => click(page, "fieldset input[type=checkbox]")],
  stress: [
    "stress?shock=openai%3D0.4",
    async (page) => {
      await choose(page, "Entreprise", "nvidia");
      await click(page, 'form button:has-text("Ajouter")');
      // What is not added yet is no state of the page.
      await choose(page, "Entreprise", 0);
      await choose(page, "Fonds propres", "market");
    },
  ],
  simulate: ["simulate?draws=100", async (page) => choose(page, "Scénario")],
  "what-if": [
    "what-if",
    async (page) => {
      await click(page, "form button.main");
      await page.waitForFunction(() => location.hash.includes("edits="));
    },
  ],
  models: [
    "models/eisenberg-noe",
    async (page) => {
      const field = page.locator("main .model-fields textarea, main .model-fields input").first();
      await field.fill((await field.inputValue()).replace(/\d+/, "7"));
      await click(page, "form button.main");
    },
  ],
  ask: ["ask/layers", async (page) => type(page, "input[type=text], input:not([type])", "2025-12-31")],
  review: ["review", nothing],
  edit: ["edit/claims/c-lemonde-2025-10-24-041", nothing],
  import: ["import", nothing],
  account: ["account", nothing],
  tour: ["tour/1", async (page) => click(page, "a.button.main")],
  evidence: [
    "evidence",
    async (page) => {
      await type(page, "input[type=search]", "oracle");
      await click(page, "thead button");
    },
  ],
};

test("every page has its visit", () => {
  const listed = [...readFileSync("packages/web/src/views/pages.ts", "utf8").matchAll(/\bid: "([\w-]+)"/g)].map(([, id]) => id);
  expect(listed.length).toBeGreaterThan(15);
  expect(Object.keys(visits).sort()).toEqual(listed.sort());
});

for (const [name, [route, act]] of Object.entries(visits))
  test(name, async () => {
    await sender.evaluate((hash) => (location.hash = hash), `#/${route}`);
    await settled(sender);
    const before = await seen(sender);
    await act(sender);
    const sent = await seen(sender);
    if (act !== nothing) expect(sent).not.toEqual(before);
    // A picture that stands alone has no header: its own address is what is passed on.
    const bare = (await sender.locator("button.share").count()) === 0;
    if (!bare) await sender.click("button.share");
    const link = bare ? `${sender.url()}&lang=fr&theme=dark` : await sender.evaluate(() => navigator.clipboard.readText());
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", locale: "en-GB" });
    await context.addInitScript(() => localStorage.setItem("keiretsu-welcomed", "yes"));
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints = complaintsOf(page);
    await page.goto(link);
    await expect.poll(() => seen(page), { timeout: 60_000 }).toEqual(sent);
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

test("an open drawer of evidence is passed on by its own link, and closing it leaves the address without", async () => {
  await sender.evaluate(() => (location.hash = "#/network?known=2026-02-27"));
  await settled(sender);
  await sender.locator('[data-tie="openai-oracle-cloud"] .reach').dispatchEvent("click");
  const drawer = async (page: Page): Promise<string> => {
    await page.waitForSelector("dialog[open] .claim.chosen");
    return page.evaluate(() => document.querySelector("dialog[open]")!.textContent.replaceAll(/\s+/g, " "));
  };
  const sent = await drawer(sender);
  await sender.click('dialog[open] button:text("Copier le lien")');
  const link = await sender.evaluate(() => navigator.clipboard.readText());
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(link);
  // The title is the record's own name of the leg, not the sender's words.
  const [, ...rest] = (await drawer(page)).split("Copier le lien");
  expect(rest).toEqual(sent.replace("Copié", "Copier le lien").split("Copier le lien").slice(1));
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !location.hash.includes("cite"));
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);
