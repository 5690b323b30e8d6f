import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { networkDigest } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { readEdges, type EdgeList, type ReadEdgesOptions } from "../../src/edges.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-json-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS = { from: "debtor", to: "creditor", amount: "amount" };

function read(content: string | Uint8Array, options: Partial<ReadEdgesOptions> = {}, name = "edges.jsonl"): EdgeList {
  const path = join(folder, name);
  writeFileSync(path, content);
  return readEdges(path, { columns: COLUMNS, ...options });
}

function sentences({ network }: EdgeList): string[] {
  const lines: string[] = [];
  for (let i = 0; i < network.n; i++)
    for (let e = network.start[i]; e < network.start[i + 1]; e++)
      lines.push(`${network.names[i] ?? i} owes ${network.names[network.target[e]] ?? network.target[e]} ${network.weight[e]}`);
  return lines;
}

describe("reading", () => {
  test("objects: any order of keys, other keys, spaces, escapes, nesting, CRLF, blank lines, no newline at the end", () => {
    const list = read(
      [
        '{"debtor":"a","creditor":"b","amount":1.50}',
        '{"amount": 2, "note": {"x": [1]}, "creditor": "Zo\\u00eb", "debtor": "b"}\r',
        "",
        '  {"debtor":"Zoë","creditor":"a \\"A\\"","amount":1e2,"tags":["x"]}',
      ].join("\n"),
    );
    expect(sentences(list)).toEqual(['Zoë owes a "A" 100', "a owes b 1.5", "b owes Zoë 2"].sort());
    expect(list.report).toMatchObject({ rows: 3, kept: 3, blankLines: 1, minorDigits: 2 });
  });

  test("arrays: in the order from, to, amount, or as the first line names them", () => {
    expect(sentences(read('["a","b",1]\n["b","c",2,"more"]\n'))).toEqual(["a owes b 1", "b owes c 2"]);
    expect(sentences(read('["amount","x","creditor","debtor"]\n[1,null,"b","a"]\n[2,0,"c","b"]\n'))).toEqual(["a owes b 1", "b owes c 2"]);
    expect(sentences(read("[0,2,1.25]\n[2,1,0]\n", {}, "edges.ndjson"))).toEqual(["0 owes 2 1.25", "2 owes 1 0"]);
  });

  test("whole numbers are ids, exact beyond 2^53", () => {
    expect(read('{"debtor":9007199254740993,"creditor":-7,"amount":1}\n').network.names).toEqual(["-7", "9007199254740993"]);
    expect(read('{"debtor":10,"creditor":"9","amount":1}\n').report.numericIds).toBe(true);
  });

  test("types and dates", () => {
    const columns = { ...COLUMNS, type: "what", date: "when" };
    const { network } = read('{"debtor":"a","creditor":"b","amount":1,"what":"loan","when":"2024-01-31"}\n["b","a",2,"goods","2024"]\n', {
      columns,
    });
    expect(network.typeNames).toEqual(["goods", "loan"]);
    // 2024-01-31 is day 19753 since 1970; 2024 began 30 days before.
    expect([...network.firstDay!]).toEqual([19753, 19723]);
  });
});

