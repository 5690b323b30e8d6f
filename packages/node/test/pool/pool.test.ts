import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chunksOf } from "../../src/pool/chunk.ts";
import { runChunks, type PoolOptions } from "../../src/pool/pool.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-pool-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ENTRY = new URL("flaky.mjs", import.meta.url);
const ITEMS = 61;
const chunks = chunksOf("job", ITEMS, 8);

/** Runs the worker of the tests and gives the squares it made, in order of the items. */
async function squares(workers: number, data: { fault: string | null; once?: string }, more: Partial<PoolOptions> = {}) {
  const values = new Float64Array(ITEMS).fill(-1);
  let taken = 0;
  const isWhole = await runChunks({
    data: { fault: data.fault, once: data.once === undefined ? null : join(folder, data.once) },
    chunks,
    workers,
    entry: ENTRY,
    take: ({ first }, part) => {
      values.set(part, first);
      taken++;
    },
    ...more,
  });
  return { isWhole, taken, values };
}

const EXPECTED = Float64Array.from({ length: ITEMS }, (_, k) => k * k);

test("chunks cover the items once, the last one short", () => {
  expect(chunks.map(({ index, first, count }) => [index, first, count])).toEqual([
    [0, 0, 8],
    [1, 8, 8],
    [2, 16, 8],
    [3, 24, 8],
    [4, 32, 8],
    [5, 40, 8],
    [6, 48, 8],
    [7, 56, 5],
  ]);
  expect(chunksOf("job", 0, 8)).toEqual([]);
});

test.each([1, 2, 3, 20])("%i workers do every chunk once", async (workers) => {
  expect(await squares(workers, { fault: null })).toEqual({ isWhole: true, taken: chunks.length, values: EXPECTED });
});

test("no chunks, no workers", async () => {
  expect(await runChunks({ data: null, chunks: [], workers: 2, entry: ENTRY, take: () => {} })).toBe(true);
});

describe("a worker that is lost", () => {
  test.each(["exit", "throw", "silence"])("by %s has its chunk done by another, once", async (fault) => {
    const run = await squares(2, { fault, once: `${fault}-once` }, { chunkSeconds: 2 });
    expect(run).toEqual({ isWhole: true, taken: chunks.length, values: EXPECTED });
  });

  test.each([
    ["exit", "chunk 3 (items 24 to 31) failed twice: the worker ended with code 7; then: the worker ended with code 7"],
    ["throw", "failed twice: out of luck; then: out of luck"],
    ["silence", "failed twice: no answer within 0.3 seconds; then: no answer within 0.3 seconds"],
  ])("by %s twice ends the job", async (fault, message) => {
    await expect(squares(2, { fault }, { chunkSeconds: 0.3, startSeconds: 30 })).rejects.toThrow(message);
  });

  test("that does not start ends the job", async () => {
    await expect(squares(1, { fault: "no-start" }, { startSeconds: 0.3 })).rejects.toThrow(
      "chunk 0 (items 0 to 7) failed twice: no answer",
    );
  });
});

test("what the library refuses ends the job at once, with its code", async () => {
  await expect(squares(2, { fault: "refuse" })).rejects.toMatchObject({ code: "bad-vector", message: "equity[0] is NaN" });
});

test("a stopped job takes nothing more", async () => {
  const stop = new AbortController();
  let taken = 0;
  const isWhole = await runChunks({
    data: { fault: null, once: null },
    chunks,
    workers: 2,
    entry: ENTRY,
    signal: stop.signal,
    take: () => {
      taken++;
      if (taken === 2) stop.abort();
    },
  });
  expect({ isWhole, taken }).toEqual({ isWhole: false, taken: 2 });
  expect(await squares(2, { fault: null }, { signal: stop.signal })).toMatchObject({ isWhole: false, taken: 0 });
});
