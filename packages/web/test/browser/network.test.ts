import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(hash: string, width = 1280): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/network?${hash}`);
  await page.waitForSelector(".network-drawing text");
  return { page, complaints };
}

/** The first page with some of its answers held back, and what it shows. */
async function withheld(held: string): Promise<{ readonly page: Page; readonly shown: string; readonly release: () => void }> {
  // What a service worker fetches cannot be held back.
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/casebooks/ai-alliances/${held}*`, async (route) => {
    if (held === "opening") return route.fulfill({ status: 404 });
    await promise;
    return route.continue();
  });
  await page.goto(`${served.address}#/network?lang=en`);
  await page.waitForSelector(".network-drawing text");
  await page.waitForSelector(".time input[type=range]");
  const shown = await page.evaluate(() => document.querySelector("main")!.innerHTML);
  return { page, shown, release: resolve };
}

test("the first picture needs no file of the casebook, and is the same as without that help", async () => {
  const asked = async (): Promise<number> => (await fetch(`${served.address}api/v1/casebooks/ai-alliances/opening?most=60`)).status;
  await expect.poll(asked, { timeout: 30_000 }).toBe(200);
  const [early, late] = [await withheld("files"), await withheld("opening")];
  expect(early.shown).toBe(late.shown);
  expect(early.shown).toContain("222.7");
  await early.page.locator('[data-tie="openai-oracle-cloud"] .reach').dispatchEvent("click");
  await early.page.waitForSelector("dialog[open]");
  expect(await early.page.locator("dialog[open] .claim").count()).toBe(0);
  early.release();
  await early.page.waitForSelector("dialog[open] .claim.chosen");
  await Promise.all([early.page.close(), late.page.close()]);
});

const param = (page: Page, name: string): Promise<string | null> =>
  page.evaluate((asked) => new URLSearchParams(location.hash.split("?")[1]).get(asked), name);

test("an arrow tells its amount, and opens its evidence by click and by keyboard", async () => {
  const { page, complaints } = await open("lang=en");
  const arrow = page.locator('[data-tie="openai-oracle-cloud"]');
  expect(await arrow.getAttribute("aria-label")).toBe(
    "OpenAI pays Oracle: 300\u00a0bn\u00a0USD · computing capacity · definitive agreement",
  );
  await arrow.focus();
  await page.waitForSelector(".tip");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] .claim.chosen");
  expect(await page.textContent("dialog[open] h2")).toBe("OpenAI → Oracle");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { state: "detached" });
  await arrow.locator(".reach").dispatchEvent("click");
  await page.waitForSelector("dialog[open] .claim.chosen");
  expect(complaints).toEqual([]);
  await page.close();
});

test("a party found by an alias stands in the address with its card; only its neighbours, then hidden", async () => {
  const { page, complaints } = await open("lang=en");
  await page.fill("main input[type=search]", "aws");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card");
  expect(await param(page, "node")).toBe("aws");
  await page.fill("main input[type=search]", "open");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.card h2:text("OpenAI")');
  expect(await page.getAttribute(".card .actions a", "href")).toContain("#/company/openai");
  await page.click('button:text("Only its neighbours")');
  await page.waitForFunction(() => document.querySelector('[data-node="blue-owl"]') === null);
  expect(await param(page, "around")).toBe("openai");
  await page.goBack();
  await page.waitForSelector('[data-node="blue-owl"]');
  await page.click('.card button:text("Hide")');
  await page.waitForSelector('[data-node="openai"]', { state: "detached" });
  await page.click('button:text("OpenAI ×")');
  await page.waitForSelector('[data-node="openai"]');
  expect(complaints).toEqual([]);
  await page.close();
});

