/**
 * `npm run bench -- [--large] [--only text]... [--rounds n] [--date YYYY-MM-DD] [--keep] [--goals]`: generates the networks, builds what can be built, runs ours and the rivals that
 * are present in turn, checks every answer against the others first, prints the table and writes bench/RESULTS.md. One thread each.
 * With --goals only the rows whose goals were hard to reach (row.ts). With --keep, rows that are not measured now keep what they showed before, and the command that measured them. A wrong answer marks its row and ends the run with code 1.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { parseArgs } from "node:util";
import type { DegreeStatistics } from "./data-file.ts";
import { readPage, report, type Measured, type Sample } from "./report.ts";
import { HARD, type Row, type Size, type Task, type Tool } from "./row.ts";
import { ROWS } from "./rows.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DATA = `${HERE}data`;
const BUILD = `${HERE}build`;
const RESULTS = `${HERE}RESULTS.md`;
const INTERPRETERS = [process.env.PYTHON ?? "python3", "/usr/bin/python3"];
const ENVIRONMENT = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

const { values: typed } = parseArgs({
  options: {
    large: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    rounds: { type: "string" },
    date: { type: "string" },
    keep: { type: "boolean", default: false },
    goals: { type: "boolean", default: false },
    out: { type: "string", default: RESULTS },
  },
});

const date = typed.date ?? new Date().toISOString().slice(0, 10);
const command = ["npm run bench", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2).map(quoted)] : [])].join(" ");
const rows = ROWS.filter(
  (row) => (typed.large || !row.size.startsWith("L")) && isWanted(row.id) && (!typed.goals || HARD.includes(row.id)),
);
const absent: string[] = [];
const programs = build();
const networks = new Map<Size, DegreeStatistics>();
for (const size of new Set(rows.map((row) => row.size))) if (size !== "economy") networks.set(size, prepareNetwork(size));
if (rows.some(({ size }) => size === "economy")) prepare("economy");
const fresh = rows.map(measureRow);
// Read only now: another run may have ended meanwhile.
const kept = typed.keep && existsSync(typed.out) ? readPage(readFileSync(typed.out, "utf8")) : null;
const text = report({ measured: fresh, by: `${date}, \`${command}\``, networks, absent, kept, order: ROWS.map(({ id }) => id) });
writeFileSync(typed.out, text);
console.log(text);
process.exitCode = fresh.some(({ wrong }) => wrong.length > 0) ? 1 : 0;

/** The whole id of a row names that row alone; any other text names every row whose id holds it. */
function isWanted(id: string): boolean {
  if (typed.only.length === 0) return true;
  return typed.only.some((wanted) => (ROWS.some((row) => row.id === wanted) ? id === wanted : id.includes(wanted)));
}

function quoted(word: string): string {
  return /[ ,]/.test(word) ? `"${word}"` : word;
}

/** The library, the C floor and the set-off solvers; what cannot be built is listed as absent. */
function build(): ReadonlyMap<string, string> {
  mkdirSync(BUILD, { recursive: true });
  mkdirSync(DATA, { recursive: true });
  spawnSync(`${HERE}../node_modules/.bin/tsc`, ["-b", "packages/node"], { cwd: `${HERE}..`, stdio: "inherit" });
  spawnSync(process.execPath, ["scripts/bundle.ts"], { cwd: `${HERE}..`, stdio: "inherit" });
  spawnSync(process.execPath, [`${HERE}bundle.ts`], { stdio: "inherit" });
  const built = new Map<string, string>();
  const compile = (compiler: string, flags: readonly string[], source: string, out: string): boolean => {
    const { status, stderr } = spawnSync(compiler, [
      "-O3",
      "-march=native",
      ...flags,
      `${HERE}c/${source}`,
      "-o",
      `${BUILD}/${out}`,
      "-lm",
    ]);
    if (status !== 0) absent.push(`${source}: ${status === null ? `${compiler} is not installed` : String(stderr).split("\n")[0]}`);
    return status === 0;
  };
  for (const floor of new Set(ROWS.flatMap(({ tools }) => tools.filter(({ by }) => by === "c").map(({ module = "floor" }) => module)))) {
    if (compile("gcc", ["-ffast-math"], `${floor}.c`, floor)) built.set(floor, `${BUILD}/${floor}`);
  }
  if (compile("g++", [], "set-off.cpp", "set-off")) {
    built.set("primal-dual", `${BUILD}/set-off`);
    built.set("cost-scaling", `${BUILD}/set-off`);
  }
  return built;
}

