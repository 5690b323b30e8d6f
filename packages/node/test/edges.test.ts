import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { networkDigest } from "keiretsu";
import { readEdges, type EdgeList, type ReadEdgesOptions } from "../src/edges.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-edges-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS = { from: "debtor", to: "creditor", amount: "amount" };

function read(content: string | Uint8Array, options: Partial<ReadEdgesOptions> = {}): EdgeList {
  const path = join(folder, "edges.csv");
  writeFileSync(path, content);
  return readEdges(path, { columns: COLUMNS, ...options });
}

/** The network as sentences, in its own order. */
function sentences({ network }: EdgeList): string[] {
  const name = (i: number): string => network.names[i] ?? String(i);
  const lines: string[] = [];
  for (let i = 0; i < network.n; i++)
    for (let e = network.start[i]; e < network.start[i + 1]; e++)
      lines.push(`${name(i)} owes ${name(network.target[e])} ${network.weight[e]}`);
  return lines;
}

const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const amountOf = (text: string, options: Partial<ReadEdgesOptions> = {}): number | string => {
  const { network, report } = read(`debtor,creditor,amount\na,b,${text}\n`, options);
  return report.refused === 1 ? report.findings[0].code : network.weight[0];
};

const csv = (table: readonly (readonly [string, string, number])[]): string =>
  ["debtor,creditor,amount", ...table.map(([a, b, cents]) => `${quote(a)},${quote(b)},${(cents / 100).toFixed(2)}`)].join("\n");

test("names are written once, and go with the network to other threads", () => {
  const { network } = read("debtor,creditor,amount\n7,1003,1\n2000,7,1\n");
  expect(structuredClone(network).names).toEqual(["7", "1003", "2000"]);
  expect(network.names).toBe(network.names);
});

describe("reading", () => {
  test("text ids, quotes, doubled quotes, CRLF, byte order mark, accents, other columns", () => {
    const list = read(
      '\uFEFFrow,debtor,"creditor",amount\r\n1,"Dupont, fils",Zoë,10.50\r\n2,Zoë,"The ""A"" team",3\r\n3,Zoë,"two\nlines",1e3',
    );
    expect(sentences(list)).toEqual(["Dupont, fils owes Zoë 10.5", 'Zoë owes The "A" team 3', "Zoë owes two\nlines 1000"]);
    expect(list.report).toMatchObject({ rows: 3, kept: 3, refused: 0, minorDigits: 2, numericIds: false, nodes: 4 });
  });

  test("whole-number ids are numbered by value; gaps leave no empty nodes", () => {
    const list = read("debtor,creditor,amount\n10,9,1\n9,200,2\n");
    expect(list.network.names).toEqual(["9", "10", "200"]);
    expect(sentences(list)).toEqual(["9 owes 200 2", "10 owes 9 1"]);
    expect(list.report.numericIds).toBe(true);
  });

  test("ids 0 to n - 1 name themselves", () => {
    const list = read("debtor,creditor,amount\n0,2,1.25\n2,1,0\n");
    expect(list.network.names).toEqual([]);
    expect(sentences(list)).toEqual(["0 owes 2 1.25", "2 owes 1 0"]);
    expect(list.report.zero).toBe(1);
  });

  test("one text id among numbers turns all ids into text, whichever row it is in", () => {
    const first = sentences(read("debtor,creditor,amount\nx,10,1\n10,9,1\n"));
    const last = sentences(read("debtor,creditor,amount\n10,9,1\nx,10,1\n"));
    expect(first).toEqual(["10 owes 9 1", "x owes 10 1"]);
    expect(last).toEqual(first);
    expect(sentences(read("debtor,creditor,amount\n007,7,1\n"))).toEqual(["007 owes 7 1"]);
    expect(sentences(read("debtor,creditor,amount\n3000000000,7,1\n"))).toEqual(["3000000000 owes 7 1"]);
    expect(read("debtor,creditor,amount\n2147483647,7,1\n").report.numericIds).toBe(true);
  });

  test("parallel edges and self-loops stay and are counted", () => {
    const { network, report } = read("debtor,creditor,amount\na,b,2\na,b,1\na,b,2\nc,c,5\n");
    expect(network.m).toBe(4);
    expect([...network.weight]).toEqual([1, 2, 2, 5]);
    expect(report).toMatchObject({ parallel: 2, selfLoops: 1 });
  });

  test("semicolons with decimal commas; tabs; a given delimiter", () => {
    expect(sentences(read("debtor;creditor;amount\na;b;1,5\n", { decimal: "," }))).toEqual(["a owes b 1.5"]);
    expect(sentences(read("debtor\tcreditor\tamount\na\tb\t1.5\n"))).toEqual(["a owes b 1.5"]);
    expect(sentences(read("debtor^creditor^amount\na^b^1.5\n", { delimiter: "^" }))).toEqual(["a owes b 1.5"]);
  });

  test("types and dates become types and windows", () => {
    const { network } = read("debtor,creditor,amount,what,when\na,b,1,wages,2024-02\na,b,1,credit,2024-01-31\n", {
      columns: { ...COLUMNS, type: "what", date: "when" },
    });
    expect(network.typeNames).toEqual(["credit", "wages"]);
    expect([...network.type!]).toEqual([0, 1]);
    // 2024-01-31 is day 19753 since 1970; February 2024 has 29 days.
    expect([...network.firstDay!]).toEqual([19753, 19754]);
    expect([...network.lastDay!]).toEqual([19753, 19782]);
  });

  test("without an amount column each row counts one", () => {
    expect(sentences(read("debtor,creditor\na,b\n", { columns: { from: "debtor", to: "creditor" } }))).toEqual(["a owes b 1"]);
  });

  test("only a header: no nodes", () => {
    expect(read("debtor,creditor,amount").report).toMatchObject({ rows: 0, kept: 0, nodes: 0 });
  });

  test("bytes that are not UTF-8 stay apart and are shown", () => {
    const bytes = Buffer.concat([Buffer.from("debtor,creditor,amount\n"), Buffer.from([0x43, 0xe9, 0x2c, 0x43, 0xe8, 0x2c, 0x31, 0x0a])]);
    const list = read(bytes);
    expect(sentences(list)).toEqual(["C\\xE9 owes C\\xE8 1"]);
    expect(list.report.notUtf8).toBe(2);
  });
});

