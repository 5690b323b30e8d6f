import type { Finding } from "../../finding.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { nearest } from "../nearest.ts";
import { emptyFile, formulaInCell, unclosedQuote } from "../read/csv-codes.ts";
import { checkCell } from "../read/csv.ts";
import type { CasebookFile } from "../read/load.ts";
import { PACKAGE_FILE, readPackage } from "../read/package.ts";
import { type TableName, tables } from "../read/schema.generated.ts";
import {
  editIdChanged,
  editIdTaken,
  editTableWithoutFile,
  editUnknownColumn,
  editUnknownRow,
  editUnknownTable,
  editWithoutId,
  mergeIntoItself,
  mergeLeavesMention,
} from "./edit-codes.ts";
import { joined, mentions, redirect } from "./merge.ts";
import type { RowEdit } from "./row-edit.ts";
import { type Cells, Sheet } from "./sheet.ts";

/** Say something of the edit at hand; one that meets an error changes nothing. */
type Refuse = (code: FindingCode, excerpt: string, words?: Readonly<Record<string, string | number>>) => void;

/**
 * The files of a casebook after some edits of rows: text to text. Lines that no edit touches stay byte for byte (quoting, line ends, byte
 * order mark, a missing last line end), and so do files that none touches. A new row comes last in the last file of its table. Each edit
 * that cannot be made is a finding and changes nothing; the others are made. Edits name rows as they are in `files`, so the order of edits
 * of different rows changes at most the order of new rows. Whether the result is a sound casebook is for `load` to say: a cell that looks
 * like a formula is data here. Cost O(length + edits), a merge O(length).
 */
