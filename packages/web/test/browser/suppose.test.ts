import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test("stress answers from every model, draws the cascade and leads a loss to its legs", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/stress?lang=en&scenario=demand-anchor-insolvent&known=2026-02-27`);
  await page.locator(".drawing svg").nth(1).waitFor();
  const clearing = page.getByRole("row", { name: /^Clearing / }).first();
  expect(await page.locator("table").first().locator("tbody tr").count()).toBe(6);
  await clearing.getByRole("button").click();
  await page.locator("dialog[open] .claim").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add a shock" }).click();
  await page.getByRole("slider").waitFor();
  expect(page.url()).toContain("shock=");
  await page.waitForFunction(() => document.querySelector('.answered[aria-busy="true"]') === null);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test("simulate runs in a worker with progress, draws fans with their tables, and fits a phone", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/simulate?lang=fr&draws=100&book=lucent-2000`);
  await page.locator(".drawing svg").nth(2).waitFor();
  expect(await page.textContent(".lead")).toMatch(/^Sur 100 trajectoires, /);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});
