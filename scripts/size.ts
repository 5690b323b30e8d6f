/** The browser build of the library: bundled, minified, compressed, held against a budget. */
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** The library whole, which no page loads: what the first page loads has a budget of its own (first-page.ts). */
const BUDGET_KILOBYTES = 350;

const bundle = await rolldown({ input: "packages/keiretsu/dist/index.js", platform: "browser" });
const { output } = await bundle.generate({ format: "esm", minify: true });
await bundle.close();
const external = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.imports : []));
if (external.length > 0) throw new Error(`the library imports ${external.join(", ")}: it may not depend on anything at run time`);
const bytes = output.reduce((total, chunk) => total + (chunk.type === "chunk" ? gzipSync(chunk.code, { level: 9 }).length : 0), 0);
const kilobytes = bytes / 1000;
console.log(`browser build ${kilobytes.toFixed(1)} kB compressed, budget ${BUDGET_KILOBYTES} kB`);
if (kilobytes > BUDGET_KILOBYTES) process.exitCode = 1;
