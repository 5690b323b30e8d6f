import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

const CLAIM = "c-lemonde-2025-10-24-041";
let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(["ai-alliances"]), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** A browser of its own that holds the key. */
async function writer(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${served.address}#key=${served.key}`);
  await page.waitForSelector(".lead");
  return page;
}

/** The form of a correction, filled in and not yet sent. */
async function correct(page: Page, value: string, why: string): Promise<void> {
  await page.goto(`${served.address}#/edit/claims/${CLAIM}?lang=en`);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#cell-value")?.value === "300000000000");
  await page.waitForFunction((id) => document.querySelector<HTMLInputElement>("#cell-id")?.value === `${id}-b`, CLAIM);
  await page.fill("#cell-value", value);
  await page.fill(".propose textarea", why);
}

async function send(page: Page): Promise<void> {
  await page.click(".propose button.main");
  await page.waitForSelector(".propose [role=status]");
}

const textOf = async (path: string): Promise<string> => {
  const { files } = (await (await fetch(`${served.address}api/v1/casebooks/ai-alliances/files`)).json()) as {
    files: { path: string; text: string }[];
  };
  return files.find((file) => file.path === path)!.text;
};

const revision = async (): Promise<{ revision: number; digest: string }> =>
  (await fetch(`${served.address}api/v1/casebooks/ai-alliances/files`)).json() as Promise<{ revision: number; digest: string }>;

test("the key leaves the address at once, and without it nothing can be proposed", async () => {
  const page = await writer();
  expect(page.url()).not.toContain(served.key);
  await page.goto(`${served.address}#/account?lang=en`);
  await page.waitForSelector("text=You may write.");
  const stranger = await browser.newPage();
  await stranger.goto(`${served.address}#/edit/claims/${CLAIM}?lang=en`);
  await stranger.waitForSelector("text=Save the edits as a file");
  expect(await stranger.locator("button", { hasText: "Propose" }).count()).toBe(0);
  await Promise.all([page.context().close(), stranger.close()]);
}, 180_000);

test("two browsers correct one claim: both are kept and accepted one after the other, the second knowingly, and both undone", async () => {
  const [one, two] = await Promise.all([writer(), writer()]);
  const complaints = [one, two].map(complaintsOf);
  const before = await revision();
  await correct(one, "310000000000", "read again");
  await correct(two, "290000000000", "another reading");
  await send(one);
  await send(two);
  expect((await revision()).digest, "a proposal counts nowhere").toBe(before.digest);

  await one.goto(`${served.address}#/review?lang=en`);
  await one.waitForSelector("article.proposal");
  expect(await one.locator("article.proposal").count()).toBe(2);
  const first = one.locator("article.proposal", { hasText: "read again" });
  // A correction is held against the claim that it corrects: what differs, and nothing else.
  await first.locator("tr", { hasText: "300000000000" }).waitFor();
  expect((await first.locator("tbody th").allTextContents()).sort()).toEqual(["id", "recorded_on", "stance", "supersedes", "value"]);
  await first.locator("summary", { hasText: "What it would change" }).click();
  await first.locator(".answered table, .answered p").first().waitFor();
  await first.locator("button", { hasText: /^Accept$/ }).click();
  await first.locator("text=Say why, please.").waitFor();
  await first.locator(".decide input").fill("the article says so");
  await first.locator("button", { hasText: /^Accept$/ }).click();
  await one.waitForFunction(() => document.querySelectorAll(".proposal .decide").length === 1);
  const accepted = await revision();
  expect(accepted.revision).toBe(before.revision + 1);

  await two.goto(`${served.address}#/review?lang=en`);
  const second = two.locator("article.proposal", { hasText: "another reading" }).first();
  await second.locator("text=These rows have changed").waitFor();
  expect(await second.textContent()).toContain("290000000000");
  await second.locator(".decide input").fill("both say so");
  await second.locator("button", { hasText: "Accept all the same" }).click();
  await two.waitForSelector("text=Nothing waits for a decision.");
  const claims = await textOf("claims.csv");
  expect([...claims.matchAll(new RegExp(`^${CLAIM}-(\\w+),[^,]*,[^,]*,(\\d+),`, "gm"))].map(([, ...rest]) => rest)).toEqual([
    ["b", "310000000000"],
    ["c", "290000000000"],
  ]);

  for (const left of [1, 0]) {
    await two.locator("tr", { hasText: "Accepted proposal" }).locator("button", { hasText: "Undo" }).first().click();
    await two.waitForFunction(
      (count) => [...document.querySelectorAll("td button")].filter((button) => button.textContent === "Undo").length === count + 1,
      left,
    );
  }
  expect((await revision()).digest).toBe(before.digest);
  expect(complaints).toEqual([[], []]);
  await Promise.all([one.context().close(), two.context().close()]);
}, 180_000);
