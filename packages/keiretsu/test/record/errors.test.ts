import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codesByRoom } from "../../src/record/codes.ts";
import * as storeCodes from "../../../node/src/store/verify-codes.ts";
import { findingsOf, readCase, told } from "./case.ts";

const folder = new URL("errors/", import.meta.url);
const nodeFolder = new URL("../../../node/test/errors/", import.meta.url);
const storeFolder = new URL("../../../node/test/store/errors/", import.meta.url);
const codes = [...codesByRoom.flatMap((room) => room.codes), ...Object.values(storeCodes)];
const casesOf = (place: URL): string[] => readdirSync(place).map((file) => file.replace(/\.txt$/, ""));

/** The names in braces, sorted. */
function names(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+?)(?:Fr)?\}/g)].map(([, name]) => name).sort();
}

test("every code has one case, here or among those of files and stores, and no case is without a code", () => {
  expect([...casesOf(folder), ...casesOf(nodeFolder), ...casesOf(storeFolder)].sort()).toEqual(codes.map((code) => code.code).sort());
});

describe("the exact message of each code", () => {
  for (const code of casesOf(folder))
    test(code, () => {
      const { files, edits, expected } = readCase(readFileSync(new URL(`${code}.txt`, folder), "utf8"));
      const mine = findingsOf(files, edits).filter((finding) => finding.code === code);
      expect(mine.map(told).join("")).toBe(expected);
    });
});

test("every sentence exists in both languages, and both name the same data", () => {
  for (const { code, summary, summaryFr, advice, adviceFr } of codes) {
    expect.soft(names(summaryFr), code).toEqual(names(summary));
    expect.soft(names(adviceFr), code).toEqual(names(advice));
    expect.soft(summaryFr, code).not.toBe(summary);
  }
});

test("no case leaves a hole in a sentence", () => {
  for (const code of casesOf(folder)) {
    const { files, edits } = readCase(readFileSync(new URL(`${code}.txt`, folder), "utf8"));
    for (const finding of findingsOf(files, edits)) {
      const said = [finding.summary, finding.advice, finding.french?.summary, finding.french?.advice].join(" ");
      expect.soft(said, code).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/);
    }
  }
});
