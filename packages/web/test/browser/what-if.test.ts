import type { Browser, Page } from "playwright-core";
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

/** What-if as its reader meets it. */
class WhatIf {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async row(name: string): Promise<readonly string[]> {
    const row = this.page.locator("table tr", { has: this.page.getByRole("rowheader", { name, exact: true }) }).first();
    await row.waitFor();
    return row.locator("td").allTextContents();
  }

  async cancel(deal: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Deal", exact: true }).selectOption({ label: deal });
    await this.page.getByRole("button", { name: "Suppose it" }).click();
  }

  async banner(text: string): Promise<void> {
    await this.page.locator(".supposed strong", { hasText: text }).waitFor();
    await this.page.waitForFunction(() => document.querySelector('.answered[aria-busy="true"]') === null);
  }
}

test("a cancelled deal moves the panel on every page, its link reproduces it, undo takes it back", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/what-if?lang=en`);
  const whatIf = new WhatIf(page);
  const [before] = await whatIf.row("Promised in all");
  await whatIf.cancel("OpenAI and Oracle: capacity, and the chips behind it");
  await whatIf.banner("Supposed: 1 change");
  await page.getByRole("columnheader", { name: "Supposed" }).waitFor();
  expect(await page.locator('.supposed [role="alert"]').count()).toBe(0);
  const [record, supposed] = await whatIf.row("Promised in all");
  expect(record).toBe(before);
  expect(supposed).not.toBe(before);
  expect(await axeFindings(page)).toEqual([]);

  const other = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await other.goto(page.url().replace("#/what-if", "#/circularity"));
  await other.locator(".supposed strong", { hasText: "Supposed: 1 change" }).waitFor();
  await other.locator(".lead", { hasText: supposed }).waitFor();
  expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await other.close();

  await page.getByRole("button", { name: "Undo" }).click();
  await whatIf.banner("Supposed: 0 changes");
  expect(await whatIf.row("Promised in all")).toEqual([before]);
  await page.getByRole("button", { name: "Redo" }).click();
  await whatIf.banner("Supposed: 1 change");
  await page.getByRole("button", { name: "Back to the record" }).click();
  await page.waitForFunction(() => document.querySelector(".supposed") === null);
  expect(page.url()).not.toContain("edits=");
  expect(complaints).toEqual([]);
  await page.close();
});
