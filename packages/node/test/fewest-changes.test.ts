import { expect, test } from "vitest";
import { type Changes, fewestChanges, type Sourcing } from "../src/fewest-changes.ts";

const suppliers = (...rows: [string, number, (number | null)?][]): Sourcing["suppliers"] =>
  rows.map(([supplier, now, cap = null]) => ({ supplier, now, cap }));
const least = { newCost: 1, moveCost: 1 };

test("what exceeds the limit goes to the others pro rata; no one new is needed", async () => {
  const found = await fewestChanges({ suppliers: suppliers(["a", 60], ["b", 30], ["c", 10], ["d", 0]), most: 0.5, ...least });
  expect(found).toMatchObject({ newSuppliers: [], moved: 10, cost: 0.1 });
  expect(found!.plan.map(({ after }) => after)).toEqual([50, 37.5, 12.5, 0]);
});

test("where the others cannot grow, one is taken on", async () => {
  const found = await fewestChanges({ suppliers: suppliers(["a", 60], ["b", 40, 40], ["c", 0], ["d", 0]), most: 0.5, ...least });
  expect(found).toMatchObject({ moved: 10, cost: 1.1 });
  expect(found!.newSuppliers).toHaveLength(1);
});

test("nothing to do, nothing that helps, nothing at all", async () => {
  expect(await fewestChanges({ suppliers: suppliers(["a", 5], ["b", 5]), most: 0.5, ...least })).toMatchObject({ moved: 0, cost: 0 });
  expect(await fewestChanges({ suppliers: suppliers(["a", 5], ["b", 5]), most: 0.4, ...least })).toBeNull();
  expect(await fewestChanges({ suppliers: suppliers(["a", 0]), most: 0.4, ...least })).toBeNull();
});

/** Every set of new suppliers in turn; with a set given, the least that must move is what exceeds the limits, if there is room for it. */
function bruteForce({ suppliers: all, most, newCost, moveCost }: Sourcing): number | null {
  const total = all.reduce((sum, { now }) => sum + now, 0);
  const limit = all.map(({ cap }) => Math.min(most * total, cap ?? Infinity));
  const fresh = all.flatMap(({ now }, k) => (now === 0 ? [k] : []));
  let best: number | null = null;
  for (let set = 0; set < 2 ** fresh.length; set++) {
    const open = (k: number): boolean => all[k].now > 0 || ((set >> fresh.indexOf(k)) & 1) === 1;
    const room = limit.reduce((sum, x, k) => sum + (open(k) ? x : 0), 0);
    if (room < total * (1 - 1e-9)) continue;
    const moved = all.reduce((sum, { now }, k) => sum + Math.max(0, now - limit[k]), 0);
    const used = [...fresh.keys()].filter((i) => (set >> i) & 1).length;
    const cost = newCost * used + (moveCost * moved) / total;
    if (best === null || cost < best) best = cost;
  }
  return best;
}

test("agrees with trying every set of new suppliers", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const at = (k: number, most: number): number => (seed * 7919 + k * 104_729 + seed * k * 31) % most;
    const rows = Array.from({ length: 5 }, (_, k): [string, number, number | null] => [
      `s${k}`,
      at(k, 3) === 0 ? 0 : at(k, 50),
      at(k, 4) === 1 ? 60 : null,
    ]);
    const sourcing = { suppliers: suppliers(...rows), most: 0.2 + at(9, 40) / 100, newCost: 0.3, moveCost: 1 };
    const found: Changes | null = await fewestChanges(sourcing);
    const best = sourcing.suppliers.some(({ now }) => now > 0) ? bruteForce(sourcing) : null;
    if (best === null) expect(found, `seed ${seed}`).toBeNull();
    else expect(found!.cost, `seed ${seed}`).toBeCloseTo(best, 6);
    if (found === null) continue;
    const total = sourcing.suppliers.reduce((sum, { now }) => sum + now, 0);
    expect(found.plan.reduce((sum, { after }) => sum + after, 0)).toBeCloseTo(total, 5);
    for (const { after } of found.plan) expect(after).toBeLessThanOrEqual(sourcing.most * total * (1 + 1e-6));
  }
});
