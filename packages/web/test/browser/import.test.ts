import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-import-"));
  [served, browser] = await Promise.all([serve(["ford-1914"]), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(hash: string): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" })).newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#key=${served.key}`);
  await page.waitForSelector(".lead");
  await page.goto(`${served.address}#/${hash}`);
  return { page, complaints };
}

async function api<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${served.address}api/v1/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${served.key}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return (await response.json()) as T;
}

async function acceptEntity(id: string, revision: number): Promise<void> {
  const edits = [{ op: "add", table: "entities", cells: { id, name: id, kind: "company" } }];
  const made = await api<{ id: string }>("casebooks/ford-1914/proposals", { edits, why: "a friend", baseRevision: revision });
  await api(`proposals/${made.id}/decision`, { verdict: "accept", reason: "yes" });
}

test("a folder over a casebook that is there: what it would take back is told, meant, and never what came in between", async () => {
  const book = join(folder, "ford-1914");
  cpSync("casebooks/ford-1914", book, { recursive: true });
  writeFileSync(join(book, "README.md"), `${readFileSync(join(book, "README.md"), "utf8")}\nMine.\n`);
  await acceptEntity("edison", 1);
  const { page, complaints } = await opened("import?lang=en");
  await page.setInputFiles(".drop input[multiple]", book);
  await page.waitForSelector("text=at revision 2");
  expect(await page.locator(".warning li").allTextContents()).toEqual(["README.md", "entities/edison"]);
  await page.fill('label:has-text("Why") input', "my copy");
  await page.click('button:text("Take it into the store")');
  // Not before its reader has said so.
  expect(await page.evaluate(() => document.querySelector<HTMLInputElement>(".check input")!.validity.valueMissing)).toBe(true);
  await page.check(".check input");
  await acceptEntity("firestone", 2);
  await page.click('button:text("Take it into the store")');
  await page.waitForSelector("text=Since revision 2 others have changed");
  // The report tells of what stands there now, and it has to be meant again.
  await page.waitForSelector("text=at revision 3");
  expect(await page.locator(".warning li").allTextContents()).toEqual(["README.md", "entities/edison", "entities/firestone"]);
  expect(await page.isChecked(".check input")).toBe(false);
  expect((await api<{ revision: number }>("casebooks/ford-1914/files")).revision).toBe(3);
  await page.check(".check input");
  await page.click('button:text("Take it into the store")');
  await page.waitForSelector("text=Taken in as revision 4.");
  await page.waitForSelector(".warning", { state: "detached" });
  const { files } = await api<{ files: { path: string; text: string }[] }>("casebooks/ford-1914/files");
  expect(files.find(({ path }) => path === "README.md")!.text).toContain("Mine.");
  expect(complaints.filter((one) => !one.includes("409"))).toEqual([]);
  await page.context().close();
}, 180_000);
