import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chunksOf } from "../../src/pool/chunk.ts";
import { Journal } from "../../src/pool/journal.ts";

let folder = "";
let path = "";
const chunks = chunksOf("a job", 24, 8);
const VALUES = [Float64Array.of(1, 0.1, -3), Float64Array.of(), Float64Array.of(2 ** 53, 5e-324)];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-journal-"));
  path = join(folder, "out.csv.journal");
});

afterEach(() => rmSync(folder, { recursive: true }));

function written(): Uint8Array {
  const journal = new Journal(path, "a job", chunks);
  [2, 0, 1].forEach((index) => journal.add(index, VALUES[index], 0));
  journal.close();
  return readFileSync(path);
}

const held = (): Map<number, Float64Array> => {
  const journal = new Journal(path, "a job", chunks);
  journal.close();
  return journal.done;
};

test("what was written is read, in any order", () => {
  written();
  expect(held()).toEqual(new Map([2, 0, 1].map((index) => [index, VALUES[index]])));
});

test("cut off at any byte, the whole records before it are read, and the next is written in place of the rest", () => {
  const whole = written();
  const ends = [0, 8 + 16 + 4, 8 + 24 + 4, 8 + 4].map((_, k, sizes) => whole.length - sizes.slice(k + 1).reduce((a, b) => a + b, 0));
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    const complete = ends.filter((end) => end <= length).length;
    expect(held().size).toBe(Math.max(0, complete - 1));
    const journal = new Journal(path, "a job", chunks);
    journal.add(1, VALUES[1], 0);
    journal.close();
    expect([...held().keys()]).toEqual([...[2, 0].slice(0, Math.max(0, complete - 1)), 1]);
  }
});

test("a damaged record ends what is read", () => {
  const whole = Uint8Array.from(written());
  whole[whole.length - 12 - 10] ^= 1;
  writeFileSync(path, whole);
  expect([...held().keys()]).toEqual([2]);
});

test("the first record of a chunk counts", () => {
  written();
  const journal = new Journal(path, "a job", chunks);
  const before = readFileSync(path).length;
  journal.add(0, Float64Array.of(9), 0);
  journal.close();
  expect(readFileSync(path).length).toBeGreaterThan(before);
  expect(held().get(0)).toEqual(VALUES[0]);
});

test.each([
  ["another job", "another job", chunks],
  ["another number of chunks", "a job", chunksOf("a job", 25, 8)],
])("%s is refused and the file left as it is", (_, job, others) => {
  const whole = written();
  expect(() => new Journal(path, job, others)).toThrow("holds the chunks of another job");
  expect(new Uint8Array(readFileSync(path))).toEqual(new Uint8Array(whole));
});

test("so is a file that is no journal", () => {
  writeFileSync(path, "node,R\nA,1\n");
  expect(() => new Journal(path, "a job", chunks)).toThrow("holds the chunks of another job");
  appendFileSync(path, "B,2\n");
  expect(readFileSync(path, "utf8")).toBe("node,R\nA,1\nB,2\n");
});

test("a finished job leaves no journal", () => {
  const journal = new Journal(path, "a job", chunks);
  journal.add(0, VALUES[0], 0);
  journal.remove();
  expect(existsSync(path)).toBe(false);
});
