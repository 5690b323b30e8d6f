import { expect, test } from "vitest";
import { supplyOptions, type SupplyOptionsParams } from "../../src/panel/supply-options.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  A pays B 60 for cloud on 2025-01-01 (definitive)
  A pays B1 20 for cloud on 2025-01-01 (definitive)
  A pays C 20 for cloud on 2025-11-03 (definitive)
  A pays C 5 for chips on 2025-01-01 (definitive)
  D pays E 9 for cloud on 2025-01-01 (definitive)
  F pays A 30 for equity on 2025-01-01 (closed)
  B1 is a unit of B
`);
const ask = (params: Partial<SupplyOptionsParams> = {}, options: Partial<ViewOptions> = {}) =>
  supplyOptions(view(book, options), { entity: "A", input: "compute", perimeter: "parent", growth: null, ...params }).values;

test("shares by firm, the effective number, and who else sells it", () => {
  const found = ask();
  expect(found.suppliers.map(({ supplier, share, legs }) => [supplier, share, legs])).toEqual([
    ["B", 0.8, ["leg-2", "leg-3"]],
    ["C", 0.2, ["leg-4"]],
  ]);
  expect(found.effectiveSuppliers).toBeCloseTo(1 / 0.68, 12);
  expect(found.candidates).toEqual([{ supplier: "E", legs: ["leg-6"] }]);
  // 0.4, 0.4 and 0.2: 1 / 0.36.
  expect(found.secondSource!.effectiveSuppliers).toBeCloseTo(1 / 0.36, 12);
  expect(ask({ perimeter: "unit" }).suppliers.map(({ supplier }) => supplier)).toEqual(["B", "B1", "C"]);
});

test("a second supplier raises the index on the day it is known", () => {
  expect(ask({}, { knownOn: "2025-11-02" }).effectiveSuppliers).toBe(1);
  expect(ask({}, { knownOn: "2025-11-03" }).effectiveSuppliers).toBeGreaterThan(1);
});

test("without an assumed growth the loss lies between nothing and all of the share, for eight quarters", () => {
  expect(ask().suppliers[0]).toMatchObject({ lostQuarters: { low: 0, high: expect.closeTo(6.4, 12) }, quartersToReplace: null });
  // C grows by half of its 0.2 a quarter: 0.1, 0.2 ... 0.8 in the eighth; short of 0.7 + 0.6 + ... + 0.1 = 2.8.
  expect(ask({ growth: 0.5 }).suppliers[0]).toMatchObject({ lostQuarters: { low: expect.closeTo(2.8, 9) }, quartersToReplace: 7 });
});

test("what is bought is told apart: chips, money", () => {
  expect(ask({ input: "chips" }).suppliers.map(({ supplier }) => supplier)).toEqual(["C"]);
  expect(ask({ input: "money" }).suppliers.map(({ supplier, stated }) => [supplier, stated])).toEqual([["F", 30]]);
});

test("a contract without an amount makes the index an interval", () => {
  const open = toy("A pays B 10 for cloud on 2025 (definitive)\nA pays C unknown for cloud on 2025 (definitive)");
  const { values, warnings } = supplyOptions(view(open), { entity: "A", input: "compute", perimeter: "parent", growth: null });
  expect(values.unknown).toEqual(["C"]);
  expect(values.effectiveRange).toEqual({ low: 1, high: expect.closeTo(2, 9) });
  expect(warnings.map(({ code }) => code)).toContain("unknown-amounts");
});

test("nothing bought, and questions that cannot be asked", () => {
  expect(ask({ entity: "E" })).toMatchObject({ suppliers: [], effectiveSuppliers: null, effectiveRange: null, secondSource: null });
  expect(() => ask({ entity: "nobody" })).toThrow('no entity "nobody"');
  expect(() => ask({ growth: -1 })).toThrow("growth is -1");
});
