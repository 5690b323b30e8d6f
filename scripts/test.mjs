// npm test: install, build, run every check and every test, end with one line "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, chromium, environment, fail, install, nginx, postgres, root } from "./setup.mjs";

install();
build();
const browser = chromium();
if (!browser) fail('Tests need Chromium: run "apt-get install chromium" as root, or set KEIRETSU_CHROMIUM to the path of one.');
const proxy = nginx();
if (!proxy) fail('Tests need nginx: run "apt-get install nginx" as root, or set KEIRETSU_NGINX to the path of one.');
const database = postgres();
if (!database)
  fail(
    'Tests need PostgreSQL 15 or newer: run "apt-get install postgresql" as root, or set KEIRETSU_POSTGRES to the folder of its initdb.',
  );
const env = { ...environment, KEIRETSU_CHROMIUM: browser, KEIRETSU_NGINX: proxy, KEIRETSU_POSTGRES: database };

let passed = 0;
let failed = 0;
/** One static check is one test. */
const checks = [
  ["house rules", "node", ["scripts/tidy.ts"]],
  ["generated files are up to date", "node", ["scripts/schema.ts", "--check"]],
  ["format", "biome", ["format", "."]],
  ["lint", "oxlint", ["--type-aware", "--deny-warnings"]],
  ["unused exports and dependencies", "knip", []],
  ["packages", "node", ["scripts/packages.ts"]],
  ["what the lock file may hold", "node", ["scripts/audit.ts"]],
  ["size of the browser build", "node", ["scripts/size.ts"]],
  ["size of the first page", "node", ["scripts/first-page.ts"]],
];
/** Two at a time: most of them use one core. */
const waiting = [...checks];
async function runChecks() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [title, command, args] = check;
    const started = performance.now();
    const { ok, printed } = await run(command, args);
    if (ok) passed++;
    else failed++;
    process.stdout.write(`${ok ? "ok  " : "FAIL"} ${String(title)} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
    if (!ok) process.stdout.write(`${printed}\n`);
  }
}
await Promise.all([runChecks(), runChecks()]);

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    child.stdout.on("data", (text) => (printed += text));
    child.stderr.on("data", (text) => (printed += text));
    child.on("error", (error) => resolve({ ok: false, printed: String(error) }));
    child.on("close", (code) => resolve({ ok: code === 0, printed }));
  });
}

/** Known holes in what we ship, where the registry tells them: one more check. Where it does not, that is said, and counts as nothing. */
function tellAdvisories() {
  const asked = spawnSync("npm", ["audit", "--omit=dev", "--json"], { cwd: root, env, encoding: "utf8", timeout: 60_000 });
  let found = null;
  try {
    found = JSON.parse(asked.stdout);
  } catch {
    // What came back is no answer; told below.
  }
  const counts = found?.metadata?.vulnerabilities;
  if (!counts) {
    process.stdout.write(`note known holes (npm audit): not checked, the registry does not answer (${found?.message ?? "no answer"})\n`);
    return;
  }
  const ok = counts.high + counts.critical === 0;
  if (ok) passed++;
  else failed++;
  process.stdout.write(`${ok ? "ok  " : "FAIL"} known holes (npm audit): ${JSON.stringify(counts)}\n`);
  if (!ok) process.stdout.write(`${asked.stdout}\n`);
}
tellAdvisories();

const report = join(root, "node_modules", ".cache", "vitest.json");
mkdirSync(join(root, "node_modules", ".cache"), { recursive: true });
rmSync(report, { force: true });
spawnSync("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { cwd: root, env, stdio: "inherit" });
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, "utf8"));
  passed += result.numPassedTests;
  failed +=
    result.numFailedTests + result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
} else failed++;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
