import { readFileSync, statSync } from "node:fs";
import { KeiretsuError } from "keiretsu";
import { checkStart } from "../edges/blocks.ts";
import { JsonScanner, parseLine, type JsonCell } from "../edges/json-line.ts";
import { isJsonLines } from "../edges/read-edges.ts";
import { placeOf, type Refusal } from "../edges/refusals.ts";
import { RowSplitter } from "../edges/split-row.ts";

const NEWLINE = 0x0a;
const MOST_COLUMNS = 4096;
const LONGEST_HEADER = 1 << 20;
const DELIMITERS = [",", ";", "\t", "|"] as const;
const ENCODER = new TextEncoder();

/** The wanted cells of one row, in the order asked for. */
export interface TextRow {
  readonly bytes: Uint8Array;
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly kinds: readonly JsonCell["kind"][];
  /** Place of cell `w`, or of the row. */
  readonly place: (w: number | null) => { readonly line: number; readonly column: number; readonly excerpt: string };
}

export interface TextTableVisitor {
  /** Names the columns that are wanted, of those there are; the first row of a JSON file tells them. */
  readonly choose: (names: readonly string[]) => readonly string[];
  readonly row: (row: TextRow) => void;
  readonly refuse: (why: Refusal, place: { readonly line: number; readonly column: number; readonly excerpt: string }) => void;
}

/** Read a table of one row a firm, delimited text or JSON Lines, held whole in memory (2 GiB at most). */
export function readTextTable(path: string, delimiter: string | null, visitor: TextTableVisitor): void {
  if (statSync(path).size >= 2 ** 31)
    throw new KeiretsuError("file-too-large", `${path}: larger than 2 GiB; write it as Parquet, which is read by columns`);
  const bytes = new Uint8Array(readFileSync(path));
  const begin = checkStart(bytes, bytes.length, path);
  if (isJsonLines(path)) readJson(bytes, begin, visitor);
  else readDelimited(bytes, begin, path, delimiter, visitor);
}

function readDelimited(bytes: Uint8Array, begin: number, path: string, given: string | null, visitor: TextTableVisitor): void {
  let header: RowSplitter | null = null;
  let delimiter = 0;
  for (const candidate of given === null ? DELIMITERS : [given]) {
    const splitter = new RowSplitter(MOST_COLUMNS, candidate.charCodeAt(0));
    splitter.split(bytes.slice(0, LONGEST_HEADER), begin, Math.min(bytes.length, LONGEST_HEADER), true);
    if (header !== null && splitter.count <= header.count) continue;
    header = splitter;
    delimiter = candidate.charCodeAt(0);
  }
  if (header!.fault) throw new KeiretsuError("bad-header", `${path}:1: the row that should name the columns has a ${header!.fault}`);
  const names = Array.from({ length: header!.count }, (_, c) =>
    new TextDecoder().decode(bytes.subarray(header!.begins[c], header!.ends[c])).trim().replaceAll('""', '"'),
  );
  const wanted = visitor.choose(names).map((name) => names.indexOf(name));
  // The first is the id; what the others write is read as numbers.
  const kinds = wanted.map((_, w): JsonCell["kind"] => (w === 0 ? "text" : "number"));
  const begins = new Int32Array(wanted.length);
  const ends = new Int32Array(wanted.length);
  const splitter = new RowSplitter(names.length, delimiter);
  let line = 2;
  for (let row = header!.next; row < bytes.length; row = splitter.next) {
    splitter.split(bytes, row, bytes.length, true);
    const at = line;
    line += splitter.lines;
    const start = row;
    if (splitter.fault) {
      const end = Math.min(splitter.next, splitter.faultAt + 80);
      visitor.refuse(splitter.fault, placeOf(bytes, { line: at, row, begin: splitter.faultAt, end }));
      continue;
    }
    if (splitter.count === 1 && splitter.begins[0] === splitter.ends[0] && names.length > 1) continue;
    if (splitter.count !== names.length) {
      visitor.refuse("ragged-row", placeOf(bytes, { line: at, row, begin: row, end: splitter.next }));
      continue;
    }
    wanted.forEach((c, w) => {
      begins[w] = splitter.begins[c];
      ends[w] = splitter.ends[c];
    });
    visitor.row({
      bytes,
      begins,
      ends,
      kinds,
      place: (w) =>
        placeOf(bytes, { line: at, row: start, begin: w === null ? start : begins[w], end: w === null ? splitter.next : ends[w] }),
    });
  }
}

function readJson(bytes: Uint8Array, start: number, visitor: TextTableVisitor): void {
  let scanner: JsonScanner | null = null;
  let line = 0;
  for (let row = start; row < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, row);
    const end = newline < 0 ? bytes.length : newline;
    const begin = row;
    row = end + 1;
    const at = ++line;
    const place = (from: number, to: number): ReturnType<TextRow["place"]> =>
      placeOf(bytes, { line: at, row: begin, begin: from, end: to });
    if (scanner !== null && newline >= 0 && scanner.scan(bytes, begin, newline + 1) >= 0) {
      const { begins, ends, kinds } = scanner;
      visitor.row({ bytes, begins, ends, kinds, place: (w) => (w === null ? place(begin, end) : place(begins[w], ends[w])) });
      continue;
    }
    const parsed = parseLine(bytes, begin, end, scanner?.names ?? []);
    if (parsed.kind === "blank") continue;
    if (parsed.kind === "bad" || (parsed.kind === "array" && scanner === null && parsed.texts === null)) {
      visitor.refuse("bad-json", place(begin, end));
      continue;
    }
    if (scanner === null) {
      scanner = new JsonScanner(visitor.choose(parsed.kind === "array" ? parsed.texts! : parsed.keys));
      if (parsed.kind === "array" && scanner.useHeader(parsed.texts)) continue;
    }
    const again = parseLine(bytes, begin, end, scanner.names);
    const cells = again.kind === "array" ? scanner.placed(again.cells) : again.kind === "object" ? again.cells : null;
    if (cells === null) visitor.refuse("ragged-row", place(begin, end));
    else visitor.row(encoded(cells, () => place(begin, end)));
  }
  if (scanner === null) visitor.choose([]);
}

/** Cells of a parsed line as bytes of their own. */
function encoded(cells: readonly JsonCell[], place: TextRow["place"]): TextRow {
  const texts = cells.map(({ text }) => ENCODER.encode(text));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + text.length, 0));
  const begins = new Int32Array(cells.length);
  const ends = new Int32Array(cells.length);
  let at = 0;
  texts.forEach((text, w) => {
    begins[w] = at;
    bytes.set(text, at);
    ends[w] = at += text.length;
  });
  return { bytes, begins, ends, kinds: cells.map(({ kind }) => kind), place };
}
