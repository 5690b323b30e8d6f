import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEdges } from "../../src/network/network.ts";
import { connectedComponents, linkedPairs, type Pairs, type PairWeight } from "../../src/network/pairs.ts";
import { solveLaplacian } from "../../src/num/conjugate-gradient.ts";
import { compiledLoops } from "../../src/num/laplacian-loops.ts";
import { layTiles } from "../../src/num/laplacian-tiles.ts";
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

/** The system of a network; every node has partners, and amounts that do not balance. */
function system(weight: PairWeight): {
  readonly pairs: Pairs;
  readonly b: Float64Array;
  readonly options: { readonly component: Uint32Array; readonly components: number };
} {
  const pairs = linkedPairs(network(), weight);
  const { count: components, component } = connectedComponents(pairs);
  const b = new Float64Array(pairs.n);
  for (let i = 0; i < pairs.n; i++) for (let k = pairs.start[i]; k < pairs.start[i + 1]; k++) b[i] += (i - pairs.other[k]) * 0.1;
  return { pairs, b, options: { component, components } };
}

describe.each<PairWeight>(["unit", "gross"])("%s weights", (weight) => {
  test.each([16, 256, 2 ** 15])("compiled and plain loops give the same bits, tiles of %d nodes", (tile) => {
    const { pairs, b, options } = system(weight);
    expect(compiledLoops(pairs, layTiles(pairs, tile))).not.toBeNull();
    const compiled = solveLaplacian(pairs, b, { ...options, tile });
    const plain = solveLaplacian(pairs, b, { ...options, tile, plain: true });
    expect(plain.converged).toBe(true);
    expect(compiled).toEqual(plain);
  });

  test("tiles of any size take the same steps", () => {
    const { pairs, b, options } = system(weight);
    const whole = solveLaplacian(pairs, b, { ...options, tolerance: 1e-12 });
    for (const tile of [16, 256]) {
      const { x, iterations } = solveLaplacian(pairs, b, { ...options, tolerance: 1e-12, tile });
      expect(Math.abs(iterations - whole.iterations)).toBeLessThanOrEqual(1);
      x.forEach((value, i) => expect(Math.abs(value - whole.x[i])).toBeLessThanOrEqual(1e-8 * Math.max(...whole.x)));
    }
  });

  test.each(["plain", "both"] as const)("what is told as the residual is that of the equation itself, stopped by %s", (stopBy) => {
    const { pairs, b, options } = system(weight);
    for (const tolerance of [1e-3, 1e-6, 1e-9]) {
      const { x, residual } = solveLaplacian(pairs, b, { ...options, tolerance, stopBy, tile: 256 });
      const norms = { plain: [0, 0], scaled: [0, 0] };
      for (let i = 0; i < pairs.n; i++) {
        let degree = 0;
        let off = b[i];
        for (let k = pairs.start[i]; k < pairs.start[i + 1]; k++) {
          const w = pairs.weight === null ? 1 : pairs.weight[k];
          degree += w;
          off -= w * (x[i] - x[pairs.other[k]]);
        }
        for (const [k, value] of [off, b[i]].entries()) {
          norms.plain[k] += value ** 2;
          norms.scaled[k] += degree > 0 ? (value / degree) ** 2 : 0;
        }
      }
      const plain = Math.sqrt(norms.plain[0] / norms.plain[1]);
      const scaled = Math.sqrt(norms.scaled[0] / norms.scaled[1]);
      expect(residual).toBeLessThanOrEqual(tolerance);
      expect(residual / (stopBy === "plain" ? plain : Math.max(plain, scaled))).toBeCloseTo(1, 3);
    }
  });
});

test("amounts of very different size are solved until rounding is all that is left", () => {
  const random = fc.sample(
    fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.integer({ min: 0, max: 12 })), { minLength: 200, maxLength: 200 }),
    {
      seed: 20_261_201,
      numRuns: 20,
    },
  );
  for (const edges of random) {
    const pairs = linkedPairs(
      fromEdges({ n: 100, from: edges.map(([i]) => i), to: edges.map(([, j]) => j), amount: edges.map(([, , power]) => 10 ** power) }),
      "gross",
    );
    const { count: components, component } = connectedComponents(pairs);
    const b = new Float64Array(100);
    let upper = 0;
    for (let i = 0; i < 100; i++) {
      for (let k = pairs.start[i]; k < pairs.start[i + 1]; k++) {
        const j = pairs.other[k];
        if (j < i) continue;
        b[i] += pairs.net[upper];
        b[j] -= pairs.net[upper++];
      }
    }
    const { converged, iterations } = solveLaplacian(pairs, b, { component, components });
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(1000);
  }
});

test("base64 is read as Node writes it", () => {
  for (let length = 0; length < 10; length++) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 89 + 250) & 255);
    expect(decodeBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
  }
});
