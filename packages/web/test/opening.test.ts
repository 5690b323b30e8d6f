import { load } from "keiretsu";
import { describe, expect, test } from "vitest";
import { openingAnswers, WIDTHS } from "../../node/src/opening.ts";
import { opensNetwork, usualMost } from "../src/state/network-params.ts";
import { parseRoute } from "../src/state/route.ts";
import { openingOf } from "../src/worker/opening.ts";
import { opened } from "./opened.ts";

describe.each(["ai-alliances", "keiretsu-japan", "lucent-2000", "ford-1914", "bubbles"])("%s", (id) => {
  test("what a server hands out is what the worker would answer, in every bit", async () => {
    const book = opened(id);
    for (const most of WIDTHS) {
      const handed: unknown = JSON.parse(await openingAnswers(id, load(book.files), most));
      expect(handed).toEqual(openingOf(book, most));
    }
  });
});

test("there is one for every width of a window", () => {
  const asked = new Set(Array.from({ length: 3000 }, (_, width) => usualMost(width)));
  expect([...asked].sort((a, b) => a - b)).toEqual(WIDTHS);
});

test.each([
  ["", true],
  ["#/network?book=lucent-2000&lang=fr&theme=dark&node=nvidia&eye=1,2,3&at=x", true],
  ["#/embed?lang=en", true],
  ["#/loops", false],
  ["#/network?known=2025-10-24", false],
  ["#/network?edits=abc", false],
  ["#/network?edges=1-a.csv", false],
  ["#/network?lens=owns", false],
  ["#/network?most=all", false],
  ["#/network?round=yes", false],
])("whether %o opens the network as it is answered ahead: %s", (hash, expected) => {
  expect(opensNetwork(parseRoute(hash))).toBe(expected);
});