describe("amounts", () => {
  test.each([
    ["12", 12],
    ["0.1", 0.1],
    ["+3.00", 3],
    [" 4 ", 4],
    [".5", 0.5],
    ["9007199254740991", 9007199254740991],
    ["90071992547409.91", 90071992547409.91],
    ["1e3", 1000],
    ["1.5E-2", 0.015],
    ["-0", 0],
    ["", "missing-amount"],
    ["-1", "negative-amount"],
    ["NaN", "not-a-number"],
    ["Infinity", "not-a-number"],
    ["1.2.3", "not-a-number"],
    ["1e", "not-a-number"],
    ["0x10", "not-a-number"],
    ["€5", "not-a-number"],
    ['"1,234"', "not-a-number"],
    ["9007199254740993", "too-many-digits"],
    ["1e400", "too-many-digits"],
    ["1e-400", "too-many-digits"],
  ])("%s", (text, expected) => {
    expect(amountOf(text)).toBe(expected);
  });

  test("finer than the minor unit", () => {
    expect(amountOf("1.234", { minorDigits: 2 })).toBe("finer-than-unit");
    expect(amountOf("1.230", { minorDigits: 2 })).toBe(1.23);
    expect(read("debtor,creditor,amount\n1,2,1.234\n", { minorDigits: 2 }).report.refusedBy).toEqual({ "finer-than-unit": 1 });
  });

  test("any amount in cents is the nearest double, for plain rows and for careful ones", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 - 1 }), (cents) => {
        const text = `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        const { network } = read(`debtor,creditor,amount\n1,2,${text}\n"3",4,${text}\n`);
        expect([...network.weight]).toEqual([Number(text), Number(text)]);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

describe("refusals", () => {
  test("each is counted, placed and explained; rows = kept + refused", () => {
    const { report } = read('debtor,creditor,amount\na,b,1\na,b\n\na,b,1,2\n,b,1\nCafé,é,-5\na,"b"x,1\na,\0,1\na,b,5\na,"b,1\na,b,2\n');
    expect(report).toMatchObject({ rows: 10, kept: 3, refused: 7, blankLines: 1 });
    expect(report.findings.map(({ code, place: { line, column } }) => `${code} ${line}:${column}`)).toEqual([
      "ragged-row 3:1",
      "ragged-row 5:1",
      "missing-id 6:1",
      "negative-amount 7:8",
      "text-after-quote 8:6",
      "nul-byte 9:3",
      "unclosed-quote 11:3",
    ]);
    expect(report.findings[3].excerpt).toBe("-5");
    expect(Object.values(report.refusedBy).reduce((a, b) => a + b)).toBe(7);
  });

  test("only the first are listed, all are counted", () => {
    const { report } = read(`debtor,creditor,amount\n${"1,2,x\n".repeat(50)}1,2,3\n`, { mostFindings: 3 });
    expect(report).toMatchObject({ rows: 51, kept: 1, refused: 50 });
    expect(report.findings.map((finding) => finding.place.line)).toEqual([2, 3, 4]);
  });

  test("a row longer than allowed is passed over and the rows after it are read", () => {
    const { report, network } = read(`debtor,creditor,amount\n1,2,1\n${"x".repeat(3_000_000)},2,1\n1,2,4\n`, {
      blockBytes: 1 << 12,
      mostRowBytes: 1 << 10,
    });
    expect(report).toMatchObject({ rows: 3, kept: 2, refused: 1, refusedBy: { "row-too-long": 1 } });
    expect(report.findings[0].place.line).toBe(3);
    expect([...network.weight]).toEqual([1, 4]);
    const bad = read("debtor,creditor,amount\n1,2,1\n1,2,x\n", { blockBytes: 1 << 12, mostRowBytes: 1 << 10 });
    expect(bad.report.findings[0].place.line).toBe(3);
  });

  test("an open quote takes one row with it, not the file", () => {
    const rows = "1,2,1\n".repeat(2000);
    const { report } = read(`debtor,creditor,amount\n1,"2,1\n${rows}`, { blockBytes: 1 << 12, mostRowBytes: 1 << 10 });
    expect(report).toMatchObject({ rows: 2001, kept: 2000, refused: 1, refusedBy: { "unclosed-quote": 1 } });
  });
});

