import { models, readCase, runCase } from "keiretsu";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleOf } from "../../src/views/models/example.ts";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), browse()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Every number of a value in the order in which JSON has them. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);

test("the worked example of every model shows in the browser the very numbers of the library in Node", async () => {
  for (const model of models) {
    const example = (await exampleOf(model.id))!;
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
});

test("what is typed is checked by the library, its fault stands beside the field, and its link reproduces it", async () => {
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
});
