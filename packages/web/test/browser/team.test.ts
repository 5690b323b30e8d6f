import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, browse, complaintsOf, type Served, serve } from "./served.ts";

/** A team at work in the browser, from the first administrator to an accepted correction: one story, told in order. */

/** A billion for shares of Nokia: the one claim of its amount. */
const CLAIM = "c-ai-circular-financing-2026-10-09-027";
const PASSWORD = "trois canards jaunes";
const screens = join(".cache", "screens");

let served: Served;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(screens, { recursive: true });
  const team = { administrator: "akiko", password: PASSWORD };
  [served, browser] = await Promise.all([serve(["ai-alliances"], { team }), browse()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

interface Visit {
  readonly page: Page;
  /** What the page complains of, but for the refusals that a test asks for. */
  readonly complaints: string[];
}

async function visit(hash: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  await context.addInitScript(() => localStorage.setItem("keiretsu-welcomed", "yes"));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/${hash}`);
  await page.waitForSelector('input[autocomplete="username"]');
  return { page, complaints };
}

async function signIn(page: Page, account: string, password = PASSWORD): Promise<void> {
  await page.fill('input[autocomplete="username"]', account);
  await page.fill('input[autocomplete="current-password"]', password);
  await page.click("main form button.main");
}

async function signedIn(account: string, hash: string): Promise<Visit> {
  const made = await visit(hash);
  await signIn(made.page, account);
  await made.page.waitForSelector('input[autocomplete="username"]', { state: "detached" });
  return made;
}

async function leave({ page, complaints }: Visit): Promise<void> {
  expect(complaints).toEqual([]);
  await page.context().close();
}

/** Nothing that axe finds, nothing that overflows, at both widths; the screenshots are looked at. */
async function looksWell(page: Page, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([over > 0 ? `${over} px wider than ${width}` : "", ...(await axeFindings(page))].filter((text) => text !== "")).toEqual([]);
    await page.screenshot({ path: join(screens, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test.each([
  ["en", "Sign in to read", "The account or the password is wrong."],
  ["fr", "S’identifier pour lire", "Le compte ou le mot de passe est erroné."],
])("whoever is not signed in sees a form and nothing else, in %s; a wrong password is told", async (language, heading, refusal) => {
  const { page, complaints } = await visit(`network?lang=${language}`);
  expect(await page.textContent("h1")).toBe(heading);
  expect(await page.locator(".network-drawing, .view-bar, header option").count()).toBe(0);
  expect(complaints).toEqual([]);
  await looksWell(page, `sign-in-${language}`);
  await signIn(page, "akiko", "quatre canards verts");
  expect((await page.textContent("main [role=alert]"))!.trim()).toBe(refusal);
  expect(complaints.filter((one) => !one.includes("401"))).toEqual([]);
  await page.context().close();
});

test("the administrator makes an account for each role; a link leads on to its page once one has signed in", async () => {
  const made = await signedIn("akiko", "account?lang=en");
  const { page } = made;
  await page.waitForSelector("text=Signed in as akiko, who may administer.");
  for (const [name, role] of [
    ["mei", "propose"],
    ["ren", "review"],
    ["yui", "read"],
  ]) {
    const form = page.locator("form", { hasText: "New account" });
    await form.locator("input").nth(0).fill(name);
    await form.locator("input").nth(1).fill(name.toUpperCase());
    await form.locator("select").selectOption(role);
    await form.locator("input[type=password]").fill(PASSWORD);
    await form.locator("button").click();
    await page.locator("th", { hasText: name }).waitFor();
  }
  await looksWell(page, "account-administrator-en");
  await page.click('button:text("Français")');
  await page.waitForSelector("text=qui peut administrer");
  const french = await page.locator("main select").first().textContent();
  expect(french).toBe("lireproposerrelire et décideradministrer");
  await looksWell(page, "account-administrator-fr");
  await leave(made);
}, 120_000);

test("who may propose corrects a claim, makes a token that may only read, and cannot decide", async () => {
  const made = await signedIn("mei", `edit/claims/${CLAIM}?lang=en`);
  const { page } = made;
  await page.waitForFunction((id) => document.querySelector<HTMLInputElement>("#cell-id")?.value === `${id}-b`, CLAIM);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("#cell-value")?.value === "1000000000");
  await page.fill("#cell-value", "11000000000");
  await page.fill(".propose textarea", "read again");
  await page.click(".propose button.main");
  await page.click(".propose [role=status] a");
  await page.waitForSelector("article.proposal");
  expect(await page.locator("article.proposal .decide button").allTextContents()).toEqual(["Withdraw"]);
  await page.goto(`${served.address}#/account?lang=en`);
  const form = page.locator("form", { hasText: "New token" });
  await form.waitFor();
  expect(await form.locator("option").allTextContents()).toEqual(["read", "propose"]);
  await form.locator("input").nth(0).fill("a script");
  await form.locator("button").click();
  const secret = (await page.locator("[role=status] code").textContent())!;
  const asProgram = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${served.address}api/v1/${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
    });
  expect((await asProgram("casebooks")).status).toBe(200);
  const proposal = { edits: [{ op: "retract", table: "claims", key: CLAIM }], why: "no", baseRevision: 1 };
  const body = JSON.stringify(proposal);
  expect((await asProgram("casebooks/ai-alliances/proposals", { method: "POST", body })).status).toBe(403);
  await page.locator("tr", { hasText: "a script" }).locator("button").click();
  await page.locator("tr", { hasText: "a script" }).waitFor({ state: "detached" });
  expect((await asProgram("casebooks")).status).toBe(401);
  await leave(made);
}, 120_000);