describe("files at fault", () => {
  test.each([
    ["", "the file is empty"],
    ["debiteur,creditor,amount\n", 'no column "debtor" for from; the header has: debiteur, creditor, amount; nearest: debiteur'],
    ["Debtor,creditor,amount\n", "nearest: Debtor"],
    ["debtor,debtor,creditor,amount\n", 'column "debtor" for from stands 2 times'],
    ["\u001f\u008b", "no column"],
  ])("%j", (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  test("compressed, UTF-16, missing, a folder", () => {
    expect(() => read(Uint8Array.of(0x1f, 0x8b, 8, 0))).toThrow("this is gzip; plain text and Parquet are read");
    expect(() => read(Uint8Array.of(0xff, 0xfe, 0x61, 0))).toThrow("this is UTF-16");
    expect(() => readEdges(join(folder, "none.csv"), { columns: COLUMNS })).toThrow("cannot be opened (ENOENT)");
    expect(() => readEdges(folder, { columns: COLUMNS })).toThrow("is a folder");
    expect(() => read("a,b\n", { columns: { from: "a", to: "a" } })).toThrow("asked for as from and as to");
    expect(() => read("a,b\n", { delimiter: "ab" })).toThrow("one ASCII character");
  });
});

describe("laws", () => {
  const id = fc.oneof(fc.nat(20).map(String), fc.constantFrom("ÉDF", "a b", '"q"', "x,y", "𐐷", "\uFFFD"));
  const rows = fc.array(fc.tuple(id, id, fc.nat(500)), { maxLength: 40 });

  test("reordering rows changes nothing; every row is an edge", () => {
    fc.assert(
      fc.property(rows, fc.integer(), (table, seed) => {
        const shuffled = table.map((row, k) => ({ row, key: Math.imul(k + 1, seed | 1) })).sort((a, b) => a.key - b.key);
        const before = read(csv(table));
        const after = read(csv(shuffled.map(({ row }) => row)));
        expect(sentences(after)).toEqual(sentences(before));
        expect(networkDigest(after.network)).toBe(networkDigest(before.network));
        expect(before.network.m).toBe(table.length);
        expect(before.report.parallel).toBe(table.length - new Set(table.map(([a, b]) => JSON.stringify([a, b]))).size);
        const expected = table.map(([a, b, cents]) => `${a} owes ${b} ${cents / 100}`);
        expect(sentences(before).sort()).toEqual(expected.sort());
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test("swapping the columns with the matching convention changes nothing", () => {
    fc.assert(
      fc.property(rows, (table) => {
        const swapped = table.map(([a, b, cents]) => [b, a, cents] as const);
        const plain = read(csv(table));
        const turned = read(csv(swapped), { convention: "creditor-debtor" });
        expect(networkDigest(turned.network)).toBe(networkDigest(plain.network));
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  test("the compiled reader of plain rows and the plain one agree, on plain rows and on others", () => {
    const field = fc.oneof(
      { weight: 6, arbitrary: fc.nat(1_200_000_000).map(String) },
      fc.constantFrom(
        "007",
        "",
        "a",
        "1 ",
        "-1",
        "1e2",
        "12.34",
        "12.3.4",
        "0.000000000000001",
        "1234567890123456",
        ".5",
        "5.",
        '"3"',
        "\r",
      ),
    );
    const line = fc.array(field, { minLength: 2, maxLength: 4 }).map((fields) => fields.join(","));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const content = ["debtor,creditor,amount", ...lines].join(end);
        const compiled = read(content);
        const plain = read(content, { plain: true });
        expect(plain.report).toEqual(compiled.report);
        expect(networkDigest(plain.network)).toBe(networkDigest(compiled.network));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test("the size of the blocks changes nothing", () => {
    const table = Array.from(
      { length: 900 },
      (_, k) => [k % 7 === 0 ? `n"${k % 50}` : String(k % 31), String(k % 29), (k * 37) % 500] as const,
    );
    const whole = read(csv(table));
    for (const blockBytes of [256, 300, 1 << 10]) {
      const pieces = read(csv(table), { blockBytes, mostRowBytes: 64 });
      expect(pieces.report).toEqual(whole.report);
      expect(networkDigest(pieces.network)).toBe(networkDigest(whole.network));
    }
  });
});
