import { execFileSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "keiretsu";
import { LARGEST_FILE, readCasebook } from "../src/files.ts";
import { invalidByte } from "../src/utf8.ts";

const cases = new URL("errors/", import.meta.url);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-book-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

/** A data package that lists one file for each table. */
function list(...tables: readonly string[]): void {
  const resources = tables.map((name) => ({ name, path: `${name}.csv` }));
  write("datapackage.json", JSON.stringify({ name: "t", keiretsu: { schema: 1, chapters: [], currency: "USD" }, resources }));
}

const ENTITIES = "id,name,kind\nnvidia,Nvidia,company\n";

function told({ place, code, severity, excerpt, summary, advice }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${code} (${severity})\n  | ${excerpt}\n  ${summary}\n  → ${advice}\n`;
}

/** How each case of errors/ comes about. */
const MAKE: Readonly<Record<string, () => void>> = {
  "file-too-large": () => {
    list("claims");
    const handle = openSync(join(folder, "claims.csv"), "w");
    ftruncateSync(handle, 1_000_000_000); // sparse: it takes no room on the disk
    closeSync(handle);
  },
  "invalid-utf8": () => {
    list("entities");
    write("entities.csv", Buffer.from("id,name,kind\nedf,Électricité,company\n", "latin1"));
  },
  "link-leaves-folder": () => {
    list("claims");
    symlinkSync("/etc/hostname", join(folder, "claims.csv"));
  },
  "not-a-plain-file": () => {
    list("claims");
    mkdirSync(join(folder, "claims.csv"));
  },
  "unlisted-file": () => {
    list("entities");
    write("entities.csv", ENTITIES);
    write("clams.csv", "");
  },
  "unreadable-file": () => {
    list("claims");
    symlinkSync("claims.csv", join(folder, "claims.csv"));
  },
  "utf-16": () => {
    list("claims");
    write("claims.csv", Buffer.from("\ufeffid,subject\n", "utf16le"));
  },
};

describe("the exact message of each code about files", () => {
  for (const file of readdirSync(cases)) {
    const code = file.replace(/\.txt$/, "");
    test(code, () => {
      MAKE[code]();
      const expected = readFileSync(new URL(file, cases), "utf8").split(">>> findings\n")[1];
      const { findings, whole } = readCasebook(folder);
      const mine = findings.filter((finding) => finding.code === code);
      expect(mine.map(told).join("")).toBe(expected);
      expect(whole).toBe(code === "unlisted-file");
    });
  }
});

describe("only plain files inside the folder are opened", () => {
  test.each(["../outside.csv", "/etc/hostname", "file:///etc/hostname"])("the path %s is refused", (path) => {
    const resources = [{ name: "entities", path }];
    write("datapackage.json", JSON.stringify({ name: "t", keiretsu: { schema: 1, chapters: [], currency: "USD" }, resources }));
    const { findings, whole, casebook } = readCasebook(folder);
    expect(whole).toBe(false);
    expect(findings.map((finding) => finding.code)).toEqual(["path-escape"]);
    expect(casebook.entities).toEqual([]);
  });

  test("a folder that is a link out is refused, a link inside the folder is followed", () => {
    const resources = [
      { name: "entities", path: "inside.csv" },
      { name: "deals", path: "out/hostname" },
    ];
    write("datapackage.json", JSON.stringify({ name: "t", keiretsu: { schema: 1, chapters: [], currency: "USD" }, resources }));
    write("real.csv", ENTITIES);
    symlinkSync("real.csv", join(folder, "inside.csv"));
    symlinkSync("/etc", join(folder, "out"));
    const { findings, casebook } = readCasebook(folder);
    expect(findings.map((finding) => finding.code)).toContain("link-leaves-folder");
    expect(casebook.entities).toHaveLength(1);
  });

  test("a casebook reached through a link is a casebook", () => {
    list("entities");
    write("entities.csv", ENTITIES);
    symlinkSync(folder, `${folder}-link`);
    try {
      expect(readCasebook(`${folder}-link`)).toMatchObject({ whole: true, findings: [] });
    } finally {
      rmSync(`${folder}-link`);
    }
  });

  test("a pipe is not waited for, a device is not read, a dangling link is told", () => {
    list("claims", "deals", "legs");
    execFileSync("mkfifo", [join(folder, "claims.csv")]);
    symlinkSync("/dev/zero", join(folder, "deals.csv"));
    symlinkSync("gone.csv", join(folder, "legs.csv"));
    const { findings, whole } = readCasebook(folder);
    expect(whole).toBe(false);
    expect(findings.map((finding) => `${finding.place.file} ${finding.code}`)).toEqual([
      "claims.csv not-a-plain-file",
      "deals.csv link-leaves-folder",
      "legs.csv unreadable-file",
    ]);
  });
});

describe("what is not a casebook", () => {
  test("a folder without datapackage.json, a file, nothing at all", () => {
    expect(readCasebook(folder).findings.map((finding) => finding.code)).toEqual(["not-a-casebook"]);
    write("file", "");
    expect(readCasebook(join(folder, "file")).findings.map((finding) => finding.code)).toEqual(["not-a-casebook"]);
    expect(readCasebook(join(folder, "nowhere")).findings.map((finding) => finding.code)).toEqual(["unreadable-file"]);
    expect(readCasebook(`${folder}\0`).whole).toBe(false);
  });

  test("a listed file that is missing", () => {
    list("entities", "claims");
    write("entities.csv", ENTITIES);
    const { findings, whole } = readCasebook(folder);
    expect(whole).toBe(false);
    expect(findings.map((finding) => finding.code)).toEqual(["missing-file"]);
  });

  test("datapackage.json that is no text, or too large to be one", () => {
    write("datapackage.json", Uint8Array.of(0x7b, 0xff));
    expect(readCasebook(folder).findings.map((finding) => finding.code)).toEqual(["invalid-utf8"]);
    write("datapackage.json", "x".repeat(1_000_001));
    expect(readCasebook(folder).findings.map((finding) => finding.code)).toEqual(["file-too-large"]);
  });
});

describe("hostile text in a file of its own", () => {
  test("a line as long as the cap is one finding", () => {
    list("entities");
    write("entities.csv", Buffer.alloc(LARGEST_FILE / 8, "x"));
    const { findings, whole } = readCasebook(folder);
    expect(whole).toBe(false);
    expect(findings.map((finding) => finding.code)).toEqual(["cell-too-long"]);
  });

  test("CRLF, a byte order mark and a missing last line end read the same as plain text", () => {
    list("entities");
    write("entities.csv", ENTITIES);
    const plain = readCasebook(folder).casebook.digest;
    write("entities.csv", `\ufeff${ENTITIES.replaceAll("\n", "\r\n").trimEnd()}`);
    const { casebook, findings, whole } = readCasebook(folder);
    expect(casebook.digest).toBe(plain);
    expect(whole).toBe(true);
    expect(findings.map((finding) => finding.code)).toEqual(["byte-order-mark"]);
  });

  test("noise of bytes never crashes it", () => {
    list("entities");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        write("entities.csv", bytes);
        const { whole, findings } = readCasebook(folder);
        if (!whole) expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("where bytes stop being UTF-8", () => {
  test("line and column of the first bad byte", () => {
    expect(invalidByte(Buffer.from("é,x\nab\xffc", "latin1"))).toMatchObject({ offset: 0, line: 1, column: 1 });
    const text = Buffer.concat([Buffer.from("é,😀\naé"), Uint8Array.of(0xff)]);
    expect(invalidByte(text)).toEqual({ offset: text.length - 1, line: 2, column: 3, before: "aé" });
  });

  test("it agrees with the host's own decoder on any bytes", () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: "binary", maxLength: 3 }).map((text) => new Uint8Array(Buffer.from(text))),
      fc.constantFrom(
        [0xc0, 0x80],
        [0xe0, 0x80, 0x80],
        [0xed, 0xa0, 0x80],
        [0xf0, 0x80, 0x80, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
        [0xef, 0xbf, 0xbf],
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        let sound = true;
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        } catch {
          sound = false;
        }
        expect(invalidByte(bytes) === null).toBe(sound);
      }),
      { numRuns: 2000 },
    );
  });
});
