/**
 * What is made from the schema: the columns as a constant of the library, the page about them and the page about findings.
 * Run: node scripts/schema.ts [--check]. With --check nothing is written and a stale file is exit code 1.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Cell, parseCsv } from "../packages/keiretsu/src/record/read/csv.ts";
import { codesByRoom } from "../packages/keiretsu/src/record/codes.ts";
import * as storeCodes from "../packages/node/src/store/verify-codes.ts";
import type { Field } from "../packages/keiretsu/src/record/read/field.ts";

interface Table {
  readonly name: string;
  readonly description: string;
  readonly descriptionFr: string;
  readonly fields: readonly Field[];
}

/** Where the cases of findings lie, one file a code. */
const CASES = ["packages/keiretsu/test/record/errors", "packages/node/test/errors", "packages/node/test/store/errors"];

/** Path to text of every generated file. */
export function generate(root: string): ReadonlyMap<string, string> {
  const tables = readTables(root);
  return new Map([
    ["packages/keiretsu/src/record/read/schema.generated.ts", constantOf(tables)],
    ["docs/reference/casebook.md", pageOf(tables, readFileSync(join(root, "scripts/pages/casebook.md"), "utf8"))],
    ["docs/reference/findings.md", findingsPage(root)],
  ]);
}

function readTables(root: string): Table[] {
  return readRows(root, "tables").map((row) => ({
    name: row.table,
    description: row.description,
    descriptionFr: row.description_fr,
    fields: readRows(root, row.table).map((field) => ({
      name: field.field,
      type: field.type,
      unit: field.unit,
      required: field.required === "yes",
      values: field.values === "" ? [] : field.values.split("|"),
      description: field.description,
      descriptionFr: field.description_fr,
    })),
  }));
}

function readRows(root: string, name: string): Record<string, string>[] {
  const file = `schema/${name}.csv`;
  const { header, rows, findings } = parseCsv(file, readFileSync(join(root, file), "utf8"));
  if (header === null || findings.length > 0) throw new Error(`${file}: ${findings.map((finding) => finding.summary).join(" ")}`);
  return rows.map((cells: readonly Cell[]) => Object.fromEntries(header.map((cell, i) => [cell.text, cells[i].text])));
}

function constantOf(tables: readonly Table[]): string {
  const lines = [
    "// Generated from schema/*.csv by scripts/schema.ts: edit those, then run npm run schema.",
    'import type { Field } from "./field.ts";',
    "",
    `export type TableName = ${tables.map((table) => JSON.stringify(table.name)).join(" | ")};`,
    "",
    "export const tables: Readonly<Record<TableName, readonly Field[]>> = {",
  ];
  for (const table of tables) {
    lines.push(`  ${table.name}: [`);
    for (const field of table.fields) lines.push(`    ${JSON.stringify(field)},`);
    lines.push("  ],");
  }
  return `${[...lines, "};"].join("\n")}\n`;
}

function pageOf(tables: readonly Table[], introduction: string): string {
  const lines = [introduction.trimEnd(), ""];
  for (const table of tables) {
    lines.push(
      `## ${table.name}.csv`,
      "",
      `${table.description}.`,
      "",
      "| column | type | required | what it holds |",
      "|---|---|---|---|",
    );
    for (const field of table.fields) {
      const type = field.unit === "" ? field.type : `${field.type}, ${field.unit}`;
      const words = field.values.length === 0 ? "" : `: ${field.values.map((word) => `\`${word}\``).join(", ")}`;
      lines.push(`| \`${field.name}\` | ${type} | ${field.required ? "yes" : ""} | ${cellOf(field.description)}${words} |`);
    }
    lines.push("");
  }
  return lines.join("\n");
}

/** Each code with the case that a test runs: the input, then what is said of it. */
function findingsPage(root: string): string {
  const lines = [readFileSync(join(root, "scripts/pages/findings.md"), "utf8").trimEnd(), ""];
  // By name: not every loader gives the exports of a module in one order.
  const tampered = Object.entries(storeCodes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, code]) => code);
  for (const { room, codes } of [...codesByRoom, { room: "A store that was tampered with", codes: tampered }]) {
    lines.push(`## ${room}`, "");
    for (const { code, severity, advice, adviceFr } of codes) {
      lines.push(`### \`${code}\``, "", `${severity}. ${advice}`, "", `*${adviceFr}*`, "");
      for (const folder of CASES) {
        const file = join(root, folder, `${code}.txt`);
        if (!existsSync(file)) continue;
        const text = readFileSync(file, "utf8").trimEnd();
        lines.push(...text.split("\n").map((line) => `    ${line}`.trimEnd()), "");
      }
    }
  }
  return lines.join("\n");
}

function cellOf(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** Write what is stale, or only name it. Returns the paths of stale files. */
export function refresh(root: string, options: { readonly check: boolean }): string[] {
  const stale: string[] = [];
  for (const [path, text] of generate(root)) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    stale.push(path);
    if (options.check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return stale;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const check = process.argv.includes("--check");
  const stale = refresh(".", { check });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run schema` : `${path} written`);
  process.exitCode = check && stale.length > 0 ? 1 : 0;
}
