import * as files from "node:fs";
import { runInThisContext } from "node:vm";
import * as keiretsu from "keiretsu";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as keiretsuNode from "../src/index.ts";
import { run } from "./cli/run.ts";
import { expectShown, readersFolder, stepsOf, take } from "./shown.ts";

/** What the READMEs show is what the commands print, and each number in their prose is one that a command gives. */

type Language = keiretsu.Language;

const home = process.cwd();
const book = "casebooks/ai-alliances";
const readmes: readonly { readonly page: string; readonly language: Language }[] = [
  { page: "README.md", language: "en" },
  { page: "README.fr.md", language: "fr" },
];
const pages = [...readmes.map(({ page }) => page), "packages/keiretsu/README.md", "packages/node/README.md"];
let reader = "";

beforeAll(() => {
  reader = readersFolder();
  process.chdir(reader);
});

afterAll(() => {
  process.chdir(home);
  files.rmSync(reader, { recursive: true });
});

describe.each(pages)("%s", (page) => {
  test("shows what the commands print", async () => {
    const steps = stepsOf(`${home}/${page}`);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      if (step.kind === "command" && step.command.endsWith("npm start")) expectShown(step, await started(step.command));
      else await take(step);
    }
  }, 300_000);

  test("its examples run and give what their last comment says", async () => {
    const examples = [...files.readFileSync(`${home}/${page}`, "utf8").matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code);
    expect(examples.length).toBeGreaterThan(0);
    for (const code of examples) {
      const promised = /\/\/ (.+)\n$/.exec(code)?.[1];
      expect(promised, code).toBeDefined();
      expect((await follow(code)).join("\n")).toBe(promised);
    }
  });
});

