import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";
import { diskReader } from "../src/reader.ts";
import { readSimulations } from "../src/scenarios.ts";
import { run } from "./cli/run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-french-"));

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** What is ours of a page: titles of documents and what is marked as English are of others. */
function ours(html: string): string {
  return html.replace(/<(style|script)\b.*?<\/\1>|<cite\b.*?<\/cite>|<span\b[^>]* lang="en"[^>]*>.*?<\/span>/gs, "");
}

const books = ["ai-alliances", "bubbles", "ford-1914", "keiretsu-japan", "lucent-2000"];

test.each(books)("%s: the French report says no name that has a French", async (book) => {
  const folder = join(scratch, book);
  expect((await run(`keiretsu report casebooks/${book} -o ${folder} --lang fr`)).code).toBe(0);
  const page = ours(readFileSync(join(folder, "report.html"), "utf8"));
  const renamed = readCasebook(`casebooks/${book}`).casebook.entities.filter(({ nameFr }) => nameFr !== "");
  expect(renamed.filter(({ name }) => page.includes(name)).map(({ name }) => name)).toEqual([]);
  expect(renamed.some(({ nameFr }) => page.includes(nameFr))).toBe(true);
});

test("tables and files of the terminal name a firm in the language asked for, JSON as the casebook does", async () => {
  const said = async (command: string): Promise<string> => (await run(`keiretsu ${command}`, { columns: 200 })).stdout;
  const money = "counterparties casebooks/keiretsu-japan --of boj";
  expect(await said(`${money} --lang fr`)).toContain("Sociétés japonaises cotées");
  expect(await said(`${money} --lang en`)).toContain("Japanese listed companies");
  expect(await said("find casebooks/keiretsu-japan boj --lang fr")).toContain("Banque du Japon");
  expect(await said("export casebooks/keiretsu-japan --format graphml --lang fr")).toContain("Banque du Japon");
  expect(await said("export casebooks/keiretsu-japan --format graphml --lang en")).toContain("Bank of Japan");
});

test("notes of scenarios are in both languages, and a French answer tells the French", async () => {
  const noted = books.flatMap((book) => readSimulations(`casebooks/${book}`, diskReader).files.map(({ said }) => said));
  expect(noted.some(({ notes = [] }) => notes.length > 0)).toBe(true);
  for (const { title, notes = [], notesFr = [] } of noted) expect(`${title}: ${notesFr.length}`).toBe(`${title}: ${notes.length}`);
  const { stdout } = await run("keiretsu hindsight casebooks/ford-1914 --lang fr", { columns: 400 });
  expect(stdout).toContain("Les voitures des ouvriers sont censées ne rien coûter à produire");
  expect(stdout).not.toContain("Cars for workers");
});
