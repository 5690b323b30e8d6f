import type { Finding } from "../../finding.ts";
import {
  byteOrderMark,
  cellTooLong,
  controlCharacter,
  emptyFile,
  formulaInCell,
  lostCharacter,
  nulByte,
  otherSeparator,
  raggedRow,
  strayQuote,
  tooManyCells,
  tooManyFindings,
  tooManyRows,
  unclosedQuote,
} from "./csv-codes.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";

/** One cell, with the place of its first character. Lines and columns count from 1, columns count characters. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface Csv {
  /** The first row, or null when it cannot be read: then nothing can. */
  readonly header: readonly Cell[] | null;
  /** The sound rows below it, each as long as the header. */
  readonly rows: readonly (readonly Cell[])[];
  readonly findings: readonly Finding[];
  /** False when any row was refused. */
  readonly whole: boolean;
}

/** A cell longer than this is a damaged file, not a statement. */
const LONGEST_CELL = 1_000_000;
const MOST_CELLS = 1000;
const MOST_FINDINGS = 1000;
/** Rows are kept with the place of every cell, so more would fill the memory. */
const MOST_ROWS = 200_000;

/**
 * Read comma-separated text (RFC 4180: quoted cells, doubled quotes, newlines inside quotes, LF or CRLF). A row at fault is refused and
 * reported; nothing is guessed. Blank lines are skipped; CRLF inside a quoted cell is read as LF, so that a file converted between
 * systems says the same. Never throws. Cost O(length).
 */
export function parseCsv(file: string, text: string): Csv {
  const findings: Finding[] = [];
  const rows: (readonly Cell[])[] = [];
  let header: readonly Cell[] | null = null;
  let whole = true;
  const refuse = (code: FindingCode, cell: Cell, words: Readonly<Record<string, string | number>> = {}): void => {
    whole = false;
    findings.push(makeFinding(code, { place: { file, line: cell.line, column: cell.column }, excerpt: cell.text }, words));
  };

  const cursor: Cursor = { text, at: 0, line: 1, column: 1 };
  if (text.charCodeAt(0) === 0xfeff) {
    cursor.at = 1;
    findings.push(makeFinding(byteOrderMark, { place: { file, line: 1, column: 1 }, excerpt: text.slice(1, 80).split("\n")[0] }));
  }
  while (cursor.at < text.length) {
    const before = findings.length;
    const cells = readRow(cursor, refuse);
    if (cells.length > MOST_CELLS) {
      refuse(tooManyCells, cells[0], { expected: MOST_CELLS });
      break;
    }
    if (cells.length === 1 && cells[0].text === "") continue;
    if (header === null) {
      if (findings.length > before) break;
      const other = cells.length === 1 ? OTHER_SEPARATORS.find(({ sign }) => cells[0].text.includes(sign)) : undefined;
      if (other !== undefined) {
        refuse(otherSeparator, cells[0], { found: other.en, foundFr: other.fr });
        break;
      }
      header = cells;
      continue;
    }
    if (cells.length !== header.length) {
      const culprit = cells[header.length] ?? cells[cells.length - 1];
      refuse(raggedRow, { ...culprit, text: cells[0].text }, { found: cells.length, expected: header.length });
    }
    if (rows.length === MOST_ROWS) {
      refuse(tooManyRows, cells[0], { expected: MOST_ROWS });
      // No command computes on this table, so that judging its first rows would only cost time.
      rows.length = 0;
      break;
    }
    if (findings.length === before) rows.push(cells);
    else if (findings.length > MOST_FINDINGS) {
      refuse(tooManyFindings, cells[0], { found: findings.length });
      break;
    }
  }
  if (header === null && whole) refuse(emptyFile, { text: "", line: 1, column: 1 });
  return { header: header, rows, findings, whole };
}

