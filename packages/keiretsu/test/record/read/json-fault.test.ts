import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "../../../src/record/read/json-fault.ts";

/** The place at fault is where the sign ^ stands. */
test.each([
  '{"a": [^, 1]}',
  '{"a": 1,^}',
  "[1, 2^",
  '{\n "a": ^tru }',
  "{^a: 1}",
  '{"a" ^1}',
  "[1]^]",
  '["a^',
  "^",
  "[01^]",
  '{"a": ^"\u0001"}',
])("%j", (marked) => {
  const at = marked === '["a^' ? 1 : marked === "[01^]" ? 1 : marked.indexOf("^");
  expect(jsonFault(marked.replace("^", ""))).toBe(at);
});

test("sound JSON has none, whatever it holds, and one cut short has one", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonFault(text)).toBeNull();
      if (/^[[{]/.test(text)) expect(jsonFault(text.slice(0, -1))).not.toBeNull();
    }),
    { seed: 1 },
  );
});

test("it agrees with the host on any text", () => {
  const signs = fc.string({
    unit: fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "1", "-", "e", ".", "0", "\\", "t", "true", "null", " "),
    maxLength: 12,
  });
  fc.assert(
    fc.property(signs, (text) => {
      let sound = true;
      try {
        JSON.parse(text);
      } catch {
        sound = false;
      }
      expect(jsonFault(text) === null).toBe(sound);
    }),
    { seed: 2, numRuns: 5000 },
  );
});

test("depth does not matter", () => {
  expect(jsonFault("[".repeat(400_000))).toBe(400_000);
});
