import { defaultViewOptions, loops as library, view } from "keiretsu";
import { describe, expect, test } from "vitest";
import loop from "../src/worker/questions/loop.ts";
import loops from "../src/worker/questions/loops.ts";
import { opened } from "./opened.ts";

const book = opened("ai-alliances");
const asked = { view: defaultViewOptions, options: { maxLength: 4 } };
const everything = { ...asked, firms: [], stated: false, feasible: false, status: null };

describe("the list of loops", () => {
  const { values } = library(view(book.casebook));

  test("without a filter it is the library's", () => {
    const answer = loops(book, everything);
    expect(answer.result.values).toEqual(values);
    expect(answer.largest?.capacity.high).toBe(Math.max(...values.loops.map(({ capacity }) => capacity.high ?? 0)));
    const { firm, count } = answer.firms[0];
    expect(count).toBe(values.loops.filter(({ nodes }) => nodes.includes(firm)).length);
  });

  test("every filter leaves what it names and nothing else, and the counts stay those of the view", () => {
    const { result } = loops(book, { ...everything, firms: ["openai", "nvidia"], stated: true, feasible: true, status: "definitive" });
    expect(result.values.counts).toEqual(values.counts);
    expect(result.values.loops.length).toBeGreaterThan(0);
    const firm = new Set(["definitive", "partly-performed", "closed"]);
    expect(result.values.loops).toEqual(
      values.loops.filter(
        ({ nodes, title, feasible, status }) =>
          nodes.includes("openai") && nodes.includes("nvidia") && title !== null && feasible && firm.has(status),
      ),
    );
  });
});

describe("one loop", () => {
  test("a stated loop that has lapsed says which legs end it", () => {
    const { dead, legs, stated, loop: found } = loop(book, { ...asked, id: "loop-01" });
    expect(found).toBeNull();
    expect(dead?.ends.map(({ reason }) => reason)).toEqual(["lapsed", "lapsed"]);
    expect(legs).toEqual(stated?.legs);
  });

  test("before it lapsed it stands", () => {
    const then = {
      view: { ...defaultViewOptions, knownOn: "2025-10-24", atLeast: "letter-of-intent" as const },
      options: { maxLength: 4 },
    };
    expect(loop(book, { ...then, id: "loop-01" })).toMatchObject({ dead: null, loop: { nodes: ["nvidia", "openai"] } });
  });

  test("an id typed by hand names its legs, known and unknown", () => {
    const leg = book.casebook.legs[0].id;
    expect(loop(book, { ...asked, id: `${leg}>no-such-leg` })).toMatchObject({
      loop: null,
      dead: null,
      legs: [leg],
      unknown: ["no-such-leg"],
    });
  });
});
