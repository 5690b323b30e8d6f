import { readdirSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as node from "../src/index.ts";

/** The library runs in a real browser, bundled from its sources, and answers with the same bytes as in Node, without asking any network. */

type Library = typeof node;
type Question = (library: Library, files: readonly node.CasebookFile[]) => string;

const folder = new URL("../../../casebooks/ai-alliances/", import.meta.url);
const files = readdirSync(folder)
  .filter((path) => path.endsWith(".csv") || path === "datapackage.json")
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));

/** Each is sent into the page as text, so it may use its two arguments only. */
const questions: Readonly<Record<string, Question>> = {
  load: (library, given) => JSON.stringify(library.load(given)),
  circularity: (library, given) => {
    const { casebook } = library.load(given);
    return JSON.stringify(library.circularity(library.view(casebook)));
  },
  loops: (library, given) => {
    const { casebook } = library.load(given);
    return JSON.stringify(library.loops(library.view(casebook)));
  },
  "report in French": (library, given) => {
    const { casebook } = library.load(given);
    return library.report(library.gatherReport(casebook, {}), "fr").html;
  },
  "Hodge split of 4,000 payments": (library) => {
    const [n, m] = [911, 4000];
    const column = (step: number): number[] => Array.from({ length: m }, (_, i) => (i * step) % n);
    const amount = Array.from({ length: m }, (_, i) => 1 + ((i * 97) % 1009));
    const network = library.fromEdges({ n, from: column(37), to: column(53), amount }, { unit: "USD" });
    const input = { network, digest: null, fields: {}, detail: "full" as const };
    return JSON.stringify(library.modelOf("hodge")?.run(input));
  },
  "one clearing and twenty drawn shocks in 800 firms": (library) => {
    const [n, m] = [800, 4000];
    const column = (step: number): number[] => Array.from({ length: m }, (_, i) => (i * step) % n);
    const amount = Array.from({ length: m }, (_, i) => 1 + ((i * 97) % 1009));
    const network = library.fromEdges({ n, from: column(37), to: column(53), amount }, { lens: "owes" });
    const externalAssets = Array.from({ length: n }, (_, i) => (i * 31) % 1500);
    const { values } = library.quickClearing(network)(externalAssets);
    const scenarios = { kind: "drawn", seed: 5, count: 20, probability: 0.1 } as const;
    return JSON.stringify([[...values], library.clearScenarios(network, { externalAssets, scenarios })]);
  },
};

interface Case {
  readonly name: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const folderOfCases = new URL("cases/", import.meta.url);
/** Every numeric case, and the worked example on the page of every model. */
const cases: readonly Case[] = [
  ...readdirSync(folderOfCases).map(
    (name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, folderOfCases), "utf8")) as object) }) as Case,
  ),
  ...node.models.map(({ id, page: path }) => {
    const [, example] = /```json\n([^]*?)```/.exec(readFileSync(path, "utf8"))!;
    return { name: path, model: id, input: JSON.parse(example) as Case["input"] };
  }),
];

/** The answer to one case; sent into the page as text, like the questions. */
function answer(library: Library, { model, input }: Case): string {
  const { inputs, run } = library.modelOf(model);
  const networkOf = ({ lens, columns = [] }: (typeof inputs)[number], rows: readonly (readonly unknown[])[]): node.Network => {
    const column = (k: number): number[] => rows.map((row) => row[k] as number);
    const dates = (name: "firstDay" | "lastDay"): number[] | null => {
      const k = 3 + columns.indexOf(name);
      return k >= 3 && rows.some((row) => row.length > k) ? column(k) : null;
    };
    const typed = columns[0] === "type" && rows.some((row) => typeof row[3] === "string");
    const typeNames = typed ? [...new Set(rows.map((row) => row[3] as string))].sort() : [];
    const type = typed ? rows.map((row) => typeNames.indexOf(row[3] as string)) : null;
    const edges = { n: input.n as number, from: column(0), to: column(1), amount: column(2), type, typeNames };
    return library.fromEdges({ ...edges, firstDay: dates("firstDay"), lastDay: dates("lastDay") }, { lens: lens ?? "pays" });
  };
  const networks: Record<string, node.Network[]> = {};
  for (const field of inputs) {
    const rows = input[field.name];
    if (rows === undefined) continue;
    if (field.kind === "edges") networks[field.name] = [networkOf(field, rows as unknown[][])];
    if (field.kind === "edge-classes") networks[field.name] = (rows as unknown[][][]).map((rank) => networkOf(field, rank));
  }
  const fields = Object.fromEntries(Object.entries(input).filter(([name]) => name !== "n" && networks[name] === undefined));
  return JSON.stringify(run({ network: Object.values(networks)[0]?.[0] ?? null, networks, digest: null, fields, detail: "full" }));
}

let browser: Browser;
let page: Page;
const asked: string[] = [];
const failures: string[] = [];

beforeAll(async () => {
  const bundle = await rolldown({ input: new URL("../src/index.ts", import.meta.url).pathname, platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "keiretsu", minify: true });
  await bundle.close();
  expect(output).toHaveLength(1);
  browser = await chromium.launch({
    executablePath: process.env.KEIRETSU_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  page = await browser.newPage();
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.route("**/*", (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.addScriptTag({ content: output[0].code });
  await page.evaluate((given) => Reflect.set(globalThis, "files", given), files);
});

afterAll(async () => browser?.close());

test.each(Object.entries(questions))("%s: the same bytes in the browser as in Node", async (_, question) => {
  const there = await page.evaluate<string>(`(${question.toString()})(keiretsu, files)`);
  expect(there.length).toBeGreaterThan(2);
  expect(there === question(node, files)).toBe(true);
});

test.each(cases)("$name: the same bits in the browser as in Node", async (given) => {
  const there = await page.evaluate<string>(`(${answer.toString()})(keiretsu, ${JSON.stringify(given)})`);
  expect(there).toContain(`"model":"${given.model}"`);
  expect(there === answer(node, given)).toBe(true);
});

test("the library asked for nothing on the network and threw nothing", () => {
  expect(asked).toEqual([]);
  expect(failures).toEqual([]);
});
