import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../../cli/run.ts";

const data = mkdtempSync(join(tmpdir(), "keiretsu-key-"));
afterAll(() => rmSync(data, { recursive: true }));

test("keiretsu key shows the key of a data folder, and rotates it", async () => {
  const first = await run(`keiretsu key --data ${data}`);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toBe(readFileSync(join(data, "key"), "utf8"));
  expect((await run(`keiretsu key --data ${data} --json`)).stdout).toBe(`{\n  "key": "${first.stdout.trim()}"\n}\n`);
  const rotated = await run(`keiretsu key --data ${data} --rotate --lang fr`);
  expect(rotated.stdout).toMatch(/^[\w-]{43}\n$/);
  expect(rotated.stdout).not.toBe(first.stdout);
  expect((await run(`keiretsu key --data ${data}`)).stdout).toBe(rotated.stdout);
});
