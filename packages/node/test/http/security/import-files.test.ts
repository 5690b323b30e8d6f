import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkImport, fileNameFault } from "../../../src/http/security/import-files.ts";

describe("the name of an imported file", () => {
  test("every file of the casebooks passes", () => {
    const root = new URL("../../../../../casebooks/", import.meta.url);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(90);
    for (const { parentPath, name } of files) expect(fileNameFault(`${parentPath}/${name}`.slice(root.pathname.length))).toBeNull();
  });

  test.each(["données.csv", "scenarios/a b (2).yaml", "notes.v2.md"])("%s passes", (path) => expect(fileNameFault(path)).toBeNull());

  test.each([
    "",
    "/etc/passwd.csv",
    "../claims.csv",
    "a/../claims.csv",
    "a/./claims.csv",
    "a//claims.csv",
    "a/",
    "..\\claims.csv",
    "C:\\claims.csv",
    "c:claims.csv",
    "claims.csv\0.md",
    "claims.csv\n",
    ".git/config.txt",
    ".claims.csv",
    "claims.csv.",
    "claims.csv ",
    " claims.csv",
    "con.csv",
    "scenarios/NUL.yaml",
    "aux/claims.csv",
    "COM1.csv",
    "lpt².csv",
    "claims.exe",
    "claims",
    "claims.csv:stream",
    "claims.html",
    "．．/claims.csv",
    "claims\u2215a.csv",
    "claims\u202evsc.csv",
    "claims\u200b.csv",
    "e\u0301.csv",
    "a/b/c/d/e/f/g.csv",
    `${"a".repeat(600)}.csv`,
    "%2e%2e/claims.csv",
    "$(id).csv",
    "a|b.csv",
    "<script>.csv",
    "=cmd.csv",
  ])("%j is refused", (path) => {
    const fault = fileNameFault(path);
    expect(fault).not.toBeNull();
    expect(fault?.en).not.toBe(fault?.fr);
  });
});

describe("an import", () => {
  const code = (files: { path: string; text: string }[]): string | null => {
    try {
      checkImport(files);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test("is few, distinct, small text files", () => {
    expect(code([{ path: "claims.csv", text: "id\r\n1\t2\n" }])).toBeNull();
    expect(code([])).toBe("too-many-files");
    expect(code(Array.from({ length: 301 }, (_, i) => ({ path: `${i}.csv`, text: "" })))).toBe("too-many-files");
    expect(
      code([
        { path: "claims.csv", text: "" },
        { path: "Claims.csv", text: "" },
      ]),
    ).toBe("file-name");
    expect(code([{ path: "claims.csv", text: "PK\u0003\u0004" }])).toBe("not-text");
    expect(code([{ path: "claims.csv", text: "é".repeat(2 ** 22 + 1) }])).toBe("file-too-large");
  });

  test("names in an answer hold nothing that a terminal or a page would obey", () => {
    expect(() => checkImport([{ path: "<b>\u001b[2J\u202e", text: "" }])).toThrow("File “?b???2J?”");
  });
});
