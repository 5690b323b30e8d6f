import * as fc from "fast-check";
import { expect, test } from "vitest";
import { uniformAt } from "../../src/num/random.ts";
import { openUniformRow, plainRow } from "../../src/num/random-row.ts";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("a row, compiled or not, is the numbers of its entities one by one", () => {
  const compiled = openUniformRow(9);
  const plain = plainRow(9);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), word, word, word, (seed, stream, draw, variable) => {
      const expected = Float64Array.from({ length: 9 }, (_, entity) => uniformAt(seed, { stream, draw, entity, variable }));
      expect(compiled(seed, { stream, draw, variable })).toEqual(expected);
      expect(plain(seed, { stream, draw, variable })).toEqual(expected);
    }),
    { seed: 4, numRuns: 200 },
  );
});
