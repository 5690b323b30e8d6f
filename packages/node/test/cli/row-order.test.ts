import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { answer } from "./answer.ts";
import { run } from "./run.ts";

const BOOKS = new URL("../../../../casebooks/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "keiretsu-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of a casebook with the rows of every table in reverse order; its name stays. */
function reversed(book: string): string {
  const copy = mkdtempSync(join(folder, "book-"));
  for (const name of readdirSync(join(BOOKS, book)).filter((file) => /\.(csv|json)$/.test(file))) {
    const text = readFileSync(join(BOOKS, book, name), "utf8");
    writeFileSync(join(copy, name), name.endsWith(".csv") ? backwards(text) : text);
  }
  const scenarios = join(BOOKS, book, "scenarios");
  if (existsSync(scenarios)) cpSync(scenarios, join(copy, "scenarios"), { recursive: true });
  return copy;
}

/** A line break inside quotes ends no row. */
function backwards(text: string): string {
  const rows: string[] = [];
  let quoted = false;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    if (quoted) rows.push(`${rows.pop()}\n${line}`);
    else rows.push(line);
    if ((line.split('"').length - 1) % 2 === 1) quoted = !quoted;
  }
  const [head, ...rest] = rows;
  return `${[head, ...rest.reverse()].join("\n")}\n`;
}

/** `check` is the one answer that carries lines; `report` writes files; `model` and `sweep` take no casebook; the others answer nothing about a casebook. */
const silent = ["check", "report", "model", "sweep", "publish", "serve", "store", "verify", "account", "token", "key"];
const asking = COMMANDS.filter((command) => !silent.includes(command.name));
const lines = asking.flatMap((command) => command.examples.map((example) => `${example.replace(/ --(json|csv)\b/g, "")} --json`));

describe("the order of the rows of a casebook changes no byte of any answer", () => {
  test.each(lines)("%s", async (line) => {
    const book = /casebooks\/([a-z0-9-]+)/.exec(line)![1];
    const expected = await answer(line);
    expect(expected.code).toBe(0);
    expect((await run(line.replace(`casebooks/${book}`, reversed(book)))).stdout).toBe(expected.stdout);
  });
});