/** What `npm start` prints: the commands in scripts/start.mjs, one after the other; then the workbench, interrupted as soon as it is there. */
async function started(command: string): Promise<string> {
  const script = files.readFileSync(`${home}/scripts/start.mjs`, "utf8");
  const lines = [...script.matchAll(/^ {2}\[(".*)\],$/gm)].map(([, list]) =>
    list
      .split(", ")
      .map((word) => (word === "book" ? book : word.replaceAll('"', "")))
      .join(" "),
  );
  expect(lines).toHaveLength(3);
  const env = { LANG: /LANG=(\S+)/.exec(command)?.[1] };
  let printed = "";
  for (const line of lines) printed += (await run(`keiretsu ${line}`, { env })).stdout;
  expect(script).toContain('keiretsu(["serve", book, ');
  const { stdout, code, stderr } = await run(`keiretsu serve ${book} --data ${reader}/data --port 0`, {
    env,
    onInterrupt: interruptAtOnce,
  });
  expect(code, stderr).toBe(0);
  // The key is another one everywhere, and the port is the first that is free.
  return printed + stdout.replace(/:\d+\/#key=[\w-]{20,}/, ":4173/#key=...");
}

function interruptAtOnce(listener: () => void): () => void {
  listener();
  return () => {};
}

/** Run an example with the modules it imports, a page and a server of the current folder; gives the lines it shows. */
async function follow(code: string): Promise<readonly string[]> {
  const shown: string[] = [];
  const body = {
    set textContent(text: string) {
      shown.push(text);
    },
  };
  const given = {
    modules: { keiretsu, "@keiretsu/node": keiretsuNode, "node:fs": files } as Readonly<Record<string, object>>,
    console: { log: (text: unknown) => void shown.push(String(text)) },
    fetch: async (path: string) => ({ text: async () => files.readFileSync(path, "utf8") }),
    document: { body },
  };
  const script = code.replace(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = modules[$2];");
  const example = runInThisContext(`async ({ modules, console, fetch, document }) => {\n${script}\n}`) as (
    to: typeof given,
  ) => Promise<void>;
  await example(given);
  return shown;
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers of two shapes, read field by field
async function ask(line: string): Promise<any> {
  const { code, stdout } = await run(`keiretsu ${line} --json`);
  expect(code).toBe(0);
  return JSON.parse(stdout).values;
}

test.each(readmes)("the headline of $page in figures", async ({ page, language }) => {
  const text = files.readFileSync(`${home}/${page}`, "utf8").replaceAll("**", "");
  const { gross, setOff, shares } = await ask(`circularity ${book}`);
  const { choices, movesMost } = await ask(`spread ${book}`);
  const money = (amount: number): string => keiretsu.formatAmount(amount, "USD", language);
  const share = (fraction: number): string => keiretsu.formatShare(fraction, language);
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  const rows: readonly any[] = choices.find((choice: { choice: string }) => choice.choice === "at-least").rows;
  const at = (status: string): string => share(rows.find((row) => row.value === status).figures.setOffShare);
  expect(movesMost).toBe("at-least");
  const sentences: Readonly<Record<Language, readonly string[]>> = {
    en: [
      `Of ${money(gross.point)} promised in deals`,
      `up to ${money(setOff.point)}, ${share(shares.setOff.point)}, could be the same money`,
      `${at("rumoured")} when rumours count, ${at("definitive")} from definitive contracts up, ${at("closed")} among closed deals`,
      `${share(shares.setOff.low)} with every known amount at its low end`,
      `${share(shares.setOff.high)} with every one at its high end`,
    ],
    fr: [
      `Sur ${money(gross.point)} promis dans des accords`,
      `jusqu’à ${money(setOff.point)}, soit ${share(shares.setOff.point)}, peuvent être le même argent`,
      `${at("rumoured")} si les rumeurs comptent, ${at("definitive")} à partir des contrats définitifs, ${at("closed")} parmi les accords conclus`,
      `${share(shares.setOff.low)} avec tous les montants connus au plus bas`,
      `${share(shares.setOff.high)} avec tous au plus haut`,
    ],
  };
  for (const sentence of sentences[language]) expect(text).toContain(sentence);
});

test.each(readmes)("the casebooks of $page with their counts", async ({ page, language }) => {
  const rows = [
    ...files.readFileSync(`${home}/${page}`, "utf8").matchAll(/^\| \[([a-z0-9-]+)\]\(casebooks\/.*?\) \|.*\| (.*) \| (.*) \| (.*) \|$/gm),
  ];
  expect(rows.map(([, name]) => name).sort()).toEqual(["ai-alliances", "bubbles", "ford-1914", "keiretsu-japan", "lucent-2000"]);
  for (const [, name, sources, deals, claims] of rows) {
    const { casebook } = keiretsuNode.readCasebook(`casebooks/${name}`);
    const counts = [casebook.sources, casebook.deals, casebook.claims].map((table) => keiretsu.formatNumber(table.length, language));
    expect([sources, deals, claims], name).toEqual(counts);
  }
});

function numbers(text: string): readonly string[] {
  // Thousands are set apart by a comma, or in French by a narrow no-break space.
  return text.match(/\d+(?:[.,\u00a0\u202f]\d+)*/g) ?? [];
}

/** Numbers of the prose that no command gives: versions, licences, thresholds of the machine, the example in a sentence. */
const OTHERS = /License 2\.0|BY 4\.0|Node (20|24)|54 (ways|manières)|600 M[Bo]|300 (bn|milliards)|jusqu’à 50 milliards|up to 50 bn/g;

test.each(readmes)("no other number stands in the prose of $page", async ({ page }) => {
  const text = files.readFileSync(`${home}/${page}`, "utf8");
  const shown = [...text.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(([, block]) => block).join("\n");
  const spreadTable = (await run(`keiretsu spread ${book} ${page === "README.md" ? "" : "--lang fr"}`)).stdout;
  const given = new Set(numbers(shown + spreadTable));
  const prose = text
    .replaceAll(/^```[\s\S]*?^```/gm, "")
    .replaceAll(/^\| \[.*$/gm, "")
    .replaceAll(/`[^`]*`|\]\([^)]*\)/g, "");
  expect(numbers(prose.replaceAll(OTHERS, "")).filter((number) => !given.has(number))).toEqual([]);
});
