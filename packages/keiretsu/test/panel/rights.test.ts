import { expect, test } from "vitest";
import { heldRights } from "../../src/panel/rights.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  use: A pays B unknown for licence on 2021-01-01 (closed)
  chips: C pays B 1 for chips on 2020-01-01 (closed)
  p1: B has priority-access-by-C true on 2020-02 says filing
`);

test("rights by date, a licence from its leg, each with what it rests on", () => {
  expect(heldRights(view(book)).values.rights).toEqual([
    {
      kind: "priority-access",
      holder: "C",
      over: "B",
      since: "2020-02",
      until: null,
      stands: true,
      legs: [],
      claims: ["p1"],
      sources: ["filing"],
    },
    {
      kind: "licence",
      holder: "A",
      over: "B",
      since: "2021-01-01",
      until: null,
      stands: true,
      legs: ["use"],
      claims: [],
      sources: ["press"],
    },
  ]);
  expect(heldRights(view(book), { entity: "A" }).values.rights.map((right) => right.kind)).toEqual(["licence"]);
  expect(heldRights(view(book, { validOn: "2020-06" })).values.rights.map((right) => right.kind)).toEqual(["priority-access"]);
});
