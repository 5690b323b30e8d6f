import { readFileSync } from "node:fs";
import { models, readCase, runCase } from "keiretsu";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exampleIn } from "../../src/views/models/example.ts";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

// The pages that suppose: one server, one browser. A page that computes has time on a slow machine.
vi.setConfig({ testTimeout: 150_000 });

let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(["ai-alliances", "lucent-2000"]), browse()]);
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

test("any answer of the command line is asked of the server, its options in the address", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/ask/bearers?lang=fr&of=aligned`);
  await page.locator("#output-equity data").first().waitFor();
  expect(await page.locator("#output-equity data").evaluateAll((all) => all.map((one) => (one as HTMLDataElement).value))).toEqual([
    "40000000000",
    "40000000000",
  ]);
  expect(await page.locator("code", { hasText: "keiretsu bearers casebooks/ai-alliances --of aligned" }).count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
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

/** Every number of a value in the order in which JSON has them. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);

test("the worked example of every model shows in the browser the very numbers of the library in Node", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  for (const model of models) {
    const example = exampleIn(readFileSync(`docs/models/${model.id}.md`, "utf8"))!;
    const { values } = runCase(readCase(JSON.stringify({ model: model.id, input: example.input }), model).case!);
    await page.goto(`${served.address}#/models/${model.id}?lang=en`);
    await page.locator("h2", { hasText: model.id }).waitFor();
    for (const [name, value] of Object.entries(values)) {
      const output = page.locator(`[id="output-${name}"]`);
      await output.waitFor();
      // Long tables show a hundred rows at first.
      for (const more of await output.getByRole("button", { name: /^Show/ }).all()) await more.click();
      const shown = await output.locator("data").evaluateAll((all) => all.map((one) => Number((one as HTMLDataElement).value)));
      const inside = (await output.locator("code").allTextContents()).slice(1).join(" ");
      if (!/[{[]/.test(inside)) expect(sorted(shown), `${model.id} ${name}`).toEqual(sorted(numbersOf(value)));
    }
  }
  expect(complaints).toEqual([]);
  await page.close();
});

test("what is typed is checked by the library, its fault stands beside the field, and its link reproduces it", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${served.address}#/models/debtrank?lang=fr`);
  const shock = page.locator("#field-shock");
  await page.locator('[id="output-differential"]').waitFor();
  await shock.fill("2, 0, 0");
  await page.getByRole("button", { name: "Calculer" }).click();
  await page.locator('[role="alert"]', { hasText: "input.shock[0]" }).waitFor();
  await shock.fill("0.25, 0, 0");
  await page.getByRole("button", { name: "Calculer" }).click();
  await page.locator('[id="output-differential"]').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const numbers = await page
    .locator('[id="output-differential"] data')
    .evaluateAll((all) => all.map((one) => (one as HTMLDataElement).value));
  const other = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await other.goto(page.url());
  await other.locator('[id="output-differential"]').waitFor();
  const again = await other
    .locator('[id="output-differential"] data')
    .evaluateAll((all) => all.map((one) => (one as HTMLDataElement).value));
  expect(again).toEqual(numbers);
  expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await other.close();
  await page.close();
});
