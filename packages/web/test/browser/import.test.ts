import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NetworkFormat, readNetwork } from "keiretsu";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../node/test/cli/run.ts";
import { browse, complaintsOf, type Served, serve } from "./served.ts";

let served: Served;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-import-"));
  [served, browser] = await Promise.all([serve(["ford-1914", "ai-alliances"]), browse()]);
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

/** A network as sets of lines, so that two files can be held against each other whatever they are written in. */
function linesOf({ nodes, edges }: ReturnType<typeof readNetwork>["network"]): {
  readonly firms: readonly string[];
  readonly ties: readonly string[];
} {
  return {
    firms: nodes.map(({ id, name }) => `${id} ${name}`).sort(),
    ties: edges
      .map((edge) => [edge.from, edge.to, edge.weight, edge.low, edge.high, edge.currency, edge.instrument, edge.deal].join(" "))
      .sort(),
  };
}

test("what the network page saves in each format is read back as the same network, by the library and by the import page", async () => {
  const { page, complaints } = await opened("network?lang=en&book=ai-alliances");
  const said = await run("keiretsu export casebooks/ai-alliances --json");
  const truth = readNetwork(said.stdout, { format: "json", file: "truth.json" }).network;
  expect(truth.edges.length).toBeGreaterThan(50);
  const unknown = truth.edges.filter(({ weight }) => weight === null).length;
  await page.waitForSelector('.network-drawing [data-node="openai"]');
  await page.click(".exports summary");
  const saved: [format: NetworkFormat, path: string][] = [];
  for (const [button, format] of [
    ["CSV", "csv"],
    ["JSON", "json"],
    ["GEXF", "gexf"],
    ["GraphML", "graphml"],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.downloads button:text-is("${button}")`)]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    saved.push([format, path]);
  }
  await page.goto(`${served.address}#/import?lang=en`);
  const told = new Set<string>();
  for (const [format, path] of saved) {
    const { network } = readNetwork(readFileSync(path, "utf8"), { format, file: path });
    expect(linesOf(network), format).toEqual(linesOf(truth));
    await page.setInputFiles(".drop input:not([multiple])", path);
    await page.waitForSelector(`h2:text("${path.split("/").at(-1)!}")`);
    await page.waitForSelector(`text=${truth.nodes.length} nodes, ${truth.edges.length} edges, ${unknown} of them without an amount.`);
    // CSV has no place for the unit of its weights.
    const shown = [await page.textContent("main .lead"), ...(await page.locator("main table").allTextContents())].join("\n");
    told.add(shown.replaceAll(/\sUSD/g, ""));
  }
  // The same sums, loops and counts whatever the format, and those of the headline.
  expect(told.size).toBe(1);
  expect([...told][0]).toMatch(/^Of 1,719\sbn, up to 222.7\sbn \(13%\) could/);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 180_000);

test("an edge list with bad rows: each is told, the rest counts", async () => {
  const path = join(folder, "edges.csv");
  writeFileSync(path, "from,to,amount\na,b,10\na,b,5\nb,a,x\n,c,3\nb,a,7\n");
  const { page, complaints } = await opened("import?lang=en");
  await page.setInputFiles(".drop input:not([multiple])", path);
  // 22 in all; b owes a 7, which a's 15 can meet: 14 of the 22 go round.
  await page.waitForSelector("main .lead");
  expect(await page.textContent("main .lead")).toBe("Of 22, up to 14 (64%) could be the same money going round.");
  const rows = await page.locator("table:has(caption:text('Rows')) tbody tr").allTextContents();
  expect(rows).toEqual(["Nodes2200", "Edges5302"]);
  const findings = await page.locator("table:has(caption:text('Findings: 2')) tbody tr th").allTextContents();
  expect(findings).toEqual(["edges.csv:4", "edges.csv:5"]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);

test("of a folder, what tools keep there for themselves is left out and named", async () => {
  const book = join(folder, "with-tools");
  cpSync("casebooks/ford-1914", book, { recursive: true });
  mkdirSync(join(book, ".git", "objects"), { recursive: true });
  mkdirSync(join(book, "scenarios", "node_modules"), { recursive: true });
  writeFileSync(join(book, ".git", "HEAD"), "ref");
  writeFileSync(join(book, ".git", "objects", "a"), Buffer.from([0xff, 0xfe]));
  writeFileSync(join(book, ".DS_Store"), Buffer.from([0, 255]));
  writeFileSync(join(book, "scenarios", "node_modules", "x.js"), "x");
  const { page, complaints } = await opened("import?lang=fr");
  await page.setInputFiles(".drop input[multiple]", book);
  const left = await page.waitForSelector("text=/Laissés de côté, car cachés/");
  expect((await left.textContent())!.split(": ").at(-1)!.split(", ").sort()).toEqual([".DS_Store", ".git", "scenarios/node_modules"]);
  await page.fill('label:has-text("Nom dans le dépôt") input', "with-tools");
  await page.fill('label:has-text("Pourquoi") input', "une copie");
  await page.click('button:text("Le verser dans le dépôt")');
  await page.waitForSelector("text=Versé");
  const { files } = await api<{ files: { path: string }[] }>("casebooks/with-tools/files");
  expect(files.filter(({ path }) => /(^|\/)\.|node_modules/.test(path))).toEqual([]);
  expect(files.length).toBe((await api<{ files: object[] }>("casebooks/ford-1914/files?revision=1")).files.length);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
