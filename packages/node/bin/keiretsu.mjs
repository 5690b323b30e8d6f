#!/usr/bin/env node
// Runs the built command line; says in one line what is missing when it cannot.
import { statSync } from "node:fs";
import nodeModule from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `keiretsu needs Node 22.12 or newer, this is ${process.versions.node}: run it through "npx keiretsu" at the project's root.\n`,
  );
  process.exit(2);
}
const built = new URL("../dist/cli/main.js", import.meta.url);
const bundled = new URL("../dist/cli/bundle.js", import.meta.url);
const newest = Math.max(
  ...[built, new URL("../dist/.tsbuildinfo", import.meta.url), new URL("../../keiretsu/dist/.tsbuildinfo", import.meta.url)].map(timeOf),
);
if (timeOf(built) === 0 && timeOf(bundled) === 0) {
  process.stderr.write('keiretsu is not built yet: run "npm start" at the project\'s root once.\n');
  process.exit(2);
}
nodeModule.enableCompileCache?.();
const { main } = await import((timeOf(bundled) >= newest ? bundled : built).href);
process.exitCode = await main(process.argv.slice(2));

/** When a file was written last; 0 when there is none. */
function timeOf(url) {
  return statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