describe("rows that cannot be taken", () => {
  test.each([
    ['{"debtor":"a","creditor":"b"}', "missing-amount"],
    ['{"debtor":"a","creditor":"b","amount":null}', "missing-amount"],
    ['{"debtor":"a","creditor":null,"amount":1}', "missing-id"],
    ['{"debtor":" ","creditor":"b","amount":1}', "missing-id"],
    ['{"debtor":"a","creditor":"b","amount":"1"}', "wrong-type"],
    ['{"debtor":"a","creditor":"b","amount":true}', "wrong-type"],
    ['{"debtor":"a","creditor":{"id":"b"},"amount":1}', "wrong-type"],
    ['{"debtor":1.5,"creditor":"b","amount":1}', "wrong-type"],
    ['{"debtor":"a","creditor":"b","amount":-1}', "negative-amount"],
    ['{"debtor":"a","creditor":"b","amount":9007199254740993}', "too-many-digits"],
    ['{"debtor":"a","creditor":"b","amount":1e400}', "too-many-digits"],
    ['{"debtor":"a","creditor":"b","amount":NaN}', "bad-json"],
    ['{"debtor":"a","creditor":"b","amount":01}', "bad-json"],
    ['{"debtor":"a","creditor":"b","amount":1.}', "bad-json"],
    ['{"debtor":"a","creditor":"b","amount":+1}', "bad-json"],
    ['{"debtor":"a","creditor":"b","amount":1},', "bad-json"],
    ['{"debtor":"a","creditor":"b","amount":1', "bad-json"],
    ["12", "bad-json"],
    ["null", "bad-json"],
    ['["a","b"]', "ragged-row"],
  ])("%s", (line, code) => {
    const { report } = read(`{"debtor":"a","creditor":"b","amount":1}\n${line}\n{"debtor":"b","creditor":"c","amount":1}\n`);
    expect(report).toMatchObject({ rows: 3, kept: 2, refusedBy: { [code]: 1 } });
    expect(report.findings.map((finding) => `${finding.code} ${finding.place.line}`)).toEqual([`${code} 2`]);
  });

  test("a place, where the line is plain", () => {
    const { report } = read('{"debtor":"a","creditor":"b","amount":1}\n{"debtor":"é","creditor":"b","amount":-5}\n');
    expect(report.findings[0]).toMatchObject({ excerpt: "-5", place: { line: 2, column: 39 } });
  });

  test("a line longer than allowed is passed over", () => {
    const { report } = read(`[1,2,1]\n["${"x".repeat(3_000_000)}",2,1]\n[1,2,4]\n[1,2]`, { blockBytes: 1 << 12, mostRowBytes: 1 << 10 });
    expect(report).toMatchObject({ rows: 4, kept: 2, refusedBy: { "row-too-long": 1, "ragged-row": 1 } });
    expect(report.findings.map(({ place }) => place.line)).toEqual([2, 4]);
  });
});

test("a first object without the columns stops the reading", () => {
  expect(() => read('{"from":"a","to":"b"}\n')).toThrow('edges.jsonl:1: no key "debtor" for from; the first line has: from, to');
  expect(() => read("")).toThrow("the file is empty");
});

describe("laws", () => {
  const id = fc.oneof(fc.nat(20).map(String), fc.constantFrom("ÉDF", "a b", '"q"', "x,y", "𐐷", "\\", "tab\there", "\u2028"));
  const rows = fc.array(fc.tuple(id, id, fc.nat(500)), { minLength: 1, maxLength: 40 });
  const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  test("objects, arrays and delimited text of one table give one network, whatever the size of the blocks", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 6, max: 12 }), (table, bits) => {
        const options = { blockBytes: 1 << bits, mostRowBytes: 1 << 8 };
        const text = ["debtor,creditor,amount", ...table.map(([a, b, c]) => `${quote(a)},${quote(b)},${c / 100}`)].join("\n");
        const objects = table.map(([debtor, creditor, c]) => JSON.stringify({ creditor, amount: c / 100, debtor })).join("\n");
        const arrays = table.map(([a, b, c]) => JSON.stringify([a, b, c / 100])).join("\r\n");
        const expected = read(text, {}, "edges.csv");
        for (const json of [objects, arrays, `${objects}\n${arrays}`]) {
          const list = read(json, options);
          const doubled = json.length > objects.length + arrays.length;
          if (!doubled) expect(networkDigest(list.network)).toBe(networkDigest(expected.network));
          expect(list.report).toMatchObject({ kept: doubled ? 2 * table.length : table.length, refused: 0 });
        }
      }),
      { seed: 5, numRuns: 80 },
    );
  });
});