export type Refuse = (code: FindingCode, cell: Cell, words?: Readonly<Record<string, string | number>>) => void;

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  column: number;
}

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Read to the end of the row and past its line end. Stops collecting one cell after the most that a row may have. */
function readRow(cursor: Cursor, refuse: Refuse): Cell[] {
  const cells: Cell[] = [];
  for (;;) {
    const cell = readCell(cursor, refuse);
    cells.push(cell);
    checkCell(cell, refuse);
    if (cells.length > MOST_CELLS || cursor.text.charCodeAt(cursor.at) !== COMMA) break;
    advance(cursor, cursor.at + 1);
  }
  if (cursor.text.charCodeAt(cursor.at) === CR) advance(cursor, cursor.at + 1);
  if (cursor.text.charCodeAt(cursor.at) === LF) advance(cursor, cursor.at + 1);
  return cells;
}

function readCell(cursor: Cursor, refuse: Refuse): Cell {
  const { text, at: start, line, column } = cursor;
  const { text: inside, end, close } = cellAt(text, start);
  const cell = { text: inside, line, column };
  if (close === null) {
    if (inside.includes('"')) refuse(strayQuote, cell);
  } else if (close < 0) refuse(unclosedQuote, cell);
  else if (end > close + 1) refuse(strayQuote, { ...cell, text: text.slice(start, Math.min(end, start + 100)) });
  advance(cursor, end);
  return cell;
}

/** The cell that starts at `start`: what it says, where it ends, and where its quotation closes (null: not quoted, -1: it never does). */
export function cellAt(text: string, start: number): { readonly text: string; readonly end: number; readonly close: number | null } {
  if (text.charCodeAt(start) !== QUOTE) {
    const end = endOfPlain(text, start);
    return { text: text.slice(start, end), end, close: null };
  }
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  const end = close < 0 ? text.length : endOfPlain(text, close + 1);
  const inside = text.slice(start + 1, close < 0 ? end : close);
  return { text: inside.replaceAll('""', '"').replaceAll("\r\n", "\n"), end, close };
}

/** Index of the comma or line end that closes an unquoted cell. A lone CR ends no line: it stays in the cell and is refused there. */
function endOfPlain(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COMMA || code === LF || (code === CR && (i + 1 === text.length || text.charCodeAt(i + 1) === LF))) return i;
  }
  return text.length;
}

function advance(cursor: Cursor, to: number): void {
  for (let i = cursor.at; i < to; i++) {
    const code = cursor.text.charCodeAt(i);
    if (code === LF) {
      cursor.line++;
      cursor.column = 1;
    } else if (code < 0xdc00 || code > 0xdfff) cursor.column++; // the second half of a pair is no character of its own
  }
  cursor.at = to;
}

/** What a first line of one cell is cut by instead, when a spreadsheet chose for itself. */
const OTHER_SEPARATORS: readonly { readonly sign: string; readonly en: string; readonly fr: string }[] = [
  { sign: ";", en: "semicolons", fr: "des points-virgules" },
  { sign: "\t", en: "tabs", fr: "des tabulations" },
  { sign: "|", en: "vertical bars", fr: "des barres verticales" },
];

/**
 * Control characters other than tab and LF, marks that reorder text, signs without width (joiners are left, since scripts need them), halves
 * of pairs: two names that look alike must be alike.
 */
const UNFIT = /(?![\t\n\0])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\p{Surrogate}/u;
/** What a spreadsheet takes for the start of a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/;
const SIGNED_NUMBER = /^[+-](?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?\s?%?$/;

/** Refuse a cell whose text no table may hold. */
export function checkCell(cell: Cell, refuse: Refuse): void {
  const { text } = cell;
  if (text.length > LONGEST_CELL) {
    refuse(cellTooLong, { ...cell, text: text.slice(0, 100) }, { found: text.length, expected: LONGEST_CELL });
    return;
  }
  if (text.includes("\0")) refuse(nulByte, cell);
  if (text.includes("\ufffd")) refuse(lostCharacter, cell);
  const unfit = UNFIT.exec(text);
  if (unfit) refuse(controlCharacter, cell, { found: codePointName(unfit[0]) });
  else if (FORMULA.test(text) && !SIGNED_NUMBER.test(text))
    refuse(formulaInCell, cell, { found: text[0] === "\t" ? "TAB" : `"${text[0]}"` });
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
