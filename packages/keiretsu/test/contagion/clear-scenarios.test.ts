import { describe, expect, test } from "vitest";
import { clearScenarios, type ScenarioParams } from "../../src/contagion/clearing/clear-scenarios.ts";
import { clearingSystem } from "../../src/contagion/clearing/clearing-system.ts";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { compiledCascadeLoops } from "../../src/contagion/clearing/cascade-loops.ts";
import { compiledLaneLoops } from "../../src/contagion/clearing/lane-loops.ts";
import { uniforms } from "../../src/num/random.ts";
import { economy } from "./economy.ts";
import { linked, ring } from "./sheets.ts";

const { network, before, externalLiabilities } = economy(700, { cushion: 0.06, hit: 0, seed: 4 });
const probability = 0.05;
const loss = 0.8;

function drawn(first: number, count: number, more: Partial<ScenarioParams> = {}): ReturnType<typeof clearScenarios> {
  const scenarios = { kind: "drawn", seed: 12345678901, first, count, probability, loss } as const;
  return clearScenarios(network, { externalAssets: before, externalLiabilities, scenarios, ...more });
}

/** What the numbers of one scenario say, node by node. */
function assetsOf(scenario: number): Float64Array {
  const next = uniforms(12345678901, scenario);
  return before.map((x) => (next() < probability ? x - loss * x : x));
}

/** Eight side by side, and one in turn as on large networks. */
const WAYS = [1e9, 0];

describe.each(WAYS)("against one clearing at a time, at most %d nodes in lanes", (mostInLanes) => {
  test("drawn scenarios", () => {
    const { values, converged } = drawn(3, 12, { keepPayments: true, mostInLanes });
    expect(converged).toBe(true);
    const often = new Uint32Array(network.n);
    for (let k = 0; k < 12; k++) {
      const exact = eisenbergNoe(network, { externalAssets: assetsOf(3 + k), externalLiabilities }).values;
      expect(exact.defaulted.length).toBeGreaterThan(20);
      expect(Math.abs(values.shortfall[k] - exact.shortfallTotal)).toBeLessThanOrEqual(1e-8 * values.obligationsTotal);
      expect(values.defaultCount[k]).toBe(exact.defaulted.length);
      for (const i of exact.defaulted) often[i]++;
      const payments = values.payments!.subarray(k * network.n, (k + 1) * network.n);
      let apart = 0;
      for (let i = 0; i < network.n; i++) apart += Math.abs(payments[i] - exact.payments[i]);
      expect(apart).toBeLessThanOrEqual(1e-8 * values.obligationsTotal);
    }
    expect(values.defaultsByNode).toEqual(often);
  });

  test("given scenarios are the drawn ones when their assets are the same", () => {
    const rows = Float64Array.from({ length: 10 * network.n }, (_, x) => assetsOf(Math.floor(x / network.n))[x % network.n]);
    const { values } = clearScenarios(network, {
      externalAssets: before,
      externalLiabilities,
      scenarios: { kind: "given", assets: rows },
      mostInLanes,
    });
    const twin = drawn(0, 10, { mostInLanes }).values;
    expect(values.defaultCount).toEqual(twin.defaultCount);
    for (let k = 0; k < 10; k++) expect(values.shortfall[k]).toBeCloseTo(twin.shortfall[k], 6);
  });

  test("a slow ring is solved exactly, the other scenarios are not disturbed", () => {
    const n = 40;
    const leak = 5e-4;
    const { rows, externalLiabilities: outside } = ring(n, 1, leak, []);
    const poor = Array.from({ length: n }, (_, i) => (i === 0 ? leak / 2 : 0));
    const rich = Array.from({ length: n }, () => 5);
    const assets = [...rich, ...poor, ...rich];
    const scenarios = { kind: "given", assets } as const;
    const { values, converged } = clearScenarios(linked(n, rows), {
      externalAssets: rich,
      externalLiabilities: outside,
      scenarios,
      mostInLanes,
    });
    const kept = 1 / (1 + leak);
    const paid = ((leak / 2 / (1 - kept ** n)) * (1 - kept ** n)) / (1 - kept);
    expect(converged).toBe(true);
    expect([...values.defaultCount]).toEqual([0, n, 0]);
    expect(Math.abs(values.shortfall[1] / (n * (1 + leak) - paid) - 1)).toBeLessThan(1e-9);
    expect([values.shortfall[0], values.shortfall[2]]).toEqual([0, 0]);
  });
});

