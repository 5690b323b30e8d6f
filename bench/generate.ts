/**
 * Seeded networks of firms that owe each other money: scale-free degrees (tail exponent about 2.3, payers and payees alike), half of the edges
 * inside communities, 8 % answering the edge before, amounts spread like a logarithmic normal law and rounded to cents.
 *
 * Written as <name>.bin, little endian: u32 n, u32 m, then from u32[m], to u32[m], amount f64[m]; edges in shuffled order, communities hidden
 * behind random numbers. Then the balance sheet of each firm: external assets f64[n], external liabilities f64[n], equity f64[n], and u32[n] that
 * is 1 for the twentieth of firms that a shock hits; `deep`: thin equity, so that a third of the firms fail with them. With `csv` also <name>.csv (header src,dst,w), with `text` <name>-text.csv, the same rows with 20-character ids.
 */
import { closeSync, openSync, writeSync } from "node:fs";

export interface GenerateOptions {
  readonly n: number;
  readonly m: number;
  readonly seed: number;
  readonly deep?: boolean;
  readonly csv?: boolean;
  readonly text?: boolean;
}

const TAIL = 1.3;

export function generate(path: string, { n, m, seed, deep = false, csv = false, text = false }: GenerateOptions): void {
  const random = sfc32(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const pays = new Float64Array(n);
  const receives = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    pays[i] = random() ** (-1 / TAIL);
    receives[i] = pays[i] ** 0.6 * random() ** (-0.4 / TAIL);
  }
  const keys = pickEdges(n, m, pays, receives, random);
  const number = shuffledNumbers(n, random);
  const from = new Uint32Array(m);
  const to = new Uint32Array(m);
  const amount = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const i = Math.floor(keys[k] / n);
    const j = keys[k] - i * n;
    from[k] = number[i];
    to[k] = number[j];
    amount[k] = Math.max(0.01, Math.round(1e4 * Math.exp(1.2 * gauss()) * Math.sqrt(pays[i] * receives[j])) / 100);
  }
  const sheet = balanceSheets(n, { from, to, amount, deep }, random);
  writeBinary(`${path}.bin`, [Uint32Array.of(n, m), from, to, amount, sheet.assets, sheet.liabilities, sheet.equity, sheet.hit]);
  if (csv) writeRows(`${path}.csv`, from, to, amount, String);
  if (text) writeRows(`${path}-text.csv`, from, to, amount, textId);
}

interface BalanceSheets {
  readonly assets: Float64Array;
  readonly liabilities: Float64Array;
  readonly equity: Float64Array;
  readonly hit: Uint32Array;
}

/** External assets with what is owed to a firm make its assets, what it owes inside and outside with its equity the same sum. */
function balanceSheets(
  n: number,
  { from, to, amount, deep }: { from: Uint32Array; to: Uint32Array; amount: Float64Array; deep: boolean },
  random: () => number,
): BalanceSheets {
  const owed = new Float64Array(n);
  const owes = new Float64Array(n);
  for (let k = 0; k < from.length; k++) {
    owes[from[k]] += amount[k];
    owed[to[k]] += amount[k];
  }
  const assets = new Float64Array(n);
  const liabilities = new Float64Array(n);
  const equity = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const whole = (deep ? 1.005 + 0.04 * random() : 1.06 + 0.2 * random()) * Math.max(owed[i], owes[i], 1);
    const own = (deep ? 0.002 + 0.01 * random() : 0.03 + 0.05 * random()) * whole;
    assets[i] = whole - owed[i];
    liabilities[i] = Math.max(0, whole - own - owes[i]);
    equity[i] = whole - owes[i] - liabilities[i];
  }
  return { assets, liabilities, equity, hit: Uint32Array.from({ length: n }, () => (random() < 0.05 ? 1 : 0)) };
}

/** Chris Doty-Humphrey's sfc32, warmed up; numbers in the open interval from 0 to 1. */
function sfc32(seed: number): () => number {
  let a = seed >>> 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  for (let k = 0; k < 16; k++) next();
  return next;
}

/** Distinct edges without self-loops as from * n + to, in random order. */
function pickEdges(n: number, m: number, pays: Float64Array, receives: Float64Array, random: () => number): Float64Array {
  const community = Math.min(256, Math.max(32, Math.floor(n / 8)));
  const paying = cumulated(pays);
  const receiving = cumulated(receives);
  const pick = (total: Float64Array, low: number, high: number): number => {
    const x = total[low] + random() * (total[high] - total[low]);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (total[middle] <= x) low = middle;
      else high = middle;
    }
    return low;
  };
  let keys = new Float64Array(0);
  let lastFrom = 0;
  let lastTo = 1;
  while (keys.length < m) {
    const fresh = new Float64Array(Math.ceil((Math.ceil(m * 1.02) + 16 - keys.length) * 1.3) + 64);
    for (let k = 0; k < fresh.length; k++) {
      let i = lastTo;
      let j = lastFrom;
      if (random() >= 0.08) {
        i = pick(paying, 0, n);
        const low = i - (i % community);
        j = random() < 0.5 ? pick(receiving, low, Math.min(n, low + community)) : pick(receiving, 0, n);
      }
      lastFrom = i;
      lastTo = j;
      fresh[k] = i === j ? -1 : i * n + j;
    }
    const all = new Float64Array(keys.length + fresh.length);
    all.set(keys);
    all.set(fresh, keys.length);
    all.sort();
    let kept = 0;
    for (let k = 0; k < all.length; k++) if (all[k] >= 0 && (kept === 0 || all[k] !== all[kept - 1])) all[kept++] = all[k];
    keys = all.slice(0, kept);
  }
  for (let k = keys.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [keys[k], keys[other]] = [keys[other], keys[k]];
  }
  return keys;
}

function cumulated(values: Float64Array): Float64Array {
  const total = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) total[i + 1] = total[i] + values[i];
  return total;
}

function shuffledNumbers(n: number, random: () => number): Uint32Array {
  const number = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [number[i], number[other]] = [number[other], number[i]];
  }
  return number;
}

function writeBinary(path: string, columns: readonly (Uint32Array | Float64Array)[]): void {
  const file = openSync(path, "w");
  for (const column of columns) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    for (let at = 0; at < bytes.length; at += 1 << 26) writeSync(file, bytes, at, Math.min(1 << 26, bytes.length - at));
  }
  closeSync(file);
}

/** As long as a legal entity identifier, and as unlike its neighbours. */
function textId(i: number): string {
  return `FIRM${(Math.imul(i, 2654435761) >>> 0).toString(36).toUpperCase().padStart(7, "0")}X${String(i).padStart(8, "0")}`;
}

function writeRows(path: string, from: Uint32Array, to: Uint32Array, amount: Float64Array, id: (i: number) => string): void {
  const file = openSync(path, "w");
  let lines = ["src,dst,w"];
  for (let k = 0; k < from.length; k++) {
    lines.push(`${id(from[k])},${id(to[k])},${amount[k].toFixed(2)}`);
    if (lines.length >= 65_536 || k === from.length - 1) {
      writeSync(file, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
  closeSync(file);
}
