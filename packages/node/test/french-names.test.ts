import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";
import { run } from "./cli/run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-french-"));

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** What is ours of a page: titles of documents and what is marked as English are of others. */
function ours(html: string): string {
  return html.replace(/<(style|script)\b.*?<\/\1>|<cite\b.*?<\/cite>|<span\b[^>]* lang="en"[^>]*>.*?<\/span>/gs, "");
}

test.each(["ai-alliances", "bubbles", "ford-1914", "keiretsu-japan", "lucent-2000"])(
  "%s: the French report says no name that has a French",
  async (book) => {
    const folder = join(scratch, book);
    expect((await run(`keiretsu report casebooks/${book} -o ${folder} --lang fr`)).code).toBe(0);
    const page = ours(readFileSync(join(folder, "report.html"), "utf8"));
    const renamed = readCasebook(`casebooks/${book}`).casebook.entities.filter(({ nameFr }) => nameFr !== "");
    expect(renamed.filter(({ name }) => page.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(renamed.some(({ nameFr }) => page.includes(nameFr))).toBe(true);
  },
);

test("tables and files of the terminal name a firm in the language asked for, JSON as the casebook does", async () => {
  const said = async (command: string): Promise<string> => (await run(`keiretsu ${command}`, { columns: 200 })).stdout;
  const money = "counterparties casebooks/keiretsu-japan --of boj";
  expect(await said(`${money} --lang fr`)).toContain("Sociétés japonaises cotées");
  expect(await said(`${money} --lang en`)).toContain("Japanese listed companies");
  expect(await said("find casebooks/keiretsu-japan boj --lang fr")).toContain("Banque du Japon");
  expect(await said("export casebooks/keiretsu-japan --format graphml --lang fr")).toContain("Banque du Japon");
  expect(await said("export casebooks/keiretsu-japan --format graphml --lang en")).toContain("Bank of Japan");
});
