import { expect, test } from "vitest";
import { parseRoute } from "../src/state/route.ts";
import { citesIn, citesText, placesIn, sharedHash } from "../src/state/share-link.ts";

const unsaid = { book: "ai-alliances", language: "fr", theme: "dark", places: { openai: { x: 12.5, y: -30 }, "a:b": { x: 0, y: 0.1 } } };

test("a shared link says what the address left to the browser, and nothing against the address", () => {
  const { page, id, params } = parseRoute(sharedHash(parseRoute("#/network?lens=owes&theme=light"), unsaid));
  expect({ page, id }).toEqual({ page: "network", id: "" });
  expect({ ...params, at: placesIn(params.at) }).toEqual({
    book: "ai-alliances",
    lang: "fr",
    theme: "light",
    lens: "owes",
    at: unsaid.places,
  });
  const bare = { book: null, language: "en", theme: null, places: {} };
  expect(sharedHash(parseRoute("#/loops?book=lucent-2000"), bare)).toBe("#/loops?book=lucent-2000&lang=en");
});

test("places that are none are no places, and too many stay at home", () => {
  expect(placesIn(null)).toEqual({});
  expect(placesIn("openai:1;x:1,2,3;:1,2;y:..,1;nvidia:7,8")).toEqual({ nvidia: { x: 7, y: 8 } });
  const places = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`firm-${i}`, { x: i, y: 0 }]));
  expect(sharedHash(parseRoute("#/network"), { ...unsaid, places })).not.toContain("at=");
});

test("a link that opens the drawer carries ids and a view, and nothing else", () => {
  const cites = { legs: ["openai-oracle-cloud"], claims: ["c-1"], view: { knownOn: "2025-10-24", chapters: ["ai"], validOn: null } };
  const { params } = parseRoute(
    sharedHash(parseRoute("#/deal/x"), { ...unsaid, places: {} }).replace("?", `?cite=${encodeURIComponent(citesText(cites))}&`),
  );
  expect(citesIn(params.cite)).toEqual(cites);
});

test.each([
  [null, null],
  ["", null],
  ["{", null],
  ["null", null],
  ['{"legs":[],"claims":[]}', null],
  ['{"legs":"openai"}', null],
  [
    '{"legs":["a",1,{}],"title":"OpenAI owes 5tn","view":{"title":"x","knownOn":{"a":1},"__proto__":{"a":1}}}',
    { legs: ["a"], claims: [], view: {} },
  ],
  ['{"claims":["c-1"],"view":null}', { legs: [], claims: ["c-1"], view: {} }],
])("what no link of ours says opens nothing: %s", (text, expected) => {
  expect(citesIn(text)).toEqual(expected);
});
