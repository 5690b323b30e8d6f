/**
 * Rivals from npm on the files of bench/generate.ts, one thread: `node peers.ts hyparquet parquet <file> <repeats>`; prints one JSON line as ours.ts does. They
 * are never dependencies: RIVALS= names a folder where they were installed (npm install hyparquet).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { fromEdges, type Network } from "../packages/keiretsu/src/network/network.ts";

interface Hyparquet {
  readonly asyncBufferFromFile: (path: string) => Promise<unknown>;
  readonly parquetMetadataAsync: (file: unknown) => Promise<{ readonly num_rows: bigint }>;
  readonly parquetRead: (options: {
    readonly file: unknown;
    readonly columns: readonly string[];
    readonly onChunk: (chunk: { readonly columnName: string; readonly columnData: ArrayLike<number>; readonly rowStart: number }) => void;
  }) => Promise<void>;
}

const [, , module, , path, repeatsText] = process.argv;
const folder = join(process.env.RIVALS ?? ".", "node_modules", module);
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string };
const rival = (await import(pathToFileURL(join(folder, "src", "node.js")).href)) as Hyparquet;
const seconds: number[] = [];
let network: Network | null = null;
for (let k = 0; k < Number(repeatsText); k++) {
  network = null;
  const begin = performance.now();
  network = await read(rival);
  seconds.push((performance.now() - begin) / 1000);
}
const check = [network!.m, network!.weight.reduce((a, x) => a + x, 0)];
const peakMb = Math.round(process.resourceUsage().maxRSS / 102.4) / 10;
console.log(JSON.stringify({ seconds, check, iterations: 0, peakMb, version }));

/** Chunks of columns into typed arrays, then our rows: what a caller of hyparquet would write. */
async function read({ asyncBufferFromFile, parquetMetadataAsync, parquetRead }: Hyparquet): Promise<Network> {
  const file = await asyncBufferFromFile(path);
  const rows = Number((await parquetMetadataAsync(file)).num_rows);
  const columns: Record<string, Uint32Array | Float64Array> = {
    src: new Uint32Array(rows),
    dst: new Uint32Array(rows),
    w: new Float64Array(rows),
  };
  await parquetRead({
    file,
    columns: ["src", "dst", "w"],
    onChunk: ({ columnName, columnData, rowStart }) => columns[columnName].set(columnData, rowStart),
  });
  let n = 0;
  for (const name of ["src", "dst"]) for (let k = 0; k < rows; k++) if (columns[name][k] >= n) n = columns[name][k] + 1;
  return fromEdges({ n, from: columns.src, to: columns.dst, amount: columns.w }, { consume: true });
}
