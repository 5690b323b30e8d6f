import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { KeiretsuError, networkDigest } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { readEdges, type EdgeList, type ReadEdgesOptions } from "../../src/edges.ts";

/** The files of fixtures/ were written by DuckDB (fixtures/write.sql): what another tool writes must read as the same table does from text. */

const FIXTURES = new URL("fixtures/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "keiretsu-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS = { from: "debtor", to: "creditor", amount: "amount" };
const DATED = { ...COLUMNS, type: "kind", date: "paid" };

const fixture = (name: string, options: Partial<ReadEdgesOptions> = {}): EdgeList =>
  readEdges(join(FIXTURES, name), { columns: COLUMNS, ...options });

describe("the same table reads the same, however it is packed", () => {
  const plain = fixture("payments.csv", { columns: DATED });

  test.each([
    "snappy-dictionary.parquet",
    "zstd-v2.parquet",
    "gzip-v2.parquet",
    "brotli-decimal.parquet",
    "lz4-float.parquet",
    "plain-wide-decimal.parquet",
  ])("%s", (name) => {
    const packed = fixture(name, { columns: DATED });
    expect(packed.report).toEqual({ ...plain.report, file: packed.report.file });
    expect(networkDigest(packed.network)).toBe(networkDigest(plain.network));
    expect(packed.network.names).toEqual(plain.network.names);
    expect(plain.report).toMatchObject({ rows: 600, kept: 600, minorDigits: 2, numericIds: false });
  });

  test.each(["numbers-v2-delta.parquet", "numbers-unsigned.parquet", "numbers-mixed.parquet"])("%s", (name) => {
    const columns = { from: "a", to: "b", amount: "w" };
    const text = fixture("numbers.csv", { columns });
    const packed = fixture(name, { columns });
    expect(packed.report).toEqual({ ...text.report, file: packed.report.file });
    expect(networkDigest(packed.network)).toBe(networkDigest(text.network));
    expect(packed.report.numericIds).toBe(true);
  });

  test("columns may be swapped with the convention, and left out", () => {
    const turned = fixture("snappy-dictionary.parquet", {
      columns: { ...DATED, from: "creditor", to: "debtor" },
      convention: "creditor-debtor",
    });
    expect(networkDigest(turned.network)).toBe(networkDigest(plain.network));
    const counted = fixture("numbers.csv", { columns: { from: "a", to: "b" } });
    expect(fixture("numbers-unsigned.parquet", { columns: { from: "a", to: "b" } }).network).toEqual(counted.network);
  });
});

describe("rows", () => {
  test("that cannot be taken are refused by their number", () => {
    const { report, network } = fixture("faults.parquet");
    expect(report.findings.map(({ code, place: { line, column }, excerpt }) => `${code} ${line}:${column} ${excerpt}`.trim())).toEqual([
      "missing-id 2:1",
      "missing-id 3:2",
      "missing-amount 4:3",
      "not-a-number 5:3 NaN",
      "not-a-number 6:3 Infinity",
      "negative-amount 7:3 -1",
      "too-many-digits 8:3 9007199254740992",
      "too-many-digits 9:3 0.30000000000000004",
    ]);
    expect(report).toMatchObject({ rows: 11, kept: 3, refused: 8, minorDigits: 3, selfLoops: 1, zero: 1 });
    // Ids of refused rows, 3 and 4, are no nodes.
    expect(network.names).toEqual(["1", "2", "5", "90"]);
    expect(fixture("faults.parquet", { minorDigits: 2 }).report.refusedBy["finer-than-unit"]).toBe(1);
  });

  test("ids beyond 2^31 are texts, exact to the last digit; negative ones too", () => {
    const { network } = fixture("large-ids.parquet");
    expect(network.names).toEqual(["-1", "-2", "-3", "9007199254740993", "9007199254740994", "9007199254740995"]);
    expect(network.m).toBe(3);
  });

  test("an empty text is no id; spaces around one are layout", () => {
    const { report, network } = fixture("empty-text.parquet");
    expect(report.refusedBy).toEqual({ "missing-id": 1 });
    expect(network.names).toEqual(["a", "b"]);
  });

  test("none at all", () => {
    expect(fixture("no-rows.parquet").report).toMatchObject({ rows: 0, kept: 0, nodes: 0 });
  });
});

describe("columns", () => {
  test.each([
    ["debtor", "other", "amount", 'no column "debtor"'],
    ["other", "amount", "amount", 'column "amount" is asked for as to and as amount'],
    ["other", "flag", "other", 'column "other" is asked for as from and as amount'],
    ["other", "flag", undefined, 'column "flag" for to holds BOOLEAN; whole numbers or texts were expected'],
    ["other", "paid", undefined, 'column "paid" for to holds INT64 (other); whole numbers or texts were expected'],
  ])("%s %s %s", (from, to, amount, message) => {
    const columns = amount === undefined ? { from, to } : { from, to, amount };
    expect(() => fixture("types.parquet", { columns })).toThrow(message);
  });

  test("a text is no amount", () => {
    const columns = { from: "debtor", to: "creditor", amount: "kind" };
    expect(() => fixture("zstd-v2.parquet", { columns })).toThrow(
      'column "kind" for amount holds BYTE_ARRAY (text); whole numbers, floats or decimals',
    );
  });
});

describe("a damaged file", () => {
  const names = ["snappy-dictionary", "zstd-v2", "gzip-v2", "brotli-decimal", "lz4-float", "plain-wide-decimal"];
  const read = (bytes: Uint8Array): unknown => {
    const path = join(folder, "damaged.parquet");
    writeFileSync(path, bytes);
    try {
      return readEdges(path, { columns: DATED }).report;
    } catch (error) {
      return error;
    }
  };

  test.each(names)("%s cut off anywhere is refused", (name) => {
    const whole = readFileSync(join(FIXTURES, `${name}.parquet`));
    for (let length = 4; length < whole.length; length += 97) {
      const answer = read(whole.subarray(0, length));
      expect(answer).toBeInstanceOf(KeiretsuError);
      expect((answer as KeiretsuError).code).toBe("bad-parquet");
    }
  });

  test.each(names)("%s with a byte changed is read or refused, never worse", (name) => {
    const whole = readFileSync(join(FIXTURES, `${name}.parquet`));
    fc.assert(
      fc.property(fc.nat(whole.length - 5), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Uint8Array.from(whole);
        bytes[4 + at] ^= change;
        const answer = read(bytes);
        if (answer instanceof Error) expect(answer).toBeInstanceOf(KeiretsuError);
        else expect(answer).toMatchObject({ rows: 600 });
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
