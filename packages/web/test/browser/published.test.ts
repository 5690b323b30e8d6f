import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../node/test/cli/run.ts";
import { browse, complaintsOf } from "./served.ts";

/** A site that `keiretsu publish` wrote, behind the plainest of servers, below another address than its own root. */

const BELOW = "/some/where/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
const folder = join(mkdtempSync(join(tmpdir(), "keiretsu-site-")), "site");
const asked: string[] = [];
let server: Server;
let browser: Browser;
let origin = "";

beforeAll(async () => {
  const { code, stderr } = await run(`keiretsu publish ${folder} casebooks/ai-alliances casebooks/lucent-2000`);
  expect(code, stderr).toBe(0);
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://localhost").pathname);
    asked.push(path);
    const name = path === BELOW ? "index.html" : path.slice(BELOW.length);
    const found = path.startsWith(BELOW) && statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(name)] ?? "text/plain" });
    response.end(found ? readFileSync(join(folder, name)) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await browse();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(join(folder, ".."), { recursive: true });
});

test("works below any address, asks nothing outside its folder, and goes on without the server", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const elsewhere: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(`${origin}${BELOW}`) && !request.url().startsWith("data:") && !request.url().startsWith("blob:"))
      elsewhere.push(request.url());
  });
  await page.goto(`${origin}${BELOW}#/network?book=ai-alliances&lang=en`);
  await page.waitForSelector(".network-drawing text");
  // The app keeps its files for later once the page has settled.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active!.state !== "activated") await new Promise((resolve) => active!.addEventListener("statechange", resolve));
  });
  server.closeAllConnections();
  await context.setOffline(true);
  await page.evaluate(() => void (location.hash = "#/circularity?book=ai-alliances&lang=en"));
  await page.waitForFunction(
    () => /222\.7/.test(document.querySelector("main")?.textContent ?? "") && location.hash.startsWith("#/circularity"),
  );
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
  expect(asked.filter((path) => !path.startsWith(BELOW))).toEqual([]);
  await context.close();
});

test("the snippet of its README shows it inside a page of another site", async () => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  const [snippet] = /<iframe[^]*<\/iframe>/.exec(readFileSync(join(folder, "README.txt"), "utf8"))!;
  await page.setContent(snippet.replace("https://YOUR.SITE/FOLDER/", `${origin}${BELOW}`));
  const frame = page.frameLocator("iframe");
  await frame.locator(".network-drawing text").first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("without scripts the headline of each casebook is there, in both languages", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}${BELOW}`);
  const text = (await page.textContent("body"))!.replaceAll(/\s+/g, " ");
  expect(text).toContain("up to 222.7 bn USD (13%) could be the same money going round");
  expect(text).toContain("jusqu’à 222,7 Md $ (13 %) peuvent être le même argent qui tourne");
  expect(text).toContain("Lucent and the vendor loans of the late 1990s");
  await context.close();
});
