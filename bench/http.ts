/**
 * Readers of the workbench under load: `node bench/http.ts [seconds] [readers]`. Starts `keiretsu serve` on the AI casebook in a folder of its own, has it
 * simulate meanwhile, and asks it without a pause from so many connections at once. Prints times by kind, errors and memory.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

const SECONDS = Number(process.argv[2] ?? 30);
const READERS = Number(process.argv[3] ?? 200);
const GOAL_MS = 250;

const COMMANDS = ["circularity", "loops", "spread", "schedule", "owners", "roles", "layers", "disclosure"];
const DATES = ["2025-07", "2025-10-24", "2026-01", "2026-06"];
const FIRMNESS = ["letter-of-intent", "announced", "definitive"];
const BOOK = "/api/v1/casebooks/ai-alliances";

interface Shot {
  readonly kind: "answer" | "files" | "files, known" | "page";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Told {
  readonly kind: Shot["kind"];
  readonly ms: number;
  readonly status: number;
}

/** The same draws in every run: nobody's chance but the bench's. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (state >>> 0) % n;
  };
}

const ANSWERS = COMMANDS.flatMap((command) =>
  DATES.flatMap((known) => FIRMNESS.map((firm) => `${BOOK}/answers/${command}?known=${known}&at-least=${firm}`)),
);

function shots(tag: string, pages: readonly string[]): (roll: (n: number) => number) => Shot {
  const packed = { "Accept-Encoding": "br, gzip" };
  return (roll) => {
    const dart = roll(100);
    if (dart < 60) return { kind: "answer", path: ANSWERS[roll(ANSWERS.length)], headers: packed };
    if (dart < 80) return { kind: "files, known", path: `${BOOK}/files`, headers: { ...packed, "If-None-Match": tag } };
    if (dart < 85) return { kind: "files", path: `${BOOK}/files`, headers: packed };
    return { kind: "page", path: pages[roll(pages.length)], headers: packed };
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

function ask(
  base: string,
  { path, headers, kind }: Shot,
  more: { method?: string; body?: string } = {},
): Promise<Told & { body: Buffer; tag: string }> {
  const began = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, body: Buffer, tag: string): void => resolve({ kind, ms: performance.now() - began, status, body, tag });
    const asked = request(`${base}${path}`, { agent, headers, method: more.method ?? "GET" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(response.statusCode!, Buffer.concat(chunks), response.headers.etag ?? ""));
      response.on("error", () => done(0, Buffer.alloc(0), ""));
    });
    asked.on("error", () => done(0, Buffer.alloc(0), ""));
    asked.end(more.body);
  });
}

async function serve(data: string): Promise<{ readonly child: ChildProcess; readonly base: string; readonly key: string }> {
  const bin = join("packages", "node", "bin", "keiretsu.mjs");
  const child = spawn(process.execPath, [bin, "serve", "casebooks/ai-alliances", "--data", data, "--port", "0", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<URL>((resolve, reject) => {
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const found = /http:\/\/\S+/.exec(out);
      if (found) resolve(new URL(found[0]));
    });
    child.on("exit", (code) => reject(new Error(`serve ended with code ${code}`)));
  });
  return { child, base: url.origin, key: url.hash.slice("#key=".length) };
}

/** Megabytes in memory, as the system counts them. */
function memory(pid: number): number {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
  return Math.round((Number(pages) * 4096) / 2 ** 20);
}

/** Processor time that a process has had, in milliseconds: what it costs, however many others run beside. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function quantile(sorted: readonly number[], q: number): string {
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0)}`;
}

function report(title: string, told: readonly Told[], seconds: number): void {
  console.log(`\n${title}: ${told.length} requests, ${Math.round(told.length / seconds)} a second`);
  for (const kind of ["all", "answer", "files", "files, known", "page"] as const) {
    const times = told.filter((one) => kind === "all" || one.kind === kind).map(({ ms }) => ms);
    const sorted = times.toSorted((a, b) => a - b);
    console.log(
      `  ${kind.padEnd(14)} p50 ${quantile(sorted, 0.5)} ms, p99 ${quantile(sorted, 0.99)} ms, most ${quantile(sorted, 1)} ms (${sorted.length})`,
    );
  }
  const wrong = told.filter(({ status }) => ![200, 304].includes(status));
  const counts = Map.groupBy(wrong, ({ status }) => status);
  console.log(
    `  refused or failed: ${wrong.length}${[...counts].map(([status, all]) => `, ${status === 0 ? "no answer" : status}: ${all.length}`).join("")}`,
  );
}

/** Everyone asks again as soon as they have an answer, until the time is up. */
async function load(base: string, aim: (roll: (n: number) => number) => Shot, seconds: number): Promise<Told[]> {
  const until = performance.now() + 1000 * seconds;
  const told: Told[] = [];
  const reader = async (seed: number): Promise<void> => {
    const roll = dice(seed);
    while (performance.now() < until) {
      const { kind, ms, status } = await ask(base, aim(roll));
      told.push({ kind, ms, status });
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, i) => reader(i + 1)));
  return told;
}

const data = mkdtempSync(join(tmpdir(), "keiretsu-bench-"));
const { child, base, key } = await serve(data);
try {
  const get = (path: string): ReturnType<typeof ask> => ask(base, { kind: "page", path, headers: {} });
  const { tag } = await get(`${BOOK}/files`);
  const page = (await get("/")).body.toString();
  const pages = ["/", ...[...page.matchAll(/(?:src|href)="(?:\.\/)?(assets\/[^"]+)"/g)].map(([, path]) => `/${path}`)];
  const aim = shots(tag, pages);
  console.log(
    `${cpus().length} x ${cpus()[0].model}, Node ${process.version}; ${READERS} readers, ${SECONDS} s, ${ANSWERS.length} different answers, ${pages.length} pages`,
  );
  const job = await ask(
    base,
    { kind: "page", path: `${BOOK}/jobs`, headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" } },
    {
      method: "POST",
      body: JSON.stringify({ command: "simulate", options: { draws: 2_000_000, "question-draws": 0 } }),
    },
  );
  const { id } = JSON.parse(job.body.toString()) as { id: string };
  const share = async (): Promise<string> => {
    const { state, share: done } = JSON.parse((await get(`/api/v1/jobs/${id}`)).body.toString()) as { state: string; share: number | null };
    return `${state}, ${((done ?? 0) * 100).toFixed(2)} % done`;
  };
  console.log(`memory ${memory(child.pid!)} MB; job ${await share()}`);

  const began = performance.now();
  const first: Told[] = [];
  for (const path of ANSWERS) {
    const { kind, ms, status } = await ask(base, { kind: "answer", path, headers: {} });
    first.push({ kind, ms, status });
  }
  report("one reader, every answer for the first time", first, (performance.now() - began) / 1000);
  console.log(`memory ${memory(child.pid!)} MB; job ${await share()}`);

  const before = processorTime(child.pid!);
  const told = await load(base, aim, SECONDS);
  const cost = (processorTime(child.pid!) - before) / told.length;
  report(`${READERS} readers at once`, told, SECONDS);
  console.log(`memory ${memory(child.pid!)} MB; job ${await share()}`);
  console.log(`processor time of the server: ${cost.toFixed(2)} ms a request; load of the machine ${loadavg()[0].toFixed(1)}`);
  const p99 = told.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(0.99 * told.length)];
  console.log(`\np99 ${Math.round(p99)} ms, goal ${GOAL_MS} ms: ${p99 < GOAL_MS ? "held" : "missed"}`);
} finally {
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
  rmSync(data, { recursive: true });
  agent.destroy();
}
