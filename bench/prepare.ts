/**
 * `node prepare.ts <size>`: generates a network of row.ts unless it is there, and prints how its degrees are spread as one JSON line. A process of its own, since a tool's peak of memory
 * is never less than that of the process that started it.
 */
import { existsSync, statSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { degreeStatistics, readData, sheetBytes } from "./data-file.ts";
import { writeEconomy } from "./economy.ts";
import { generate } from "./generate.ts";
import { NETWORKS, type Size } from "./row.ts";

const size = process.argv[2] as Size | "economy";
const path = fileURLToPath(new URL(`data/${size}`, import.meta.url));
if (size === "economy") {
  writeEconomy(`${path}.json`);
} else {
  // A file of an earlier version without balance sheets is written anew.
  const whole = existsSync(`${path}.bin`) && statSync(`${path}.bin`).size === sheetBytes(NETWORKS[size].n, NETWORKS[size].m);
  if (!whole || (size === "L" && !existsSync(`${path}-text.csv`))) {
    console.error(`generating ${size} ...`);
    generate(path, { ...NETWORKS[size], csv: size === "L", text: size === "L" });
  }
  console.log(JSON.stringify(degreeStatistics(readData(`${path}.bin`))));
}
