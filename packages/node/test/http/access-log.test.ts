import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { logTo } from "../../src/http/access-log.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

const until = async (holds: () => boolean): Promise<void> => {
  for (let tried = 0; !holds(); tried++) {
    expect(tried).toBeLessThan(2000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

test("lines stand in their order, readable by their owner alone, and an old file is put aside", async () => {
  const path = join(folder, "access.log");
  const faults: unknown[] = [];
  const log = logTo(path, (error) => void faults.push(error));
  const text = "x".repeat(1000);
  const numbers = (file: string): number[] =>
    readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { i: number }).i);
  for (let i = 0; i < 10_000; i++) log({ i, text });
  await until(() => existsSync(path) && statSync(path).size > 10_000_000);
  for (let i = 10_000; i < 11_000; i++) log({ i, text });
  await until(() => statSync(path).size > 11_000_000 || (existsSync(`${path}.1`) && numbers(path).at(-1) === 10_999));
  log({ i: 11_000 });
  await until(() => existsSync(`${path}.1`) && numbers(path).at(-1) === 11_000);
  expect([...numbers(`${path}.1`), ...numbers(path)]).toEqual(Array.from({ length: 11_001 }, (_, i) => i));
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(faults).toEqual([]);
});

test("a disk that takes nothing fills no memory and stops nobody", async () => {
  const faults: unknown[] = [];
  const log = logTo(join(folder, "none", "access.log"), (error) => void faults.push(error));
  for (let i = 0; i < 20_000; i++) log({ i });
  await until(() => faults.length > 0);
  log({ i: -1 });
  await until(() => faults.length > 1);
});