test("keys and wheel look nearer, a drag moves the view or a party, and a link shows the same part", async () => {
  const { page, complaints } = await open("lang=en");
  const radius = () => page.getAttribute('[data-node="openai"] .disc', "r").then(Number);
  const before = await radius();
  await page.focus(".network-drawing");
  await page.keyboard.press("+");
  await page.waitForFunction(() => location.hash.includes("eye="));
  expect(await radius()).toBeGreaterThan(before);
  const link = page.url();
  const { page: other } = await open(link.split("?")[1]);
  expect(await other.getAttribute('[data-node="openai"] .disc', "r").then(Number)).toBeCloseTo(await radius(), 0);
  await other.close();
  await page.keyboard.press("0");
  await page.waitForFunction(() => !location.hash.includes("eye="));
  const box = (await page.locator('[data-node="openai"] .disc').boundingBox())!;
  const rest = () => page.locator('[data-node="oracle"] .disc').boundingBox();
  const oracle = await rest();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 90, { steps: 3 });
  await page.mouse.up();
  const moved = (await page.locator('[data-node="openai"] .disc').boundingBox())!;
  expect(moved.x).toBeLessThan(box.x - 40);
  expect(await rest()).toEqual(oracle);
  expect(await page.locator(".card").count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test("where a party was put is found again by the next visit, until it is reset; the snippet shows the picture alone", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/network?lang=en&lens=owes&most=30`);
  const place = async (): Promise<string> => {
    await page.waitForSelector(".network-drawing text");
    return `${await page.getAttribute('[data-node="openai"] .disc', "cx")}`;
  };
  const before = await place();
  const kept = await fetch(`${served.address}api/v1/casebooks/ai-alliances/positions`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${served.key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ positions: { oracle: { x: 5, y: 5 } } }),
  });
  expect(kept.status).toBe(200);
  const oracle = await page.getAttribute('[data-node="oracle"] .disc', "cx");
  await page.focus('[data-node="openai"]');
  await page.keyboard.press("Shift+ArrowRight");
  await page.waitForFunction((cx) => document.querySelector('[data-node="openai"] .disc')!.getAttribute("cx") !== cx, before);
  await page.click("summary:has-text('Take it away')");
  const snippet = await page.inputValue(".embed textarea");
  const address = /src="([^"]+)"/.exec(snippet)![1].replaceAll("&amp;", "&");
  await page.reload();
  expect(await place()).not.toBe(before);
  // What others have kept with the case moves it here too.
  await page.waitForFunction((cx) => document.querySelector('[data-node="oracle"] .disc')!.getAttribute("cx") !== cx, oracle);
  await page.click('button:text("Reset positions")');
  await page.waitForSelector('button:text("Reset positions")', { state: "detached" });
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("keiretsu-places")))).toEqual([]);
  expect(address).toContain("/embed#/embed/network?");
  await page.goto(address);
  await page.waitForSelector(".frame.bare .network-drawing text");
  expect(await page.textContent("h1")).toContain("Who owes whom – ");
  expect(await page.locator("nav, .view-bar").count()).toBe(0);
  expect(await page.getAttribute('a:text("Open the full page")', "href")).toBe("./#/network?lang=en&lens=owes&most=30");
  expect(complaints).toEqual([]);
  await context.close();
}, 180_000);

test("two who may write move different parties: both keep their places, and a reset, once it is meant, holds for everybody", async () => {
  const writer = async (): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${served.address}#/network?lang=en&book=lucent-2000&key=${served.key}`);
    await page.waitForSelector('.network-drawing [data-node="lucent"]');
    return { page, complaints };
  };
  const kept = async (): Promise<Readonly<Record<string, object>>> => {
    const answer = await fetch(`${served.address}api/v1/casebooks/lucent-2000/positions`);
    return ((await answer.json()) as { positions: Record<string, object> }).positions;
  };
  const move = async (page: Page, firm: string): Promise<void> => {
    await page.focus(`[data-node="${firm}"]`);
    const answer = page.waitForResponse((response) => response.request().method() === "PATCH");
    await page.keyboard.press("Shift+ArrowRight");
    expect((await answer).status()).toBe(200);
  };
  const [one, two] = [await writer(), await writer()];
  const [first, second] = await one.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-node]")].map((node) => node.dataset.node!),
  );
  const place = (page: Page, firm: string): Promise<string | null> => page.getAttribute(`[data-node="${firm}"] .disc`, "cx");
  const start = await place(one.page, first);
  await move(one.page, first);
  await move(two.page, second);
  expect(Object.keys(await kept()).sort()).toEqual([first, second].sort());

  await one.page.reload();
  await one.page.waitForSelector('button:text("Reset positions")');
  await one.page.click('button:text("Reset positions")');
  await one.page.click('button:text("Cancel")');
  expect(Object.keys(await kept())).toHaveLength(2);
  await one.page.click('button:text("Reset positions")');
  await one.page.waitForSelector("text=Everybody sees these positions.");
  await one.page.click('button:text("Reset for everybody")');
  await one.page.waitForSelector('button:text("Reset positions")', { state: "detached" });
  expect(await kept()).toEqual({});
  for (const { page, complaints } of [one, two]) {
    await page.reload();
    await page.waitForSelector(`[data-node="${first}"] .disc`);
    await page.waitForTimeout(500);
    expect(await page.locator('button:text("Reset positions")').count()).toBe(0);
    expect(await place(page, first)).toBe(start);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 180_000);

test.each([
  ["en", 390, "&lens=owes&node=coreweave&theme=dark"],
  ["fr", 1280, "&lens=owns&node=nvidia&most=all&theme=dark"],
  ["fr", 390, "&round=yes&flow=revenue&min=1000000000"],
] as const)("%s at %i px%s: no overflow, nothing that axe finds", async (language, width, more) => {
  const { page, complaints } = await open(`lang=${language}${more}`, width);
  await page.click("summary:has-text('rrow'), summary:has-text('lèches')");
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
  });
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});
