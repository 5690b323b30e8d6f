import { describe, expect, test } from "vitest";
import type { Io } from "../../src/cli/command.ts";
import { bar, displayWidth, formatTable, paint, startProgress, wrapText, writeCsv, writeJson } from "../../src/cli/output.ts";

function screen(given: Partial<Io> = {}): { readonly io: Io; readonly out: () => string; readonly err: () => string } {
  let out = "";
  let err = "";
  const io: Io = {
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    columns: 40,
    isTTY: false,
    stderrIsTTY: false,
    env: {},
    now: () => 0,
    ...given,
  };
  return { io, out: () => out, err: () => err };
}

describe("tables", () => {
  const table = { head: ["Name", "Amount"], rows: [["a long name that must be broken somewhere", "1,000 bn"]] };

  test("wrap text columns at spaces and keep numbers whole", () => {
    expect(formatTable(screen().io, table, { align: ["left", "right"] })).toBe(
      ["Name                              Amount", "a long name that must be        1,000 bn", "broken somewhere"].join("\n"),
    );
  });

  test("never cut a word, even one that is wider than the terminal", () => {
    const word = "a-single-word-that-is-wider-than-the-whole-terminal-is";
    expect(formatTable(screen().io, { head: [""], rows: [[word]] })).toContain(word);
  });

  test("count Japanese as two columns and accents as none", () => {
    expect(displayWidth("三菱")).toBe(4);
    expect(displayWidth("e\u0301")).toBe(1);
    expect(displayWidth("\u001b[1mbold\u001b[22m")).toBe(4);
  });

  test("never begin a line with a sign that French sets apart", () => {
    const french = { head: ["x"], rows: [["quatre-vingts mots de plus que 12,5 % : et\u00a0: c’est « dit »"]] };
    for (let columns = 40; columns < 60; columns++) {
      const lines = formatTable(screen({ columns }).io, french).split("\n");
      for (const line of lines) expect(line).not.toMatch(/^\s*[:;!?%»]|«$/);
      expect(lines.slice(1).join(" ")).toBe(french.rows[0][0]);
    }
  });

  test("null is a dash", () => {
    expect(formatTable(screen().io, { head: ["x"], rows: [[null]] })).toBe("x\n–");
  });
});

describe("colours", () => {
  test("only on a terminal that wants them", () => {
    expect(paint(screen().io, "bold", "x")).toBe("x");
    expect(paint(screen({ isTTY: true }).io, "bold", "x")).toBe("\u001b[1mx\u001b[22m");
    expect(paint(screen({ isTTY: true, env: { NO_COLOR: "1" } }).io, "bold", "x")).toBe("x");
    expect(paint(screen({ isTTY: true, env: { NO_COLOR: "" } }).io, "bold", "x")).toBe("\u001b[1mx\u001b[22m");
    expect(paint(screen({ isTTY: true, env: { TERM: "dumb" } }).io, "bold", "x")).toBe("x");
  });
});

describe("CSV", () => {
  test("quotes what needs it and ends rows with CRLF", () => {
    const { io, out } = screen();
    writeCsv(io, {
      head: ["a", "b"],
      rows: [
        ['say "yes"', "1,5\nlines"],
        [null, -2.5],
      ],
    });
    expect(out()).toBe('a,b\r\n"say ""yes""","1,5\nlines"\r\n,-2.5\r\n');
  });

  test("disarms what a spreadsheet would run, and leaves numbers alone", () => {
    const { io, out } = screen();
    writeCsv(io, { head: ["x"], rows: [["=cmd|' /C calc'!A0"], ["+1"], ["-1"], ["@sum"], ["\t=1"], [" =1"], [-1]] });
    expect(out().split("\r\n").slice(1, -1)).toEqual(["'=cmd|' /C calc'!A0", "'+1", "'-1", "'@sum", "'\t=1", "' =1", "-1"]);
  });
});

describe("JSON", () => {
  test("has two spaces and one newline at the end, and no number that JSON lacks", () => {
    const { io, out } = screen();
    writeJson(io, { b: 1, a: [null] });
    expect(out()).toBe('{\n  "b": 1,\n  "a": [\n    null\n  ]\n}\n');
    expect(() => writeJson(io, { share: Number.NaN })).toThrow("share is NaN");
  });
});

describe("bars and lines", () => {
  test("a bar has eighths, a lighter reach and always its width", () => {
    expect(bar(0.5, { width: 4 })).toBe("██··");
    expect(bar(0.3125, { width: 4 })).toBe("█▎··");
    expect(bar(0.25, { width: 4, high: 0.75 })).toBe("█▒▒·");
    for (const share of [-1, 0, 0.01, 0.99, 1, 7]) expect(displayWidth(bar(share, { width: 10, high: 0.5 }))).toBe(10);
  });

  test("text is broken at spaces and indented", () => {
    expect(wrapText(screen({ columns: 12 }).io, "one two three four", 2)).toBe("  one two\n  three four");
    // A sign that French sets apart stays with its word, and « with the next.
    expect(wrapText(screen({ columns: 12 }).io, "à peine 32,5 % : plus « haut »")).toBe("à peine\n32,5 % :\nplus\n« haut »");
  });
});

describe("progress", () => {
  test("is silent for a second, then writes to stderr; a terminal rewrites one line", () => {
    let now = 0;
    const quick = screen({ now: () => now });
    const progress = startProgress(quick.io);
    progress.step("reading");
    progress.done();
    expect(quick.err()).toBe("");
    const slow = screen({ now: () => now });
    const long = startProgress(slow.io);
    now = 1500;
    long.step("reading", 0.5);
    long.done();
    expect(slow.err()).toBe(`${"█".repeat(10)}${"·".repeat(10)} reading\n`);
    expect(slow.out()).toBe("");
    const terminal = screen({ now: () => now, stderrIsTTY: true });
    const shown = startProgress(terminal.io);
    now = 3000;
    shown.step("reading");
    shown.done();
    expect(terminal.err()).toBe("\r\u001b[2Kreading\r\u001b[2K");
  });
});
