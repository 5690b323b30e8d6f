import { expect, test } from "vitest";
import { rights, stands } from "../../src/record/rights.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  tie: A pays B 1 for chips on 2020-01-01 (closed)
  e1: A has exclusive-supply-by-B true on 2020-03 says press
  e2: A has exclusive-supply-by-B true on 2020-05 says filing
  e3: A has exclusive-supply-by-B false on 2021-01-15 says press
  e4: A has exclusive-supply-by-B true on 2022 says press
  f1: B has right-of-first-refusal-by-A false on 2021-06-01 says press
  x1: A has veto-by-nobody true on 2020 says press
  x2: A has veto-by-B perhaps on 2020 says press
`);

const told = (validOn: string | null) =>
  rights(view(book, { validOn })).map((right) => [
    right.over,
    right.kind,
    right.since?.text ?? null,
    right.until?.text ?? null,
    stands(right),
    right.claims.map((claim) => claim.id).join(" "),
  ]);

test("a right begins, is told again, ends and begins again; one known by its end alone began on no known day", () => {
  expect(told(null)).toEqual([
    ["A", "exclusive-supply", "2020-03", "2021-01-15", false, "e1 e2 e3"],
    ["A", "exclusive-supply", "2022", null, true, "e4"],
    ["B", "right-of-first-refusal", null, "2021-06-01", false, "f1"],
  ]);
});

test("at an earlier date its end is not yet seen; a holder that is no entity and a word that is neither true nor false make none", () => {
  expect(told("2020-12-31")).toEqual([["A", "exclusive-supply", "2020-03", null, true, "e1 e2"]]);
  expect(told("2021-01-15")).toEqual([["A", "exclusive-supply", "2020-03", "2021-01-15", false, "e1 e2 e3"]]);
});
