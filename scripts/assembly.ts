/**
 * Compiles the WebAssembly kernels (AssemblyScript) and writes each as base64 into a generated module, so that the library reads no file:
 * `node scripts/assembly.ts` writes, `node scripts/assembly.ts --check` fails when a generated module does not match its source.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { spawnSync } from "node:child_process";

const ROOT = new URL("..", import.meta.url).pathname;

export const KERNELS: readonly { readonly source: string; readonly output: string; readonly shared?: boolean }[] = [
  { source: "packages/keiretsu/assembly/laplacian.ts", output: "packages/keiretsu/src/num/laplacian.generated.ts" },
  { source: "packages/keiretsu/assembly/sweeps.ts", output: "packages/keiretsu/src/num/sweeps.generated.ts" },
  { source: "packages/keiretsu/assembly/tiles.ts", output: "packages/keiretsu/src/num/tiles.generated.ts" },
  { source: "packages/keiretsu/assembly/tiles.ts", output: "packages/keiretsu/src/num/tiles-shared.generated.ts", shared: true },
  { source: "packages/keiretsu/assembly/random.ts", output: "packages/keiretsu/src/num/random.generated.ts" },
  { source: "packages/keiretsu/assembly/rows.ts", output: "packages/keiretsu/src/network/rows.generated.ts" },
  { source: "packages/keiretsu/assembly/clearing.ts", output: "packages/keiretsu/src/contagion/clearing/clearing.generated.ts" },
  { source: "packages/keiretsu/assembly/cascade.ts", output: "packages/keiretsu/src/contagion/clearing/cascade.generated.ts" },
  { source: "packages/keiretsu/assembly/stress.ts", output: "packages/keiretsu/src/contagion/distress/stress.generated.ts" },
  { source: "packages/keiretsu/assembly/primal-dual.ts", output: "packages/keiretsu/src/trace/primal-dual.generated.ts" },
  { source: "packages/node/assembly/integer-rows.ts", output: "packages/node/src/edges/integer-rows.generated.ts" },
  { source: "packages/node/assembly/snappy.ts", output: "packages/node/src/parquet/snappy.generated.ts" },
];

const FLAGS = ["-O3", "--converge", "--noAssert", "--runtime", "stub", "--importMemory", "--memoryBase", "64", "--enable", "simd"];

/** For a memory that threads share, which needs a module of its own. */
const SHARED = ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"];

export function compileKernel(source: string, shared = false): string {
  const folder = mkdtempSync(join(tmpdir(), "keiretsu-assembly-"));
  const out = join(folder, "kernel.wasm");
  const { status, stderr } = spawnSync(`${ROOT}node_modules/.bin/asc`, [source, ...FLAGS, ...(shared ? SHARED : []), "-o", out], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${source}: ${stderr}`);
  const base64 = readFileSync(out).toString("base64");
  rmSync(folder, { recursive: true });
  const lines = base64.match(/.{1,130}/g)!.map((line) => `  "${line}"`);
  return `// Compiled from ${source} by scripts/assembly.ts; do not edit.\nexport const WASM: string =\n${lines.join(" +\n")};\n`;
}

if (import.meta.main) {
  let stale = 0;
  for (const { source, output, shared } of KERNELS) {
    const text = compileKernel(source, shared);
    const current = existsSync(ROOT + output) ? readFileSync(ROOT + output, "utf8") : "";
    if (current === text) continue;
    if (process.argv.includes("--check")) {
      console.error(`${output} does not match ${source}: run node scripts/assembly.ts`);
      stale++;
    } else writeFileSync(ROOT + output, text);
  }
  process.exitCode = stale > 0 ? 1 : 0;
}
