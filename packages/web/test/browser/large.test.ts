import { uniforms } from "keiretsu";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

/** Networks of other tools as the page of the network draws them, by way of the page that opens files. */

let served: Served;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serve(["ford-1914"]), browse()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** The blue of a node, from its least byte on: red, green, blue, alpha. */
const NODE = 0xffb27200;
const FRAME = ".large-network";

interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** The file opened, its network asked for and not yet drawn. */
async function open(rows: readonly (readonly [from: string, to: string, amount: number])[]): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${served.address}#/import?lang=en&theme=light`);
  const csv = `id,from,to,amount\n${rows.map(([from, to, amount], k) => `e${k},${from},${to},${amount}`).join("\n")}\n`;
  await page.setInputFiles("input[accept]", { name: "edges.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.waitForSelector('button:text("Draw it")');
  return { page, complaints };
}

/** What is seen in the frame: how many pixels differ from its ground, and where the first one of a node is, from the corner of the frame. */
async function seen(
  page: Page,
): Promise<{ readonly picture: string; readonly inked: number; readonly at: { x: number; y: number } | null }> {
  const picture = (await page.locator(FRAME).screenshot()).toString("base64");
  // Looked at by another page, so that this one is not kept from its own work.
  const reader = await browser.newPage();
  const found = await reader.evaluate(
    async ([encoded, node]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      const ground = pixels[10 * image.width + 10];
      const k = pixels.indexOf(node);
      const at = k < 0 ? null : { x: k % image.width, y: Math.floor(k / image.width) };
      return { inked: pixels.filter((pixel) => pixel !== ground).length, at };
    },
    [picture, NODE] as const,
  );
  await reader.close();
  return { picture, ...found };
}

test("2,000 parties and 10,000 payments are drawn slice by slice while the page goes on; they move and come nearer", async () => {
  const chance = uniforms(3, 0);
  const node = (): string => `n${Math.floor(2000 * chance() ** 1.6)}`;
  const { page, complaints } = await open(Array.from({ length: 10_000 }, () => [node(), node(), Math.ceil(1000 * chance())] as const));
  // Whatever else the page has to do: how often it gets to it while the edges come in, and what keeps it longest.
  await page.evaluate((frame) => {
    const told = { turns: 0, longest: 0 };
    Object.assign(globalThis, { told });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) told.longest = Math.max(told.longest, duration);
    }).observe({ type: "longtask" });
    const channel = new MessageChannel();
    channel.port1.addEventListener("message", () => {
      if (document.querySelector(`${frame}[aria-busy=true] canvas`)) told.turns++;
      setTimeout(() => channel.port2.postMessage(null));
    });
    channel.port1.start();
    channel.port2.postMessage(null);
  }, FRAME);
  const told = (): Promise<{ turns: number; longest: number }> =>
    page.evaluate(() => {
      const { told: found } = globalThis as unknown as { told: { turns: number; longest: number } };
      const copy = { ...found };
      found.longest = 0;
      return copy;
    });
  await page.click('button:text("Draw it")');
  await page.waitForSelector(`${FRAME}[aria-busy=false] canvas`, { timeout: 60_000 });
  const drawing = await told();
  expect(drawing.turns).toBeGreaterThan(10);
  const whole = await seen(page);
  expect(whole.inked).toBeGreaterThan(50_000);
  const box = (await page.locator(FRAME).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 120, box.y + box.height / 2 + 60, { steps: 12 });
  await page.mouse.up();
  await expect.poll(async () => (await seen(page)).picture, { timeout: 20_000 }).not.toBe(whole.picture);
  const moved = await seen(page);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await seen(page)).picture, { timeout: 20_000 }).not.toBe(moved.picture);
  const moving = await told();
  console.log(`longest task: ${Math.round(drawing.longest)} ms while drawing, ${Math.round(moving.longest)} ms while moving`);
  expect(complaints).toEqual([]);
  await page.close();
}, 180_000);

test("the party under the pointer is named", async () => {
  const { page, complaints } = await open([
    ["Alpha", "Beta", 5],
    ["Beta", "Gamma", 3],
    ["Gamma", "Alpha", 1],
  ]);
  await page.click('button:text("Draw it")');
  await page.waitForSelector(`${FRAME}[aria-busy=false] canvas`);
  await expect.poll(async () => (await seen(page)).at, { timeout: 20_000 }).not.toBeNull();
  const { at } = await seen(page);
  const box = (await page.locator(FRAME).boundingBox())!;
  const named = (): Promise<boolean> =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>("canvas.sigma-hovers")!;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });
  await page.mouse.move(box.x + 10, box.y + 10);
  expect(await named()).toBe(false);
  await page.mouse.move(box.x + at!.x + 2, box.y + at!.y + 4, { steps: 3 });
  await expect.poll(named).toBe(true);
  await page.mouse.move(box.x + 10, box.y + 10, { steps: 3 });
  await expect.poll(named).toBe(false);
  expect(complaints).toEqual([]);
  await page.close();
});
