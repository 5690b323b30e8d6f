import { compareFindings, type Finding } from "../../src/finding.ts";
import { checkCasebook } from "../../src/record/checks/index.ts";
import { type CasebookFile, load } from "../../src/record/read/load.ts";
import { tables } from "../../src/record/read/schema.generated.ts";
import { applyEdits } from "../../src/record/edit/apply-edits.ts";
import type { RowEdit } from "../../src/record/edit/row-edit.ts";
import type { Casebook, Loaded } from "../../src/record/casebook.ts";

/**
 * A case is a text: sections that start with `>>> name`. Sections named like files are the casebook, the section `findings` is what must be
 * said of it; the section `edits` holds edits of rows, one JSON object a line. `\u0000` stands for that character and `[[x * 1000]]` for a thousand x, so that a case stays readable. Without a
 * datapackage.json one is made that lists the tables given.
 */
export interface Case {
  readonly files: readonly CasebookFile[];
  readonly edits: readonly RowEdit[];
  readonly expected: string;
}

export function readCase(text: string): Case {
  const sections = text
    .split(/^>>> /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf("\n");
      return { path: section.slice(0, end), text: unfold(section.slice(end + 1)) };
    });
  const files = sections.filter(({ path }) => path !== "findings" && path !== "edits");
  const textOf = (name: string): string => sections.find(({ path }) => path === name)?.text ?? "";
  const expected = textOf("findings");
  const edits = textOf("edits")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RowEdit);
  const listed = files.length === 0 || files.some((file) => file.path === "datapackage.json");
  return { files: listed ? files : [packageOf(files.map((file) => file.path)), ...files], edits, expected };
}

function unfold(text: string): string {
  return text
    .replaceAll(/\[\[(.*?) \* (\d+)\]\]/g, (_, unit: string, times: string) => unit.replaceAll("\\n", "\n").repeat(Number(times)))
    .replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A data package that lists files whose names start with that of their table. */
export function packageOf(paths: readonly string[]): CasebookFile {
  const resources = paths.map((path) => ({ name: Object.keys(tables).find((table) => path.startsWith(table)), path }));
  const own = { schema: 1, chapters: [], currency: "USD", titleFr: "Essai" };
  return { path: "datapackage.json", text: JSON.stringify({ name: "test", title: "Test", keiretsu: own, resources }) };
}

/** Every finding of editing, loading and checking, sorted. */
export function findingsOf(given: readonly CasebookFile[], edits: readonly RowEdit[] = []): readonly Finding[] {
  const { files, findings: ofEdits } = applyEdits(given, edits);
  const { casebook, findings } = load(files);
  return [...ofEdits, ...findings, ...checkCasebook(casebook)].sort(compareFindings);
}

/** A finding as the case files write it. */
export function told({ place, code, severity, excerpt, summary, advice }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${code} (${severity})\n  | ${excerpt}\n  ${summary}\n  → ${advice}\n`;
}

/** Load a casebook from tables given as lines of CSV, for tests that speak of rows. */
export function loadTables(rows: Readonly<Record<string, string>>): Loaded {
  const files = Object.entries(rows).map(([table, text]) => ({ path: `${table}.csv`, text }));
  return load([packageOf(files.map((file) => file.path)), ...files]);
}

export function casebookOf(rows: Readonly<Record<string, string>>): Casebook {
  return loadTables(rows).casebook;
}
