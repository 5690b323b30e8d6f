import { expect, test } from "vitest";
import { WASM } from "../../src/num/sweeps.generated.ts";
import { giveBack, linkKernel } from "../../src/num/wasm.ts";

test("a memory that was given back serves the next kernel that needs about as much, zeroed", () => {
  const first = linkKernel(WASM, 2_000_000)!;
  first.take(Float64Array, 200_000).fill(7);
  giveBack(first.memory);
  const small = linkKernel(WASM, 200_000)!;
  expect(small.memory).not.toBe(first.memory);
  const next = linkKernel(WASM, 3_000_000)!;
  expect(next.memory).toBe(first.memory);
  expect(next.memory.buffer.byteLength).toBeGreaterThanOrEqual(3_000_000);
  expect(next.take(Float64Array, 300_000).every((x) => x === 0)).toBe(true);
  expect(linkKernel(WASM, 3_000_000)!.memory).not.toBe(next.memory);
});
