import { compareFindings, type Finding, type Place } from "../../finding.ts";
import { readCell } from "./cell.ts";
import { type Cell, parseCsv } from "./csv.ts";
import { tooManyFindings } from "./csv-codes.ts";
import type { Field } from "./field.ts";
import { makeFinding } from "../finding-code.ts";
import { nearest } from "../nearest.ts";
import { type TableName, tables } from "./schema.generated.ts";
import { duplicateColumn, missingColumn, unknownColumn } from "./table-codes.ts";

/** One row read by its columns, before it becomes a noun. */
export interface TableRow {
  readonly place: Place;
  /** Column name to value, every column of the schema present. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly places: ReadonlyMap<string, Place>;
  /** Column name to text as written. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface TableReading {
  readonly rows: readonly TableRow[];
  readonly findings: readonly Finding[];
  readonly whole: boolean;
}

const MOST_FINDINGS = 1000;

/** Read one file of a table. A row with any cell at fault is refused. */
export function readTable(table: TableName, file: string, text: string): TableReading {
  const csv = parseCsv(file, text);
  if (csv.header === null) return { rows: [], findings: csv.findings, whole: false };
  const findings = [...csv.findings];
  const fields = tables[table];
  const columns = new Map<string, number>();
  for (const [i, cell] of csv.header.entries()) {
    const where = { place: placeOfCell(file, cell), excerpt: cell.text };
    const name = cell.text;
    if (!fields.some((field) => field.name === name)) {
      const names = fields.map((field) => field.name);
      findings.push(makeFinding(unknownColumn, where, { table, found: name, expected: nearest(name, names) ?? "–" }));
    } else if (columns.has(name)) findings.push(makeFinding(duplicateColumn, where, { found: name }));
    else columns.set(name, i);
  }
  for (const field of fields)
    if (field.required && !columns.has(field.name)) {
      const place = { file, line: csv.header[0].line, column: 1 };
      const excerpt = csv.header.map((cell) => cell.text).join(",");
      findings.push(makeFinding(missingColumn, { place, excerpt }, { table, expected: field.name }));
    }
  if (findings.length > csv.findings.length) return { rows: [], findings: findings.sort(compareFindings), whole: false };

  const rows: TableRow[] = [];
  for (const cells of csv.rows) {
    const row = readRow({ file, fields, columns, cells }, findings);
    if (row !== null) rows.push(row);
    else if (findings.length > MOST_FINDINGS) {
      const where = { place: placeOfCell(file, cells[0]), excerpt: cells[0].text };
      findings.push(makeFinding(tooManyFindings, where, { found: findings.length }));
      break;
    }
  }
  return { rows, findings: findings.sort(compareFindings), whole: csv.whole && rows.length === csv.rows.length };
}

interface RowInput {
  readonly file: string;
  readonly fields: readonly Field[];
  readonly columns: ReadonlyMap<string, number>;
  readonly cells: readonly Cell[];
}

/** null when any cell is at fault; every fault is reported. */
function readRow({ file, fields, columns, cells }: RowInput, findings: Finding[]): TableRow | null {
  const values: Record<string, unknown> = {};
  const texts: Record<string, string> = {};
  const places = new Map<string, Place>();
  let sound = true;
  for (const field of fields) {
    const at = columns.get(field.name);
    const cell = at === undefined ? null : cells[at];
    const reading = readCell(field, cell?.text ?? "");
    texts[field.name] = cell?.text ?? "";
    if (cell !== null) places.set(field.name, placeOfCell(file, cell));
    if (reading.code === undefined) {
      values[field.name] = reading.value;
      continue;
    }
    sound = false;
    const place = places.get(field.name) ?? placeOfCell(file, cells[0]);
    // An empty cell shows nothing, so the row's first cell stands for it.
    findings.push(makeFinding(reading.code, { place, excerpt: cell?.text || cells[0].text }, reading.words));
  }
  return sound ? { place: placeOfCell(file, cells[0]), values, texts, places } : null;
}

function placeOfCell(file: string, cell: Cell): Place {
  return { file, line: cell.line, column: cell.column };
}
