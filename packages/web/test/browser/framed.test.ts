import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
/** Somebody else's site: what it shows is what stands after the question mark of its address. */
const other = createServer((request, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(decodeURIComponent(request.url!.split("?")[1] ?? ""));
});
const otherSite = (html: string): string => `http://127.0.0.1:${(other.address() as AddressInfo).port}/?${encodeURIComponent(html)}`;
beforeAll(async () => {
  [served, browser] = await Promise.all([
    serve(["ai-alliances"]),
    browse(),
    new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve)),
  ]);
});
afterAll(async () => {
  other.close();
  await browser?.close();
  await served?.close();
});

test("the snippet of a page shows it alone inside another site, in the same state; pages that write are not shown there", async () => {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(served.address).origin });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/circularity?lang=fr&known=2025-10-24`);
  await page.waitForSelector(".figures, main table");
  const lead = await page.textContent("main .lead");
  await page.click("details.exports > summary");
  const snippet = await page.inputValue(".embed textarea");

  const host = await context.newPage();
  await host.goto(otherSite(snippet));
  const frame = host.frameLocator("iframe");
  await frame.locator("main .lead").waitFor();
  expect(await frame.locator("main .lead").textContent()).toBe(lead);
  expect(await frame.locator("header.top, nav.menu, details.exports").count()).toBe(0);
  const [whole] = await Promise.all([context.waitForEvent("page"), frame.locator('a[target="_blank"]').last().click()]);
  await whole.waitForSelector("header.top");
  expect(await whole.textContent("main .lead")).toBe(lead);

  for (const route of ["account", "review", "import", "edit/claims/c-lemonde-2025-10-24-041"]) {
    await host.goto(otherSite(snippet.replace("#/circularity?", `#/${route}?`)));
    await frame.locator('[role="alert"]').waitFor();
    expect(await frame.locator("form, input, textarea").count()).toBe(0);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test("a page hands out its tables and the network of its view", async () => {
  const page = await browser.newPage();
  await page.goto(`${served.address}#/circularity?lang=en`);
  await page.waitForSelector("main table", { state: "attached" });
  // Tables come one after the other.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .waiting') === null);
  await page.click("details.exports > summary");
  const saved = async (button: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.exports button:text-is("${button}")`)]);
    return readFileSync(await download.path(), "utf8");
  };
  const tables = await saved("Tables of this page (CSV)");
  const captions = await page.locator("main table caption").allTextContents();
  for (const caption of captions) expect(tables).toContain(caption.trim());
  const rows = await page.locator("main table tr").count();
  // A line a caption and a row, an empty one between two tables.
  expect(tables.trimEnd().split("\r\n").length).toBe(rows + captions.length + captions.length - 1);
  expect(await saved("GraphML")).toContain("<graphml");
  await page.close();
});
