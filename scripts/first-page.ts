/**
 * What the first page of the workbench makes a browser load, and how soon its picture stands: the compressed bytes of every script, of the page and of its
 * worker, found by opening it, held against a budget, and how many requests that takes; then the times of several first visits.
 */
import { loadavg } from "node:os";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { browse, serve } from "../packages/web/test/browser/served.ts";

const BUDGET_KILOBYTES = 150;
const MOST_REQUESTS = 30;
const VISITS = 5;

interface Visit {
  /** Compressed bytes by the path of the script. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly requests: number;
  /** Seconds until circles stand, and until they have their names. */
  readonly drawn: number;
  readonly named: number;
  /** Seconds of processor time that page and worker have had by then, which other work on the machine hardly moves. */
  readonly processor: number;
}

/** As somebody who has never been there: nothing is kept from an earlier visit. */
async function visit(browser: Browser, address: string): Promise<Visit> {
  const page = await browser.newPage({ serviceWorkers: "block" });
  const scripts = new Map<string, Promise<number>>();
  let requests = 0;
  page.context().on("response", (response) => {
    requests++;
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js"))
      scripts.set(
        pathname,
        response.body().then((body) => gzipSync(body, { level: 9 }).length),
      );
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const started = performance.now();
  const standing = async (selector: string): Promise<number> => {
    await page.waitForSelector(selector, { timeout: 60_000 });
    return (performance.now() - started) / 1000;
  };
  await page.goto(address);
  const drawn = await standing(".network-drawing .disc");
  const named = await standing(".network-drawing text");
  const { metrics } = await session.send("Performance.getMetrics");
  const processor = metrics.find(({ name }) => name === "ProcessTime")!.value;
  const sizes = new Map<string, number>();
  for (const [path, size] of scripts) sizes.set(path, await size);
  await page.context().close();
  return { sizes, requests, drawn, named, processor };
}

function told(seconds: readonly number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b);
  return `${sorted[sorted.length >> 1].toFixed(2)} s (${sorted[0].toFixed(2)} to ${sorted.at(-1)!.toFixed(2)})`;
}

const served = await serve(["ai-alliances"]);
const browser = await browse();
try {
  const visits: Visit[] = [];
  for (let k = 0; k < VISITS; k++) visits.push(await visit(browser, served.address));
  const [{ sizes, requests }] = visits;
  const kilobytes = [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;
  console.log(
    `first page ${kilobytes.toFixed(1)} kB of scripts compressed in ${sizes.size} files, budget ${BUDGET_KILOBYTES} kB; ${requests} requests; ` +
      `median of ${VISITS} first visits on this machine now: drawn after ${told(visits.map(({ drawn }) => drawn))}, ` +
      `with names after ${told(visits.map(({ named }) => named))}, which took ${told(visits.map(({ processor }) => processor))} of processor time; ` +
      `load of the machine ${loadavg()[0].toFixed(1)}`,
  );
  if (process.argv.includes("--list")) for (const [path, size] of sizes) console.log(`${size} ${path}`);
  if (kilobytes > BUDGET_KILOBYTES || requests > MOST_REQUESTS) process.exitCode = 1;
} finally {
  await browser.close();
  await served.close();
}
