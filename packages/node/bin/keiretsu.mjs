#!/usr/bin/env node
// Runs the built command line; says in one line what is missing when it cannot.
import { existsSync } from "node:fs";

const entry = new URL("../dist/cli/main.js", import.meta.url);
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `keiretsu needs Node 22.12 or newer, this is ${process.versions.node}: run it through "npx keiretsu" at the project's root.\n`,
  );
  process.exit(2);
}
if (!existsSync(entry)) {
  process.stderr.write('keiretsu is not built yet: run "npm start" at the project\'s root once.\n');
  process.exit(2);
}
const { main } = await import(entry.href);
process.exitCode = await main(process.argv.slice(2));