function prepareNetwork(size: Size): DegreeStatistics {
  return JSON.parse(prepare(size)) as DegreeStatistics;
}

function prepare(size: Size | "economy"): string {
  const { status, stdout } = spawnSync(process.execPath, [`${HERE}prepare.ts`, size], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${size} cannot be generated`);
  return stdout;
}

/** Tools in turn inside each round; a tool that is absent or fails is dropped after its first try. */
function measureRow(row: Row): Measured {
  const rounds = typed.rounds === undefined ? row.rounds : Math.min(row.rounds, Number(typed.rounds));
  const samples = new Map<string, Sample[]>();
  const dropped = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const tool of row.tools) {
      if (dropped.has(tool.name) || round >= (tool.rounds ?? 99)) continue;
      const sample = runTool(row, tool);
      if (sample === null) dropped.add(tool.name);
      else samples.set(tool.name, [...(samples.get(tool.name) ?? []), sample]);
    }
    console.error(`${row.id}: round ${round + 1} of ${rounds}`);
  }
  return { row, samples, wrong: wrongTools(row, samples) };
}

function runTool(row: Row, tool: Tool): Sample | null {
  const extension =
    (
      { csv: ".csv", "csv-text": "-text.csv", parquet: ".parquet", simulate: ".json", "simulate-all": ".json" } as Partial<
        Record<Task, string>
      >
    )[row.task] ?? ".bin";
  const file = `${DATA}/${row.size}${extension}`;
  if (row.task === "parquet" && !existsSync(file)) writeParquet(file);
  const repeats = String(row.repeats);
  for (const [program, ...words] of commandsOf(row, tool, file, repeats)) {
    const { status, stdout, stderr } = spawnSync(program, words, {
      env: ENVIRONMENT,
      encoding: "utf8",
      timeout: 900_000,
      maxBuffer: 1 << 26,
    });
    if (status === 0) return JSON.parse(stdout) as Sample;
    if (tool.by === "ours") throw new Error(`${row.id}: ${stderr}`);
  }
  const reason =
    tool.by === "python"
      ? `Python module ${tool.module} not installed, too old for this task, or over 15 minutes`
      : tool.by === "node"
        ? `npm package ${tool.module} not in the folder that RIVALS= names`
        : "not built";
  absent.push(`${row.id}, ${tool.name}: ${reason}`);
  return null;
}

/** The table of <size>.csv, written by DuckDB. */
function writeParquet(file: string): void {
  for (const interpreter of INTERPRETERS)
    if (spawnSync(interpreter, [`${HERE}py/peers.py`, "duckdb", "write-parquet", file.replace(/parquet$/, "csv"), "1"]).status === 0)
      return;
}

/** Lines to try in turn: a Python module may be there for one interpreter and not for the other. */
function commandsOf(row: Row, tool: Tool, file: string, repeats: string): string[][] {
  switch (tool.by) {
    case "ours":
      return [[process.execPath, `${BUILD}/ours.js`, tool.task ?? row.task, file, repeats, String(tool.workers ?? 1)]];
    case "python":
      return INTERPRETERS.map((interpreter) => [
        interpreter,
        "-W",
        "ignore",
        `${HERE}py/${tool.script ?? "peers"}.py`,
        tool.module!,
        row.task === "csv-text" ? "csv" : row.task,
        file,
        repeats,
      ]);
    case "node":
      return [[process.execPath, `${HERE}peers.ts`, tool.module!, row.task, file, repeats]];
    case "c": {
      const floor = programs.get(tool.module ?? "floor");
      return floor === undefined ? [] : [[floor, tool.task ?? row.task, file, repeats]];
    }
    default:
      return programs.has(tool.by) ? [[programs.get(tool.by)!, file, tool.by, repeats]] : [];
  }
}

/** Tools whose values differ from those most tools agree on (from ours, when there is no majority). */
function wrongTools(row: Row, samples: ReadonlyMap<string, readonly Sample[]>): string[] {
  const agree = (a: Sample, b: Sample): boolean =>
    near(a.check[0], b.check[0], row.task === "hodge" ? 1e-6 : row.task === "set-off" ? 1e-9 : 0) &&
    near(a.check[1], b.check[1], row.tolerance);
  const all = [...samples.entries()];
  const votes = all.map(([, [first]]) => all.filter(([, [other]]) => agree(first, other)).length);
  const leader = all[votes.indexOf(Math.max(...votes))]?.[1][0];
  return all.filter(([, list]) => list.some((sample) => !agree(sample, leader))).map(([name]) => name);
}

function near(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}
