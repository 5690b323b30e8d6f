import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { run } from "../cli/run.ts";

// Processes start slowly where the machine is busy.
vi.setConfig({ testTimeout: 400_000 });

const BIN = "packages/node/bin/keiretsu.mjs";
const folder = mkdtempSync(join(tmpdir(), "keiretsu-serve-"));
const data = join(folder, "data");
const book = join(folder, "ford-1914");
cpSync("casebooks/ford-1914", book, { recursive: true });
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Serving {
  readonly child: ChildProcess;
  readonly url: URL;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

/** The built command, as a user starts it; resolves when it has told its address. */
async function serving(...args: readonly string[]): Promise<Serving> {
  const child = spawn("node_modules/.bin/node", [BIN, "serve", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let [out, err] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => void (err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => void child.on("exit", resolve));
  const url = await new Promise<URL>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const found = /^http:\S+$/m.exec(out);
      if (found) resolve(new URL(found[0]));
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  return { child, url, out: () => out, err: () => err, ended };
}

describe("keiretsu serve", () => {
  test("takes folders in once, tells its address last, answers, logs, and ends cleanly", async () => {
    const { child, url, out, err, ended } = await serving(book, "--data", data, "--port", "0", "--lang", "fr");
    expect(err()).toContain("a été pris dans le dépôt");
    expect(out().trimEnd().split("\n").at(-1)).toBe(url.href);
    expect(url.hostname).toBe("127.0.0.1");
    const key = url.hash.slice("#key=".length);
    expect(readFileSync(join(data, "key"), "utf8").trim()).toBe(key);
    expect(statSync(join(data, "key")).mode & 0o077).toBe(0);
    const answer = await fetch(new URL("/api/v1/casebooks/ford-1914/answers/circularity", url));
    expect(await answer.text()).toBe((await run("keiretsu circularity casebooks/ford-1914 --json")).stdout);
    const kept = await fetch(new URL("/api/v1/casebooks/ford-1914/positions", url), {
      method: "PATCH",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ positions: { ford: { x: 1, y: 2 } } }),
    });
    expect(kept.status).toBe(200);
    const lines = err()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ method, status }) => [method, status])).toEqual([
      ["GET", 200],
      ["PATCH", 200],
    ]);
    expect(err()).not.toContain(key);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test("keeps what was written, and says when a folder has changed since", async () => {
    appendFileSync(join(book, "README.md"), "\nOne more line.\n");
    const first = await serving(book, "--data", data, "--port", "0", "--quiet");
    expect(first.err()).toContain("--refresh");
    const files = async ({ url }: Serving): Promise<string> => (await fetch(new URL("/api/v1/casebooks/ford-1914/files", url))).text();
    expect(await files(first)).not.toContain("One more line.");
    const positions = await fetch(new URL("/api/v1/casebooks/ford-1914/positions", first.url));
    expect(await positions.json()).toEqual({ positions: { ford: { x: 1, y: 2 } } });
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    const log = join(folder, "access.log");
    const second = await serving(book, "--data", data, "--port", "0", "--log", log, "--refresh");
    expect(second.err()).toContain("taken in anew");
    expect(await files(second)).toContain("One more line.");
    second.child.kill("SIGTERM");
    await second.ended;
    const [line, ...more] = readFileSync(log, "utf8").trimEnd().split("\n");
    expect(JSON.parse(line)).toMatchObject({
      method: "GET",
      path: "/api/v1/casebooks/ford-1914/files",
      status: 200,
      request: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect([more, second.err().split("\n").length]).toEqual([[], 2]);
    const third = await serving(book, "--data", data, "--port", "0", "--quiet");
    expect(third.err()).toBe("");
  });

  test("takes the next port where its own is in use, and refuses one that was asked for", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => void other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const refused = await run(`keiretsu serve ${book} --data ${join(folder, "other")} --port ${port}`);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`Port ${port} is in use`);
    other.close();
    const first = await serving("--data", join(folder, "a"), "--quiet");
    const second = await serving("--data", join(folder, "b"), "--quiet");
    expect(Number(second.url.port)).toBeGreaterThan(Number(first.url.port));
  });

  test.each([
    ["keiretsu serve casebooks/none", 1, "casebooks/none"],
    ["keiretsu serve docs", 1, "docs"],
    ["keiretsu serve --port 70000", 2, "--port"],
    ["keiretsu serve --store packages --port 0", 1, "packages"],
    ["keiretsu serve --host nonsense.invalid --port 0", 2, "nonsense.invalid"],
  ])("%s is refused with %i", async (line, code, words) => {
    const refused = await run(`${line} --data ${join(folder, "refused")}`);
    expect([refused.code, refused.stdout]).toEqual([code, ""]);
    expect(refused.stderr).toContain(words);
  });
});
