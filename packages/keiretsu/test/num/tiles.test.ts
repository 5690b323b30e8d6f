import { describe, expect, test } from "vitest";
import { uniforms } from "../../src/num/random.ts";
import { type Entries, type TileOptions, type TiledSweeps, tiledSweeps } from "../../src/num/tiles.ts";

/** Random entries among n nodes: a hub of rows, a hub of columns, loops, empty rows, parallel entries. */
function entries(n: number, seed: number): Entries {
  const next = uniforms(seed, 0);
  const rows = Array.from({ length: n }, (_, i) =>
    i % 5 === 3 ? [] : Array.from({ length: i === 1 ? n : 1 + Math.floor(6 * next()) }, () => (next() < 0.2 ? 0 : Math.floor(n * next()))),
  );
  const start = Uint32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]);
  return {
    n,
    start,
    target: Uint32Array.from(rows.flat().toSorted((a, b) => a - b)),
    weight: Float64Array.from(rows.flat(), () => next()),
  };
}

/** M x, entry by entry. */
function product(system: Entries, x: ArrayLike<number>, options: Omit<TileOptions, "plain">): number[] {
  const { n, start, target, weight } = system;
  const out = Array.from({ length: n }, () => 0);
  for (let i = 0; i < n; i++)
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      const divisor = options.divisor ? options.divisor.at[options.divisor.end === "source" ? i : j] : 1;
      const share = divisor > 0 && !(options.withoutLoops && i === j) ? weight[e] / divisor : 0;
      if (options.row === "source") out[i] += share * x[j];
      else out[j] += share * x[i];
    }
  return out;
}

const N = 203;
const divisors = Float64Array.from({ length: N }, (_, i) => (i % 7 === 0 ? 0 : 200 + i));
const CASES: readonly (readonly [string, Omit<TileOptions, "plain">])[] = [
  ["rows are sources", { row: "source" }],
  ["rows are targets", { row: "target" }],
  ["divided by source", { row: "target", divisor: { end: "source", at: divisors } }],
  ["divided by target, without loops", { row: "target", divisor: { end: "target", at: divisors }, withoutLoops: true }],
];

function begun(options: Omit<TileOptions, "plain">, plain: boolean): { system: Entries; sweeps: TiledSweeps } {
  const system = entries(N, 4);
  const sweeps = tiledSweeps(system, { ...options, top: new Float64Array(N).fill(0.9), plain, fewestRows: 1 });
  sweeps.x.forEach((_, i) => (sweeps.x[i] = (i % 13) / 20));
  sweeps.own.forEach((_, i) => (sweeps.own[i] = (i % 11) / 30));
  return { system, sweeps };
}

describe.each(CASES)("%s", (_, options) => {
  test("the residual is that of the product, and a sweep sees what earlier blocks have moved", () => {
    const { system, sweeps } = begun(options, true);
    const x = Array.from(sweeps.x);
    const before = product(system, x, options).map((sum, i) => sweeps.own[i] + sum - x[i]);
    expect(sweeps.residual()).toBeCloseTo(
      before.reduce((total, r) => total + r * r, 0),
      9,
    );
    let moved = 0;
    for (let low = 0; low < N; low += 16) {
      const sums = product(system, x, options);
      for (let i = low; i < Math.min(N, low + 16); i++) {
        const value = sweeps.own[i] + sums[i];
        moved += (value - x[i]) ** 2;
        x[i] = value;
      }
    }
    expect(sweeps.freely()).toBeCloseTo(moved, 9);
    x.forEach((value, i) => expect(sweeps.x[i]).toBeCloseTo(value, 12));
  });

  test.each(["freely", "within", "towards", "residual"] as const)("compiled and plain loops give the same bits: %s", (name) => {
    const [plain, compiled] = [true, false].map((how) => begun(options, how).sweeps);
    for (let k = 0; k < 3; k++) expect(compiled[name](1.1)).toBe(plain[name](1.1));
    expect(compiled.x).toEqual(plain.x);
  });
});

test("bounds are kept", () => {
  const { sweeps } = begun({ row: "target" }, false);
  sweeps.own.fill(-5, 0, 100);
  sweeps.within();
  expect(Math.min(...sweeps.x)).toBe(0);
  expect(Math.max(...sweeps.x)).toBe(0.9);
  expect(sweeps.towards(1)).toBeGreaterThan(0);
  expect(Math.max(...sweeps.x)).toBe(1);
});
