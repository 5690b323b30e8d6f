import { closeSync, openSync, readSync } from "node:fs";

/** A generated network as read from <name>.bin (bench/generate.ts). */
export interface DataFile {
  readonly n: number;
  readonly m: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly amount: Float64Array;
}

/** The balance sheet of each firm, written after the edges. */
export interface SheetFile extends DataFile {
  readonly externalAssets: Float64Array;
  readonly externalLiabilities: Float64Array;
  readonly equity: Float64Array;
  /** 1 for the firms that the shock hits. */
  readonly hit: Uint32Array;
}

export function readData(path: string): DataFile {
  const file = openSync(path, "r");
  const data = readEdges(file);
  closeSync(file);
  return data;
}

export function readSheets(path: string): SheetFile {
  const file = openSync(path, "r");
  const data = readEdges(file);
  const { n } = data;
  const sheets = {
    externalAssets: fill(file, new Float64Array(n)),
    externalLiabilities: fill(file, new Float64Array(n)),
    equity: fill(file, new Float64Array(n)),
    hit: fill(file, new Uint32Array(n)),
  };
  closeSync(file);
  return { ...data, ...sheets };
}

/** Bytes of a file with balance sheets. */
export function sheetBytes(n: number, m: number): number {
  return 8 + 16 * m + 28 * n;
}

function readEdges(file: number): DataFile {
  const [n, m] = fill(file, new Uint32Array(2));
  return { n, m, from: fill(file, new Uint32Array(m)), to: fill(file, new Uint32Array(m)), amount: fill(file, new Float64Array(m)) };
}

function fill<T extends Uint32Array | Float64Array>(file: number, column: T): T {
  const bytes = new Uint8Array(column.buffer);
  for (let at = 0; at < bytes.length; at += 1 << 26) readSync(file, bytes, at, Math.min(1 << 26, bytes.length - at), null);
  return column;
}

export interface DegreeStatistics {
  readonly meanOut: number;
  readonly maxOut: number;
  readonly maxIn: number;
  /** Share of edges that leave the hundredth of nodes with most of them. */
  readonly topHundredth: number;
  /** Share of edges whose reverse exists too. */
  readonly reciprocal: number;
}

export function degreeStatistics({ n, m, from, to }: DataFile): DegreeStatistics {
  const out = new Uint32Array(n);
  const into = new Uint32Array(n);
  const keys = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    out[from[k]]++;
    into[to[k]]++;
    keys[k] = from[k] * n + to[k];
  }
  keys.sort();
  const reversed = Float64Array.from(to, (j, k) => j * n + from[k]).sort();
  let both = 0;
  for (let a = 0, b = 0; a < m && b < m; ) {
    if (keys[a] === reversed[b]) both++;
    if (keys[a] <= reversed[b]) a++;
    else b++;
  }
  const sorted = out.slice().sort();
  let top = 0;
  for (let i = n - Math.ceil(n / 100); i < n; i++) top += sorted[i];
  return { meanOut: m / n, maxOut: largest(out), maxIn: largest(into), topHundredth: top / m, reciprocal: both / m };
}

function largest(values: Uint32Array): number {
  return values.reduce((x, y) => Math.max(x, y), 0);
}
