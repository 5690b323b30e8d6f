/**
 * What the first page of the workbench makes a browser load: the compressed bytes of every script, of the page and of its worker, found by opening it,
 * held against a budget, and how many requests that takes.
 */
import { gzipSync } from "node:zlib";
import { browse, serve } from "../packages/web/test/browser/served.ts";

const BUDGET_KILOBYTES = 150;
const MOST_REQUESTS = 80;

const served = await serve(["ai-alliances"]);
const browser = await browse();
try {
  const page = await browser.newPage({ serviceWorkers: "block" });
  const scripts = new Map<string, Promise<number>>();
  let requests = 0;
  page.context().on("response", (response) => {
    requests++;
    if (new URL(response.url()).pathname.endsWith(".js"))
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body, { level: 9 }).length),
      );
  });
  const started = performance.now();
  await page.goto(served.address);
  await page.waitForSelector(".network-drawing .disc", { timeout: 60_000 });
  const drawn = performance.now() - started;
  await page.waitForSelector(".network-drawing text", { timeout: 60_000 });
  const labelled = performance.now() - started;
  const sizes = await Promise.all(scripts.values());
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  console.log(
    `first page ${kilobytes.toFixed(1)} kB of scripts compressed in ${sizes.length} files, budget ${BUDGET_KILOBYTES} kB; ${requests} requests; ` +
      `drawn after ${(drawn / 1000).toFixed(2)} s, with names after ${(labelled / 1000).toFixed(2)} s on this machine now`,
  );
  for (const [k, url] of [...scripts.keys()].entries())
    if (process.argv.includes("--list")) console.log(`${sizes[k]} ${new URL(url).pathname}`);
  if (kilobytes > BUDGET_KILOBYTES || requests > MOST_REQUESTS) process.exitCode = 1;
} finally {
  await browser.close();
  await served.close();
}
