import { expect, test } from "vitest";
import { fromEdges } from "../../src/network/network.ts";
import { connectedComponents, linkedPairs, type PairWeight } from "../../src/network/pairs.ts";
import { solveLaplacian } from "../../src/num/conjugate-gradient.ts";
import { compiledLoops } from "../../src/num/laplacian-loops.ts";
import { decodeBase64 } from "../../src/num/wasm.ts";

/** A network with hubs, chains and several components. */
function network(): ReturnType<typeof fromEdges> {
  const m = 6000;
  const n = 2500;
  const from = Array.from({ length: m }, (_, k) => (k % 5 === 0 ? k % 7 : (k * 7919) % n));
  const to = Array.from({ length: m }, (_, k) => (from[k] + 1 + ((k * 104_729) % 97)) % n);
  const amount = Array.from({ length: m }, (_, k) => 1 + ((k * 31) % 1000) / 100);
  return fromEdges({ n, from, to, amount });
}

test.each<PairWeight>(["unit", "gross"])("compiled and plain loops give the same bits, %s weights", (weight) => {
  const pairs = linkedPairs(network(), weight);
  const { count: components, component } = connectedComponents(pairs);
  const b = new Float64Array(pairs.n);
  for (let i = 0; i < pairs.n; i++) for (let k = pairs.start[i]; k < pairs.start[i + 1]; k++) b[i] += (i - pairs.other[k]) * 0.1;
  expect(compiledLoops(pairs, new Float64Array(pairs.n))).not.toBeNull();
  const compiled = solveLaplacian(pairs, b, { component, components });
  const plain = solveLaplacian(pairs, b, { component, components, plain: true });
  expect(plain.converged).toBe(true);
  expect(compiled).toEqual(plain);
});

test("base64 is read as Node writes it", () => {
  for (let length = 0; length < 10; length++) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 89 + 250) & 255);
    expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
  }
});
