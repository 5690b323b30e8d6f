import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-simulate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const book = new URL("../../../../casebooks/ai-alliances", import.meta.url).pathname;
const asked = (draws: number): string => `simulate ${book} --draws ${draws} --seed 4 --question-draws 0 --json`;

test("the same bytes on one worker and on two; paths of several chunks", async () => {
  const [one, two] = [await run(`keiretsu ${asked(1100)} --workers 1`), await run(`keiretsu ${asked(1100)} --workers 2`)];
  expect(one.code).toBe(0);
  expect(two.stdout).toBe(one.stdout);
  const { values } = JSON.parse(one.stdout) as {
    values: { draws: number; firms: { outcomes: Record<string, { count: number }> | null }[] };
  };
  expect(values.draws).toBe(1100);
  for (const { outcomes } of values.firms)
    if (outcomes !== null) expect(Object.values(outcomes).reduce((sum, { count }) => sum + count, 0)).toBe(1100);
});

test("a journal of another run is refused", async () => {
  const journal = join(folder, "other.journal");
  writeFileSync(journal, '{"schema":"keiretsu.journal/1","job":"another","chunks":3}\n');
  const { code, stderr } = await run(`keiretsu ${asked(1100)} --journal ${journal}`);
  expect(code).toBe(2);
  expect(stderr).toContain("holds the chunks of another job");
});

/** Whether the first record of a journal is whole: after its line of JSON index and length, so many numbers, and a checksum. */
function holdsPart(journal: string): boolean {
  if (!existsSync(journal)) return false;
  const bytes = readFileSync(journal);
  const at = bytes.indexOf("\n") + 1;
  return at > 0 && bytes.length >= at + 12 && bytes.length >= at + 12 + 8 * bytes.readUInt32LE(at + 4);
}

describe("stopped half-way, from the built package as npx runs it", () => {
  const bin = new URL("../../bin/keiretsu.mjs", import.meta.url).pathname;
  const args = (...more: string[]): string[] => [bin, ...asked(8000).split(" "), ...more];
  let answer = "";

  beforeAll(() => {
    answer = execFileSync(process.execPath, args("--workers", "2"), {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 110_000,
      maxBuffer: 1 << 26,
    });
  }, 120_000);

  test.each([
    ["SIGKILL", 1],
    ["SIGKILL", 2],
    ["SIGINT", 2],
  ] as const)(
    "%s with %i workers: the same command goes on, to the same bytes",
    async (signal, workers) => {
      const journal = join(folder, `${signal}-${workers}.journal`);
      const line = args("--workers", `${workers}`, "--journal", journal);
      const child = spawn(process.execPath, line, { stdio: ["ignore", "ignore", "pipe"] });
      let told = "";
      child.stderr.on("data", (text: Buffer) => (told += text.toString()));
      const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => child.on("exit", (code, by) => resolve([code, by])));
      for (let waits = 0; waits < 10_000 && !holdsPart(journal); waits++) await sleep(10);
      child.kill(signal);
      expect(await ended).toEqual(signal === "SIGKILL" ? [null, "SIGKILL"] : [130, null]);
      if (signal === "SIGINT") expect(told).toMatch(/\d+ of 16 parts are kept in .*the same command goes on from there/);
      expect(holdsPart(journal)).toBe(true);
      let resumed = "";
      const again = spawn(process.execPath, line, { stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      again.stdout.on("data", (text: Buffer) => (resumed += text.toString()));
      again.stderr.on("data", (text: Buffer) => (said += text.toString()));
      expect(await new Promise((resolve) => again.on("close", resolve))).toBe(0);
      expect(said).toMatch(/\d+ of 16 parts are in .* already/);
      expect(resumed === answer).toBe(true);
      expect(existsSync(journal)).toBe(false);
    },
    120_000,
  );
});
