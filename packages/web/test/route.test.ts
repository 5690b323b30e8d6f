import { assert, dictionary, option, property, string } from "fast-check";
import { expect, test } from "vitest";
import { formatRoute, parseRoute } from "../src/state/route.ts";

test("a page, an id and parameters come back from their address, whatever they hold", () => {
  const text = string({ unit: "grapheme", minLength: 1 });
  assert(
    property(text, option(text, { nil: "" }), dictionary(text, text, { noNullPrototype: true }), (page, id, params) => {
      const route = { page, id, params };
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }),
  );
});

test("an address without a page is the network, and a hash typed by hand harms nothing", () => {
  expect(parseRoute("")).toEqual({ page: "network", id: "", params: {} });
  expect(parseRoute("#/deal/a%?known=2025")).toEqual({ page: "deal", id: "a%", params: { known: "2025" } });
});

test("one state has one address: parameters stand in the order of their names", () => {
  expect(formatRoute({ page: "loops", id: "", params: { valid: "2025", known: "2026", lang: "" } })).toBe("#/loops?known=2026&valid=2025");
});
