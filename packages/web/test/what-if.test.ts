import { assert, asyncProperty, dictionary, string } from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { isTooLong, noWhatIf, packWhatIf, parseWhatIf, unpackWhatIf, type WhatIf } from "../src/state/what-if.ts";

/** A browser's storage as a map. */
const storage = new Map<string, string>();
Object.defineProperty(globalThis, "localStorage", {
  value: { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value) },
});
beforeEach(() => storage.clear());

function adding(cells: Readonly<Record<string, string>>, name = "x"): WhatIf {
  return { name, changes: [{ what: "rows", of: ["a"], edits: [{ op: "add", table: "claims", cells }], off: true }] };
}

describe("a what-if in the address", () => {
  test("comes back as it was, whatever its cells hold", async () => {
    const text = string({ unit: "grapheme" });
    await assert(
      asyncProperty(dictionary(text, text, { noNullPrototype: true }), text, async (cells, name) => {
        const whatIf = adding(cells, name);
        const packed = await packWhatIf(whatIf);
        expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(await unpackWhatIf(packed)).toEqual(whatIf);
      }),
      { numRuns: 50 },
    );
  });

  test("nothing supposed takes no room", async () => {
    expect(await packWhatIf(noWhatIf)).toBe("");
  });

  test("too long for a link it stays in this browser, and another one says so", async () => {
    // Digits of powers of seven hardly deflate.
    const long = adding({ note: Array.from({ length: 900 }, (_, k) => (7n ** BigInt(k + 40)).toString().slice(0, 30)).join("") });
    const packed = await packWhatIf(long);
    expect(isTooLong(packed)).toBe(true);
    expect(packed.length).toBeLessThan(30);
    expect(await unpackWhatIf(packed)).toEqual(long);
    storage.clear();
    await expect(unpackWhatIf(packed)).rejects.toMatchObject({ code: "elsewhere" });
  });

  test("a bare list of edits is a what-if of one change", () => {
    const edits = [{ op: "retract", table: "claims", key: "c" }];
    expect(parseWhatIf(JSON.stringify(edits))).toEqual({ name: "", changes: [{ what: "rows", of: [], edits }] });
  });
});

describe("what is no what-if is refused", () => {
  test.each(["%%%", "AAAA", "e30", "not base64 at all!"])("the address %s", async (text) => {
    await expect(unpackWhatIf(text)).rejects.toMatchObject({ code: "unreadable" });
  });

  test.each([
    ["no JSON", "{"],
    ["a number", "7"],
    ["no changes", '{"name":"x"}'],
    ["an unknown kind", '{"name":"","changes":[{"what":"hack","of":[],"edits":[]}]}'],
    ["a cell that is no text", '[{"op":"add","table":"claims","cells":{"id":{"toString":1}}}]'],
    ["an unknown operation", '[{"op":"drop","table":"claims","key":"x","cells":{}}]'],
  ])("%s", (_, json) => {
    expect(() => parseWhatIf(json)).toThrow(expect.objectContaining({ code: "unreadable" }) as Error);
  });

  test("a small text that unfolds to a huge one", async () => {
    const bomb = await packWhatIf({ name: "0".repeat(3_000_000), changes: [] });
    expect(bomb.length).toBeLessThan(6000);
    await expect(unpackWhatIf(bomb)).rejects.toMatchObject({ code: "unreadable" });
  });
});
