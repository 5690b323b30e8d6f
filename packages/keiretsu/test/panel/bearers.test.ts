import { expect, test } from "vitest";
import { bearers } from "../../src/panel/bearers.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  own: F pays V 40 for equity on 2025-01-01 (closed)
  loan: L pays V 60 for debt on 2025-01-01 (closed)
  help: G pays V 10 in guarantee for backstop on 2025-01-01 (definitive)
  chips: V pays A 100 for chips on 2025-01-01 (closed)
  mother: A pays P 5 for equity on 2025-01-01 (closed)
  V is a unit of P
  f1: F has founders A|B on 2024 says press
  r1: P has recourse-by-L false on 2025-01-01 says press
  b: B has founded 1900 on 1900 says press
`);
const listed = { ...book, claims: book.claims.map((claim) => (claim.id === "f1" ? { ...claim, unit: "entity" } : claim)) };
const of = (asked: Omit<Parameters<typeof bearers>[1], "of"> & { of?: string }) => bearers(view(listed), { of: "V", ...asked }).values;

test("owners first, then lenders, then who guarantees; behind a fund those who stand behind it", () => {
  const { bearers: found, shares } = of({ loss: 0.55 });
  expect(shares.owners).toEqual({ low: 1, high: 1 });
  const rows = found.map((row) => [
    row.party,
    row.as,
    row.through,
    row.loss.low,
    row.loss.high === null ? null : Math.round(row.loss.high * 1e6) / 1e6,
  ]);
  expect(rows).toEqual([
    ["F", "owner", null, 40, 40],
    ["L", "lender", null, expect.closeTo(15, 9), 15],
    ["G", "guarantor", null, 0, 10],
    ["A", "owner", "F", 0, 40],
    ["B", "owner", "F", 0, 40],
  ]);
  // A stands on both sides: behind the fund, and as a seller.
  expect(found[3]).toMatchObject({ amount: null, suppliesTo: ["P"], legs: ["own"], claims: ["f1", "own-amount"] });
  expect(of({ loss: 0.3 }).bearers.map((row) => row.loss.high)).toEqual([30, 0, 0, 30, 30]);
});

test("rolled up, the parent owes what its vehicle owes; the system owes the same", () => {
  const { leverage, systemDebt, recourse } = of({ of: "P" });
  expect(leverage.unit).toMatchObject({ debt: { low: 0, high: null }, equity: { low: 5, high: 5 }, legs: ["mother"] });
  expect(leverage.parent).toMatchObject({ debt: { low: 60, high: 60 }, equity: { low: 45, high: 45 } });
  expect(systemDebt.unit).toEqual(systemDebt.parent);
  expect(recourse).toMatchObject([{ creditor: "L", against: "P", recourse: false, claims: ["r1"] }]);
  expect(of({ of: "V" }).recourse).toHaveLength(1);
});

test("no row of debt is no proof of none: owners may lose all", () => {
  const { debt, shares, bearers: found } = of({ of: "P", loss: 0.3 });
  expect(debt).toEqual({ low: 0, high: null });
  expect(shares.owners).toEqual({ low: 0.3, high: 1 });
  expect(found).toMatchObject([{ party: "A", loss: { low: 1.5, high: 5 } }]);
});
