import { expect, test } from "vitest";
import { WASM } from "../../src/num/sweeps.generated.ts";
import { giveBack, linkKernel } from "../../src/num/wasm.ts";

test("a memory that was given back serves the next kernel that needs about as much, zeroed", () => {
  const first = linkKernel(WASM, 2_000_000)!;
  first.take(Float64Array, 100_000).fill(7);
  const sparse = first.take(Float64Array, 100_000);
  for (const k of [0, 511, 512, 4_097, 99_999]) sparse[k] = -0;
  giveBack(first.memory);
  const small = linkKernel(WASM, 200_000)!;
  expect(small.memory).not.toBe(first.memory);
  const next = linkKernel(WASM, 3_000_000)!;
  expect(next.memory).toBe(first.memory);
  expect(next.memory.buffer.byteLength).toBeGreaterThanOrEqual(3_000_000);
  expect(next.take(Float64Array, 300_000).every((x) => Object.is(x, 0))).toBe(true);
  expect(linkKernel(WASM, 3_000_000)!.memory).not.toBe(next.memory);
});
