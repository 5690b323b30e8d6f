import { expect, test } from "vitest";
import { storyLegs, storyOf } from "../../src/panel/story.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  quiet: A pays B 90 for equity on 2025-01-01 (announced)
  small: A pays B 10 for equity on 2025-01-01 (announced)
  small is lapsed on 2025-06-01
  large: A pays B 50 for equity on 2025-01-01 (announced)
  large is definitive on 2025-03-01
  busy: B pays A 1 for chips on 2025-01-01 (announced)
  busy is definitive on 2025-03-01
  busy is lapsed on 2025-09-01 known 2025-10-01
`);

test("legs that turned come by number of turns, then amount; one that never turned has no story", () => {
  expect(storyLegs(view(book))).toEqual(["busy", "large", "small"]);
  expect(storyOf(view(book))?.turns.map(({ status, knownOn, belief }) => [knownOn.text, status, belief.status])).toEqual([
    ["2025-01-01", "announced", "announced"],
    ["2025-03-01", "definitive", "definitive"],
    ["2025-10-01", "lapsed", "lapsed"],
  ]);
});

test("a story ends where knowledge does", () => {
  const early = view(book, { knownOn: "2025-09-30" });
  expect(storyOf(early, "busy")?.turns).toHaveLength(2);
  expect(() => storyOf(early, "nothing")).toThrow("nothing");
});

test("a leg that starts a loop goes before a larger one of as many turns", () => {
  const loop = { id: "round", title: "", titleFr: "", legs: ["small", "busy"], statedIn: [], note: "", place: book.legs[0].place };
  expect(storyLegs(view({ ...book, loops: [loop] }))).toEqual(["busy", "small", "large"]);
});
