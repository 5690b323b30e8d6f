import { expect, test } from "vitest";
import { choiceLegs } from "../../src/panel/choice-legs.ts";
import { toy } from "../toy.ts";

const book = toy(`
  stake: A pays B 10 for equity on 2025-01-15 (announced)
  order: B pays A 30 for chips on 2025-04-02 (definitive)
  shares: B pays C 5 in shares for share-issue on 2025-05-01 (announced)
  silent: A pays C unknown for cloud on 2025-05-01 (announced)
  backing: A pays C 7 in guarantee for guarantee-backstop on 2025-05-01 (announced)
  gossip: C pays A 9 for chips on 2025-06-01 (rumoured)
`);
const base = { view: {}, project: {} };
const under = (choice: Parameters<typeof choiceLegs>[2] & object): readonly string[] => choiceLegs(book, base, choice);

test("the legs behind a choice are those that count, an unknown amount or not", () => {
  expect(choiceLegs(book, base)).toEqual(["order", "shares", "silent", "stake"]);
  expect(under({ choice: "at-least", value: "rumoured" })).toEqual(["gossip", "order", "shares", "silent", "stake"]);
  expect(under({ choice: "at-least", value: "definitive" })).toEqual(["order"]);
  expect(under({ choice: "known", value: "2025-01-31" })).toEqual(["stake"]);
  expect(under({ choice: "known", value: "now" })).toEqual(choiceLegs(book, base));
  expect(under({ choice: "in-kind", value: "no" })).toEqual(["order", "silent", "stake"]);
  expect(under({ choice: "contingent", value: "yes" })).toEqual(["backing", "order", "shares", "silent", "stake"]);
});

test("one choice changes, the others stay as asked", () => {
  const asked = { view: { atLeast: "definitive" as const }, project: { contingent: true } };
  expect(choiceLegs(book, asked, { choice: "known", value: "2025-01-31" })).toEqual([]);
  expect(choiceLegs(book, asked, { choice: "at-least", value: "announced" })).toEqual(["backing", "order", "shares", "silent", "stake"]);
});