test("the two ways agree on payments, shortfalls and defaults", () => {
  const [lanes, turn] = WAYS.map((mostInLanes) => drawn(0, 20, { keepPayments: true, mostInLanes }).values);
  expect(turn.defaultCount).toEqual(lanes.defaultCount);
  expect(turn.defaultsByNode).toEqual(lanes.defaultsByNode);
  for (let k = 0; k < 20; k++) expect(Math.abs(turn.shortfall[k] - lanes.shortfall[k])).toBeLessThanOrEqual(2e-9 * lanes.obligationsTotal);
  expect(Math.max(...turn.payments!.map((x, i) => Math.abs(x - lanes.payments![i])))).toBeLessThanOrEqual(2e-9 * lanes.obligationsTotal);
});

test("a long chain falls in one pass, and shocks of several nodes of it at once are found", () => {
  const n = 3000;
  const rows = Array.from({ length: n - 1 }, (_, i) => [i, i + 1, 10] as const);
  const assets = Array.from({ length: n }, (_, i) => (i === 0 ? 4 : 0));
  const scenarios = { kind: "given", assets } as const;
  const found = clearScenarios(linked(n, rows), { externalAssets: assets, scenarios, mostInLanes: 0 });
  expect(found.values.defaultCount[0]).toBe(n - 1);
  expect(found.values.shortfall[0]).toBeCloseTo(6 * (n - 1), 6);
  expect(found.iterations).toBeLessThanOrEqual(4);
});

describe.each(WAYS)("the same bits, at most %d nodes in lanes", (mostInLanes) => {
  test("whatever is solved with a scenario", () => {
    const whole = drawn(0, 21, { keepPayments: true, mostInLanes }).values;
    for (const [first, count] of [
      [0, 1],
      [5, 1],
      [3, 11],
      [20, 1],
    ]) {
      const part = drawn(first, count, { keepPayments: true, mostInLanes }).values;
      expect(part.shortfall).toEqual(whole.shortfall.slice(first, first + count));
      expect(part.defaultCount).toEqual(whole.defaultCount.slice(first, first + count));
      expect(part.payments).toEqual(whole.payments!.slice(first * network.n, (first + count) * network.n));
    }
  });

  test("defaults by node of parts add up to those of the whole", () => {
    const of = (first: number, count: number): Uint32Array => drawn(first, count, { mostInLanes }).values.defaultsByNode;
    const [a, b] = [of(0, 9), of(9, 12)];
    expect(a.map((x, i) => x + b[i])).toEqual(of(0, 21));
  });

  test("compiled and plain loops, numbers of scenarios beyond 32 bits, an odd number of nodes", () => {
    const draws = { seed: 1, probability: new Float64Array(network.n), loss: new Float64Array(network.n) };
    const system = clearingSystem(network, { externalAssets: before });
    expect(compiledLaneLoops(system, draws)).not.toBeNull();
    expect(compiledCascadeLoops(system, draws)).not.toBeNull();
    for (const first of [0, 2 ** 32 - 3, 2 ** 40 + 5]) {
      expect(drawn(first, 11, { mostInLanes })).toEqual(drawn(first, 11, { mostInLanes, plain: true }));
    }
    const odd = economy(331, { cushion: 0.01, hit: 0, seed: 8 });
    const scenarios = { kind: "drawn", seed: 7, count: 16, probability: 0.2 } as const;
    const params = { externalAssets: odd.before, externalLiabilities: odd.externalLiabilities, scenarios, keepPayments: true, mostInLanes };
    expect(clearScenarios(odd.network, params)).toEqual(clearScenarios(odd.network, { ...params, plain: true }));
  });
});

test.each(WAYS)("no scenario, no node, at most %d nodes in lanes", (mostInLanes) => {
  expect(drawn(0, 0, { mostInLanes }).values.shortfall.length).toBe(0);
  const scenarios = { kind: "drawn", seed: 0, count: 3, probability: 0.5 } as const;
  expect(clearScenarios(linked(0, []), { externalAssets: [], scenarios, mostInLanes }).values.defaultCount).toEqual(new Uint32Array(3));
});

test.each([
  [{ kind: "given", assets: [1, 2, 3] }, "bad-scenarios"],
  [{ kind: "given", assets: [1, NaN] }, "bad-vector"],
  [{ kind: "drawn", seed: -1, count: 1, probability: 0 }, "bad-scenarios"],
  [{ kind: "drawn", seed: 1, count: 1.5, probability: 0 }, "bad-scenarios"],
  [{ kind: "drawn", seed: 1, first: 2 ** 53, count: 1, probability: 0 }, "bad-scenarios"],
  [{ kind: "drawn", seed: 1, count: 1, probability: 1.5 }, "bad-vector"],
  [{ kind: "drawn", seed: 1, count: 1, probability: [0, 0], loss: [0.5] }, "bad-vector"],
] as const)("%j is refused", (scenarios, code) => {
  const two = linked(2, [[0, 1, 5]]);
  expect(() => clearScenarios(two, { externalAssets: [1, 1], scenarios })).toThrow(expect.objectContaining({ code }) as Error);
});
