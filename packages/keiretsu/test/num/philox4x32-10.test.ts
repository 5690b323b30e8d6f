import { expect, test } from "vitest";
import { philox, uniforms } from "../../src/num/random.ts";

/** Known answers of Salmon, Moraes, Dror and Shaw 2011 for counters and keys of all zeros and all ones. */
test.each([
  [0, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  [0xffffffff, "408f276d 41c83b0e a20bc7c6 6d5451fd"],
])("words %i", (word, expected) => {
  const out = new Uint32Array(4);
  philox([word, word, word, word], [word, word], out);
  expect([...out].map((x) => x.toString(16).padStart(8, "0")).join(" ")).toBe(expected);
});

test("published, C++26: the 10000th word of philox4x32 with its default seed is 1955073260", () => {
  // Four words a counter, which begins at 0: the last word of counter 2499.
  const out = new Uint32Array(4);
  philox([2499, 0, 0, 0], [20111115, 0], out);
  expect(out[3]).toBe(1955073260);
});

test("a stream is the same from the same seed and draw, lies inside (0, 1), and fills it evenly", () => {
  const draw = uniforms(42, 3);
  const again = uniforms(42, 3);
  const other = uniforms(42, 4);
  const bins = new Uint32Array(10);
  let same = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = draw();
    expect(x > 0 && x < 1).toBe(true);
    expect(again()).toBe(x);
    if (other() === x) same++;
    bins[Math.floor(x * 10)]++;
  }
  expect(same).toBe(0);
  // 2000 expected in each, with a standard deviation of 42.
  for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(5 * 42);
});