test("a reviewer sees what the correction does to the headline figures, and accepts it", async () => {
  const made = await signedIn("ren", "review?lang=en");
  const { page } = made;
  const card = page.locator("article.proposal");
  await card.locator("summary", { hasText: "What it would change" }).click();
  const gross = card.locator("tr", { hasText: "Promised in all" });
  await gross.waitFor();
  const figures = (await gross.locator("td").allTextContents()).map((text) => /^1,7\d\d\.?\d*/.exec(text)?.[0].replace(",", ""));
  expect(Number(figures[1]) - Number(figures[0])).toBeCloseTo(10, 0);
  await looksWell(page, "review-reviewer-en");
  await card.locator(".decide input").fill("the article says so");
  await card.locator("button", { hasText: /^Accept$/ }).click();
  await page.waitForSelector("text=Nothing waits for a decision.");
  await page.waitForSelector("text=Accepted proposal");
  await leave(made);
}, 120_000);

test("who may only read has nothing to write with, and the API refuses; after signing out nothing is left to see", async () => {
  const made = await signedIn("yui", "review?lang=en");
  const { page, complaints } = made;
  await page.waitForSelector("text=Accepted proposal");
  const buttons = async (): Promise<string[]> => page.locator("main button").allTextContents();
  expect(await buttons()).toEqual([]);
  await page.goto(`${served.address}#/edit/claims/${CLAIM}?lang=en`);
  await page.waitForSelector("text=Save the edits as a file");
  expect(await page.locator("main button", { hasText: "Propose" }).count()).toBe(0);
  await page.goto(`${served.address}#/import?lang=en`);
  await page.waitForSelector(".drop");
  expect(await buttons()).toEqual([]);
  const refused = await page.evaluate(async () => {
    const { csrf } = (await (await fetch("api/v1/session")).json()) as { csrf: string };
    const send = async (path: string, method: string, body: object): Promise<number> =>
      (
        await fetch(`api/v1/${path}`, {
          method,
          headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
          body: JSON.stringify(body),
        })
      ).status;
    const edits = [{ op: "retract", table: "claims", key: "c-24ai-2026-001" }];
    return [
      await send("casebooks/ai-alliances/proposals", "POST", { edits, why: "no", baseRevision: 1 }),
      await send("casebooks/ai-alliances/undo", "POST", { seq: 1, why: "no" }),
      await send("casebooks/ai-alliances/positions", "PATCH", { positions: {} }),
      await send("accounts", "POST", { name: "eve", shownName: "Eve", role: "administer", password: "trois canards jaunes" }),
    ];
  });
  expect(refused).toEqual([403, 403, 403, 403]);
  expect(complaints.filter((one) => !one.includes("403"))).toEqual([]);
  await page.goto(`${served.address}#/account?lang=en`);
  await page.waitForSelector("text=Signed in as YUI, who may read.");
  expect(await page.locator("h2", { hasText: "Accounts" }).count()).toBe(0);
  await page.click('button:text("Sign out")');
  await page.waitForSelector('input[autocomplete="username"]');
  await page.goto(`${served.address}#/network?lang=en`);
  await page.waitForSelector('input[autocomplete="username"]');
  expect(await page.locator(".network-drawing, header option").count()).toBe(0);
  expect(complaints.filter((one) => !one.includes("403"))).toEqual([]);
  await page.context().close();
}, 120_000);
