import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { KeiretsuError } from "keiretsu";
import { readBlocks } from "./blocks.ts";
import { DelimitedRows } from "./delimited-rows.ts";
import { EdgeRows } from "./edge-rows.ts";
import { graphFormat, readGraphRows } from "./graph-rows.ts";
import { JsonRows } from "./json-rows.ts";
import { readParquetRows } from "./parquet-rows.ts";
import type { EdgeList, ReadEdgesOptions } from "./report.ts";

/**
 * Read a firm-level edge list: one row one payment. Delimited text whose first row names the columns, JSON Lines (by the name .jsonl or .ndjson),
 * Parquet (by its first bytes), or a graph (by the name .gexf, .graphml or .json), which is held whole. Text is streamed in blocks, Parquet by groups of rows; beside the network it holds the columns of edges,
 * 16 bytes a row, and the names. Nodes are numbered in order of their names (of their value when every id is a whole number below 2^31), so
 * the network does not depend on the order of the rows, nor on the format. Rows that cannot be taken are refused and reported;
 * `rows = kept + refused`.
 *
 * Throws `no-file`, `empty-file`, `compressed-file`, `not-utf8-file`, `missing-column`, `ambiguous-column`, `bad-header`, `bad-delimiter`,
 * `bad-parquet`, `bad-column-type`, `file-too-large`, and for a graph that is no sound file what docs/reference/formats.md lists.
 */
export function readEdges(path: string, options: ReadEdgesOptions): EdgeList {
  const rows = new EdgeRows(path, options);
  const file = openFile(path);
  try {
    const graph = graphFormat(path);
    if (graph !== null) readGraphRows(path, graph, options, rows);
    else if (isParquet(file)) readParquetRows(path, file, options, rows);
    else {
      const mostRow = options.mostRowBytes ?? 1 << 16;
      const reader = isJsonLines(path) ? new JsonRows(path, options, rows, mostRow) : new DelimitedRows(path, options, rows, mostRow);
      readBlocks(file, reader, rows, { ...options, path, mostRow });
    }
  } finally {
    closeSync(file);
  }
  return rows.finish();
}

export function isJsonLines(path: string): boolean {
  return /\.(jsonl|ndjson)$/i.test(path);
}

export function isParquet(file: number): boolean {
  // A pipe cannot be looked into without taking from it; Parquet needs a file.
  if (!fstatSync(file).isFile()) return false;
  const magic = new Uint8Array(4);
  readSync(file, magic, 0, 4, 0);
  return String.fromCharCode(...magic) === "PAR1";
}

export function openFile(path: string): number {
  try {
    const file = openSync(path, "r");
    if (!fstatSync(file).isDirectory()) return file;
    closeSync(file);
  } catch (error) {
    throw new KeiretsuError("no-file", `${path}: cannot be opened (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  throw new KeiretsuError("no-file", `${path}: is a folder, a file of edges was expected`);
}
