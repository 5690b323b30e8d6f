import { claimList } from "keiretsu";
import { expect, test } from "vitest";
import claims from "../src/worker/questions/claims.ts";
import record from "../src/worker/questions/record.ts";
import { defaultViewOptions } from "../../keiretsu/src/index.ts";
import { opened } from "./opened.ts";

const book = opened("lucent-2000");

test("a page of claims is a slice of the list, and the CSV has every row of it", () => {
  const options = { predicate: "revenue" };
  const all = claimList(book.casebook, options);
  const page = claims(book, { options, first: 1, count: 2, csv: true });
  expect(page.rows).toEqual(all.slice(1, 3));
  expect(page.total).toBe(all.length);
  expect(page.all).toBe(book.casebook.claims.length);
  expect(page.csv!.trimEnd().split("\r\n")).toHaveLength(all.length + 1);
  expect(page.csv).toMatch(/^id,subject,predicate,value/);
});

test("every claim and every source has a page, and anything else says what it is not", () => {
  for (const { id } of book.casebook.claims) expect(record(book, { view: defaultViewOptions, id }).kind).toBe("claim");
  for (const { id } of book.casebook.sources) expect(record(book, { view: defaultViewOptions, id }).kind).toBe("source");
  expect(() => record(book, { view: defaultViewOptions, id: "nothing" })).toThrow("nothing");
});
