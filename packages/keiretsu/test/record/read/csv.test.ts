import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../src/record/read/csv.ts";

function texts(text: string): readonly (readonly string[])[] {
  return parseCsv("t.csv", text).rows.map((row) => row.map((cell) => cell.text));
}

function codes(text: string): readonly string[] {
  return parseCsv("t.csv", text).findings.map((finding) => finding.code);
}

/** As a spreadsheet writes it. */
function write(rows: readonly (readonly string[])[], end: string): string {
  return rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",") + end).join("");
}

describe("what RFC 4180 says", () => {
  test("quoted cells hold commas, doubled quotes and newlines", () => {
    expect(texts('a,b\n"x, y","he said ""no""\nand left"\n')).toEqual([["x, y", 'he said "no"\nand left']]);
  });

  test("CRLF, LF and a missing last line end read the same", () => {
    const rows = [["1", "2"]];
    expect(texts("a,b\r\n1,2\r\n")).toEqual(rows);
    expect(texts("a,b\n1,2\n")).toEqual(rows);
    expect(texts("a,b\n1,2")).toEqual(rows);
    expect(texts('a\r\n"x\r\ny"\r\n')).toEqual(texts('a\n"x\ny"\n'));
  });

  test("blank lines are skipped, a line of empty cells is not", () => {
    expect(texts("a,b\n\n1,2\n\n,\n")).toEqual([
      ["1", "2"],
      ["", ""],
    ]);
  });

  test("every cell knows where it starts, counted in characters", () => {
    const { rows } = parseCsv("t.csv", 'a,b\n"x\ny",2\né😀,z\n');
    expect(rows.map((row) => row.map(({ line, column }) => `${line}:${column}`))).toEqual([
      ["2:1", "3:4"],
      ["4:1", "4:4"],
    ]);
  });
});

describe("a row at fault is refused and the others stay", () => {
  test.each([
    ["stray-quote", 'a,b\nx"y,1\nfine,2\n'],
    ["stray-quote", 'a,b\n"x"y,1\nfine,2\n'],
    ["ragged-row", "a,b\nx\nfine,2\n"],
    ["ragged-row", "a,b\nx,y,z\nfine,2\n"],
    ["nul-byte", "a,b\n\0,1\nfine,2\n"],
    ["control-character", "a,b\n\u001b]0;title\u0007,1\nfine,2\n"],
    ["control-character", "a,b\nright\u202eto left,1\nfine,2\n"],
    ["control-character", "a,b\n\ud800,1\nfine,2\n"],
    ["formula-in-cell", "a,b\n=1+1,1\nfine,2\n"],
    ["formula-in-cell", 'a,b\n"@SUM(A1)",1\nfine,2\n'],
    ["formula-in-cell", "a,b\n+cmd,1\nfine,2\n"],
    ["formula-in-cell", "a,b\n-2+3,1\nfine,2\n"],
    ["formula-in-cell", "a,b\n\tx,1\nfine,2\n"],
    ["formula-in-cell", "a,b\n＝1,1\nfine,2\n"],
    ["cell-too-long", `a,b\n${"x".repeat(1_000_001)},1\nfine,2\n`],
  ])("%s", (code, text) => {
    const csv = parseCsv("t.csv", text);
    expect(csv.findings.map((finding) => finding.code)).toContain(code);
    expect(csv.whole).toBe(false);
    expect(csv.rows.map((row) => row[0].text)).toEqual(["fine"]);
  });

  test("a quote that never closes refuses the rest of the file and points at its start", () => {
    const csv = parseCsv("t.csv", 'a,b\nfine,1\n"x,2\ny,3\n');
    expect(csv.rows).toHaveLength(1);
    expect(csv.findings[0]).toMatchObject({ code: "unclosed-quote", place: { line: 3, column: 1 } });
  });

  test("lone carriage returns end no line: the header is refused, and nothing is read", () => {
    const csv = parseCsv("t.csv", "a,b\r1,2\r3,4\n5,6\n");
    expect(csv.header).toBeNull();
    expect(csv.rows).toEqual([]);
    expect(csv.whole).toBe(false);
  });

  test("excerpts carry no control characters to the terminal", () => {
    const [finding] = parseCsv("t.csv", "a\n\u001b[31mred\0\u009b\n").findings;
    expect(finding.excerpt).toBe("␛[31mred␀\ufffd");
  });
});

test("signed numbers and a byte order mark are no fault", () => {
  expect(codes("a\n-5\n+3\n-1.5e9\n-16 %\n-,5\n".replace("-,5\n", ""))).toEqual([]);
  const marked = parseCsv("t.csv", "\ufeffa\nx\n");
  expect(marked.whole).toBe(true);
  expect(marked.header![0]).toEqual({ text: "a", line: 1, column: 1 });
});

test("an empty file, and a file of blank lines, has no header", () => {
  for (const text of ["", "\n\n\r\n", "\ufeff"]) expect(codes(text)).toContain("empty-file");
});

test("reading stops after a thousand findings and after a thousand cells in a row", () => {
  expect(codes(`a,b\n${"x\n".repeat(5000)}`)).toHaveLength(1002);
  expect(codes(",".repeat(100_000))).toEqual(["too-many-cells"]);
});

const cell = fc
  .string({ unit: "grapheme", maxLength: 8 })
  .filter((text) => !/[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]|\p{Surrogate}/u.test(text));

test("what is written is read again, whatever the cells hold", () => {
  const rows = fc.array(fc.array(fc.oneof(cell, fc.constant('a"b,c\nd')), { minLength: 2, maxLength: 2 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.constantFrom("\n", "\r\n"), (cells, end) => {
      const sound = cells.map((row) => row.map((text) => (/^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `.${text}` : text)));
      const csv = parseCsv("t.csv", write([["a", "b"], ...sound], end));
      expect(csv.findings).toEqual([]);
      expect(csv.rows.map((row) => row.map(({ text }) => text))).toEqual(sound);
    }),
  );
});

test("no text crashes it, and a refused row is never silent", () => {
  const noise = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "\0", "=", "\u001b", "é", "\ud83d"), maxLength: 60 });
  fc.assert(
    fc.property(noise, (text) => {
      const csv = parseCsv("t.csv", text);
      if (!csv.whole) expect(csv.findings.filter((finding) => finding.severity === "error").length).toBeGreaterThan(0);
      for (const row of csv.rows) expect(row).toHaveLength(csv.header!.length);
    }),
    { numRuns: 2000 },
  );
});
