import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { compareText, type Network } from "keiretsu";
import type { ChunkSpec } from "../pool/chunk.ts";
import { SWEEPS, type SweepJob } from "./sweeps.ts";

/** The rows of all items in order, whoever computed them. */
export interface SweepRows {
  readonly columns: readonly string[];
  readonly count: number;
  /** Row by row, as many numbers as there are columns. */
  readonly values: Float64Array;
  readonly converged: boolean;
  /** How often each node was counted; null for sweeps by firm. */
  readonly counts: Float64Array | null;
}

/** Put the chunks together in their order. */
export function mergeChunks(job: SweepJob, chunks: readonly ChunkSpec[], done: ReadonlyMap<number, Float64Array>): SweepRows {
  const { columns } = SWEEPS[job.sweep];
  const count = chunks.reduce((sum, chunk) => sum + chunk.count, 0);
  const values = new Float64Array(count * columns.length);
  const counts = job.draws === null ? null : new Float64Array(job.network.n);
  let converged = true;
  for (const chunk of chunks) {
    const part = done.get(chunk.index)!;
    const rows = 1 + chunk.count * columns.length;
    if (part[0] === 0) converged = false;
    values.set(part.subarray(1, rows), chunk.first * columns.length);
    // Whole numbers add up to the same in any order.
    for (let k = rows; k < part.length; k += 2) counts![part[k]] += part[k + 1];
  }
  return { columns, count, values, converged, counts };
}

const LISTED = 100;
const PERCENTILES = [50, 95, 99] as const;

/** What a person looks at first: how the numbers are spread, and the firms with the largest. */
export function summaryOf(rows: SweepRows, job: SweepJob, names: Network["names"]): Readonly<Record<string, unknown>> {
  const { columns, count, values, counts } = rows;
  const nameOf = (node: number): string => names[node] ?? String(node);
  const width = columns.length;
  const spread = Object.fromEntries(
    columns.map((name, c) => {
      const column = Float64Array.from({ length: count }, (_, k) => values[k * width + c]).sort();
      const mean = column.reduce((sum, x) => sum + x, 0) / count;
      const at = (percent: number): number => column[Math.max(0, Math.ceil((percent / 100) * count) - 1)];
      const percentiles = PERCENTILES.map((percent) => [`p${percent}`, at(percent)] as const);
      return [name, count === 0 ? null : { mean, ...Object.fromEntries(percentiles), largest: column[count - 1] }];
    }),
  );
  if (counts === null) {
    const node = (k: number): number => job.firms?.[k] ?? k;
    const order = Uint32Array.from({ length: count }, (_, k) => k).sort(
      (a, b) => values[b * width] - values[a * width] || compareText(nameOf(node(a)), nameOf(node(b))),
    );
    const largest = Array.from(order.subarray(0, LISTED), (k) => ({
      node: nameOf(node(k)),
      ...Object.fromEntries(columns.map((name, c) => [name, values[k * width + c]])),
    }));
    return { firms: count, spread, largest };
  }
  const often = Uint32Array.from(counts.keys())
    .filter((i) => counts[i] > 0)
    .sort((a, b) => counts[b] - counts[a] || compareText(nameOf(a), nameOf(b)));
  const mostOften = Array.from(often.subarray(0, LISTED), (i) => ({ node: nameOf(i), defaults: counts[i], share: counts[i] / count }));
  return { draws: count, spread, everDefaulted: often.length, mostOften };
}

/** Write one row an item as CSV, whole or not at all. */
export function writeRows(path: string, rows: SweepRows, job: SweepJob, names: Network["names"]): void {
  const part = `${path}.part`;
  const file = openSync(part, "w");
  const { columns, count, values } = rows;
  const isDraw = job.draws !== null;
  let lines = [[isDraw ? "draw" : "node", ...columns].join(",")];
  for (let k = 0; k < count; k++) {
    const node = job.firms?.[k] ?? k;
    const row = values.subarray(k * columns.length, (k + 1) * columns.length);
    lines.push(`${isDraw ? String(k) : cell(names[node] ?? String(node))},${row.join(",")}`);
    if (lines.length < 1 << 14) continue;
    writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) writeSync(file, `${lines.join("\n")}\n`);
  closeSync(file);
  renameSync(part, path);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
