import type { Browser } from "playwright-core";
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

test("the first page tells the headline, draws the network and leads from a language to the other", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/network?lang=en`);
  await page.waitForSelector('[data-node="openai"]');
  expect(await page.textContent(".lead")).toContain("222.7\u00a0bn\u00a0USD (13%)");
  await page.click("text=Français");
  await page.waitForFunction(() => document.documentElement.lang === "fr");
  await page.waitForFunction(() => document.querySelector(".lead")?.textContent?.includes("13\u202f%"));
  expect(complaints).toEqual([]);
  await page.close();
});