export function applyEdits(
  files: readonly CasebookFile[],
  edits: readonly RowEdit[],
): { readonly files: readonly CasebookFile[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const book = openBook(files);
  for (const [i, edit] of edits.entries()) {
    const place = { file: "edits", line: i + 1, column: 1 };
    const refuse: Refuse = (code, excerpt, words) => void findings.push(makeFinding(code, { place, excerpt }, words));
    if (edit.op === "merge") merge(book, edit, refuse);
    else editRow(book, edit, refuse);
  }
  const texts = new Map(book.opened().map((sheet) => [sheet.path, sheet.text()]));
  const edited = files.map((file) => {
    const text = texts.get(file.path) ?? file.text;
    return text === file.text ? file : { path: file.path, text };
  });
  return { files: edited, findings };
}

interface Book {
  readonly sheets: (table: TableName) => readonly Sheet[];
  readonly opened: () => readonly Sheet[];
  /** Files that are neither tables nor the list of them. */
  readonly others: readonly CasebookFile[];
}

/** Files are cut into rows only when an edit asks for their table. */
function openBook(files: readonly CasebookFile[]): Book {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const listed = readPackage(texts.get(PACKAGE_FILE) ?? "").package.files;
  const open = new Map<TableName, readonly Sheet[]>();
  const sheets = (table: TableName): readonly Sheet[] => {
    const already = open.get(table);
    if (already !== undefined) return already;
    const fresh = listed
      .filter((file) => file.table === table && texts.has(file.path))
      .map(({ path }) => new Sheet(table, path, texts.get(path)!));
    open.set(table, fresh);
    return fresh;
  };
  const paths = new Set([PACKAGE_FILE, ...listed.map(({ path }) => path)]);
  return { sheets, opened: () => [...open.values()].flat(), others: files.filter(({ path }) => !paths.has(path)) };
}

function editRow(book: Book, edit: Exclude<RowEdit, { op: "merge" }>, refuse: Refuse): void {
  const { table } = edit;
  if (!Object.hasOwn(tables, table)) return refuse(editUnknownTable, table, { found: table, expected: Object.keys(tables).join(", ") });
  const sheets = book.sheets(table);
  if (sheets.length === 0) return refuse(editTableWithoutFile, table, { found: table });
  if (edit.op === "add") return add(sheets, edit, refuse);
  const sheet = sheets.find((one) => one.has(edit.key));
  if (sheet === undefined) return refuseUnknownRow(sheets, edit.key, refuse);
  if (edit.op === "retract") return sheet.takeOut(edit.key);
  const cells = checkedCells(sheet, edit.cells, refuse);
  if (cells === null) return;
  if (!tables[table].some((field) => field.name === "id")) return sheet.write(edit.key, cells);
  const { id } = sheet.cells(edit.key);
  if ((cells.id ?? id) !== id) return refuse(editIdChanged, edit.key, { table, found: edit.key, other: cells.id });
  sheet.write(edit.key, { ...cells, id });
}

function add(sheets: readonly Sheet[], edit: Extract<RowEdit, { op: "add" }>, refuse: Refuse): void {
  const { table } = edit;
  const sheet = sheets.at(-1)!;
  if (sheet.columns.length === 0) return refuse(emptyFile, sheet.path);
  if (!sheet.closed) return refuse(unclosedQuote, sheet.path);
  const cells = checkedCells(sheet, edit.cells, refuse);
  if (cells === null) return;
  if (tables[table].some((field) => field.name === "id")) {
    if ((cells.id ?? "") === "") return refuse(editWithoutId, table, { table });
    if (sheets.some((one) => one.has(cells.id))) return refuse(editIdTaken, cells.id, { table, found: cells.id });
  }
  sheet.append(cells);
}

/** Cells as they will be written, or null when any of them cannot be. A form may end lines with CRLF: inside a cell they end with LF. */
function checkedCells(sheet: Sheet, given: Cells, refuse: Refuse): Cells | null {
  let sound = true;
  const wrong: Refuse = (code, excerpt, words) => {
    sound = false;
    refuse(code, excerpt, words);
  };
  const cells: Record<string, string> = {};
  for (const [column, written] of Object.entries(given)) {
    const text = written.replaceAll("\r\n", "\n");
    // A column of the schema that the file does not have is as good as empty.
    if (text === "" && tables[sheet.table].some((field) => field.name === column)) continue;
    if (!sheet.columns.includes(column)) {
      const near = nearest(column, sheet.columns);
      const guess = near === null ? "" : `; the nearest is ${near}`;
      wrong(editUnknownColumn, column, {
        file: sheet.path,
        found: column,
        guess,
        guessFr: near === null ? "" : ` ; la plus proche est ${near}`,
      });
    }
    const cell = { text, line: 1, column: 1 };
    checkCell(cell, (code, bad, words) => void (code !== formulaInCell && wrong(code, bad.text, words)));
    cells[column] = text;
  }
  return sound ? cells : null;
}

function refuseUnknownRow(sheets: readonly Sheet[], key: string, refuse: Refuse): void {
  const near = nearest(
    key,
    sheets.flatMap((sheet) => sheet.keys()),
  );
  const guess = near === null ? "" : `; the nearest is "${near}"`;
  const guessFr = near === null ? "" : ` ; la plus proche est « ${near} »`;
  refuse(editUnknownRow, key, { table: sheets[0].table, found: key, guess, guessFr });
}

function merge(book: Book, { keep, drop }: Extract<RowEdit, { op: "merge" }>, refuse: Refuse): void {
  const entities = book.sheets("entities");
  if (entities.length === 0) return refuse(editTableWithoutFile, "entities", { found: "entities" });
  if (keep === drop) return refuse(mergeIntoItself, keep, { found: keep });
  const keeper = entities.find((sheet) => sheet.has(keep));
  if (keeper === undefined) return refuseUnknownRow(entities, keep, refuse);
  const dropper = entities.find((sheet) => sheet.has(drop));
  if (dropper === undefined) return refuseUnknownRow(entities, drop, refuse);

  const ids = new Set(entities.flatMap((sheet) => sheet.keys()));
  const fresh = joined(keeper.cells(keep), dropper.cells(drop));
  dropper.takeOut(drop);
  for (const table of Object.keys(tables) as TableName[])
    for (const sheet of book.sheets(table)) redirect(sheet, { keep, drop, entities: ids });
  keeper.write(keep, fresh);
  for (const path of mentions(book.others, drop)) refuse(mergeLeavesMention, path, { file: path, found: drop, other: keep });
}
