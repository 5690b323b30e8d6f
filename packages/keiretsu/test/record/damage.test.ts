import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { checkCasebook } from "../../src/record/checks/index.ts";
import { load } from "../../src/record/read/load.ts";

/** One slip of an editor in the casebook of the AI alliances, and the finding that must name it. */
const folder = new URL("../../../../casebooks/ai-alliances/", import.meta.url);
const book = readdirSync(folder)
  .filter((name) => /\.(csv|json)$/.test(name))
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));

function findingsAfter(path: string, slip: (text: string) => string): readonly Finding[] {
  const files = book.map((file) => (file.path === path ? { path, text: slip(file.text) } : file));
  expect(files).not.toEqual(book);
  const { casebook, findings } = load(files);
  return [...findings, ...checkCasebook(casebook)];
}

/** Change the line of the row with this id. */
function inRow(id: string, change: (line: string) => string): (text: string) => string {
  return (text) =>
    text
      .split("\n")
      .map((line) => (line.startsWith(`${id},`) ? change(line) : line))
      .join("\n");
}

/** The lapsed letter told as announced two months later. */
function revive(text: string): string {
  const [header, ...rows] = text.trimEnd().split("\n");
  const lapsed = rows.find((row) => row.startsWith("nvda-openai-loi-equity,lapsed,"))!;
  return `${[header, ...rows, lapsed.replace(",lapsed,2026-02-27,", ",announced,2026-05-01,")].join("\n")}\n`;
}

test.each([
  [
    "a warrant turned round",
    "legs.csv",
    inRow("amd-openai-warrant", (row) => row.replace(",amd,openai,", ",openai,amd,")),
    "securities-direction",
  ],
  [
    "a stake turned round",
    "legs.csv",
    inRow("nvda-openai-2026-02", (row) => row.replace(",nvidia,openai,", ",openai,nvidia,")),
    "equity-cash-direction",
  ],
  ["an umbrella taken for a leg", "legs.csv", inRow("openai-30gw-plan", (row) => row.replace(",umbrella,", ",leg,")), "says-aggregate"],
  [
    "tranches cut loose from their total",
    "legs.csv",
    (text: string) => text.replaceAll(",leg,openai-coreweave-contracts,", ",leg,,"),
    "restated-total",
  ],
  ["a firm misspelt", "legs.csv", inRow("amd-openai-warrant", (row) => row.replace(",amd,openai,", ",amd,opnai,")), "unknown-id"],
  ["billions lost", "claims.csv", (text: string) => text.replace(",100000000000,USD,", ",100,USD,"), "lost-unit"],
  [
    "a figure that its claims do not give",
    "derived.csv",
    inRow("ar-02", (row) => row.replace("9540000000", "9640000000")),
    "figure-does-not-follow",
  ],
  ["a date of day 32", "claims.csv", (text: string) => text.replace(",2025-10-24,", ",2025-10-32,"), "bad-date"],
  ["dollars in small letters", "claims.csv", (text: string) => text.replace(",USD,", ",usd,"), "bad-currency"],
  ["a source of the United Kingdom", "entities.csv", (text: string) => text.replace(",GB,", ",UK,"), "bad-country"],
  ["a chapter misspelt", "datapackage.json", (text: string) => text.replace(/("chapters": \[\s*")ai"/, '$1ia"'), "chapter-without-deals"],
])("%s", (_, path, slip, code) => {
  expect(findingsAfter(path, slip).map((finding) => finding.code)).toContain(code);
});

test("a letter that lapsed and lives again", () => {
  expect(findingsAfter("status.csv", revive).map((finding) => finding.code)).toContain("alive-after-end");
});
