import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unpackSnappy } from "../../src/parquet/snappy.ts";

/** Literals and copies as the format writes them, with what they unpack to. */
const part = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => ({ kind: "literal" as const, bytes })),
  fc.record({ kind: fc.constant("copy" as const), back: fc.integer({ min: 1, max: 90 }), count: fc.integer({ min: 1, max: 64 }) }),
);

function pack(parts: readonly (typeof part extends fc.Arbitrary<infer P> ? P : never)[]): { packed: Uint8Array; expected: Uint8Array } {
  const packed: number[] = [];
  const out: number[] = [];
  for (const one of parts) {
    if (one.kind === "literal") {
      const { length } = one.bytes;
      packed.push(...(length <= 60 ? [(length - 1) << 2] : [60 << 2, length - 1]), ...one.bytes);
      out.push(...one.bytes);
    } else if (one.back <= out.length) {
      const isShort = one.count >= 4 && one.count <= 11;
      packed.push(...(isShort ? [1 | ((one.count - 4) << 2), one.back] : [2 | ((one.count - 1) << 2), one.back, 0]));
      for (let k = 0; k < one.count; k++) out.push(out[out.length - one.back]);
    }
  }
  const head = out.length < 128 ? [out.length] : [(out.length & 127) | 128, out.length >> 7];
  return { packed: Uint8Array.from([...head, ...packed]), expected: Uint8Array.from(out) };
}

const parts = fc.array(part, { maxLength: 60 });

test("what was packed comes out, the compiled way and the plain one", () => {
  fc.assert(
    fc.property(parts, (list) => {
      const { packed, expected } = pack(list);
      for (const plain of [false, true]) expect(Uint8Array.from(unpackSnappy(packed, expected.length, { plain }))).toEqual(expected);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test("of damaged bytes both ways refuse the same, and give the same where they do not", () => {
  const attempt = (packed: Uint8Array, size: number, plain: boolean): Uint8Array | null => {
    try {
      return Uint8Array.from(unpackSnappy(packed, size, { plain }));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return null;
    }
  };
  fc.assert(
    fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), (list, place, change, cut) => {
      const { packed, expected } = pack(list);
      const damaged = packed.slice(0, packed.length - (cut % 3));
      if (damaged.length > 0) damaged[place % damaged.length] ^= change;
      expect(attempt(damaged, expected.length, false)).toEqual(attempt(damaged, expected.length, true));
    }),
    { seed: 3, numRuns: 1000 },
  );
});
