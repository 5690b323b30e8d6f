import { describe, expect, test } from "vitest";
import { creditsDrawn, guaranteeDue, revenueShareDue, takeOrPayDue } from "../../../src/simulate/rules/capacity.ts";
import {
  coverBreached,
  fundingRound,
  loanDrawn,
  loanRepaid,
  trancheByGigawatt,
  trancheByQuarter,
} from "../../../src/simulate/rules/funding.ts";
import { callValue, equityMethodResult, recoveryRate, straightLine, vestedShares } from "../../../src/simulate/rules/marks.ts";

describe("capacity", () => {
  test("take or pay: the floor, or the use above it", () => {
    expect(takeOrPayDue(10, 0.2, 30)).toBe(10);
    expect(takeOrPayDue(10, 0.2, 100)).toBe(20);
    expect(takeOrPayDue(0, 0, 100)).toBe(0);
  });
  test("a guarantee is called for what is left unsold, and not at all when all is sold", () => {
    expect([guaranteeDue(100, 70), guaranteeDue(100, 100), guaranteeDue(100, 130)]).toEqual([30, 0, 0]);
  });
  test("credits last as long as they last", () => {
    expect([creditsDrawn(20, 50), creditsDrawn(20, 10), creditsDrawn(20, 0)]).toEqual([20, 10, 0]);
  });
  test("a share of revenue stops at its cap", () => {
    expect(revenueShareDue(0.2, 100, 0, null)).toBe(20);
    expect(revenueShareDue(0.2, 100, 30, 40)).toBe(10);
    expect(revenueShareDue(0.2, 100, 40, 40)).toBe(0);
  });
});

describe("funding", () => {
  test("ten a gigawatt, up to the cap", () => {
    expect([trancheByGigawatt(10, 2, 100, 0), trancheByGigawatt(10, 2, 100, 85), trancheByGigawatt(10, 2, 100, 100)]).toEqual([20, 15, 0]);
  });
  test("what is left in equal parts over the quarters that are left", () => {
    expect([trancheByQuarter(40, 0, 4), trancheByQuarter(40, 10, 3), trancheByQuarter(40, 40, 1), trancheByQuarter(40, 0, 0)]).toEqual([
      10, 10, 0, 0,
    ]);
  });
  test("a round fills what is missing, at most so many years of revenue, and nothing while the window is shut", () => {
    expect([
      fundingRound(5, 1, 10, true),
      fundingRound(50, 1, 10, true),
      fundingRound(-5, 1, 10, true),
      fundingRound(5, 1, 10, false),
    ]).toEqual([5, 40, 0, 0]);
  });
  test("a loan is drawn in parts, and never beyond what stands behind it", () => {
    const loan = { amount: 100, drawn: 20, quartersLeft: 4, systems: 50, loanToValue: null, owed: 20 };
    expect(loanDrawn(loan)).toBe(20);
    expect(loanDrawn({ ...loan, loanToValue: 0.6 })).toBe(10);
    expect(loanDrawn({ ...loan, loanToValue: 0.2 })).toBe(0);
    expect(loanDrawn({ ...loan, quartersLeft: 0 })).toBe(0);
  });
  test("it is repaid in parts, at the end in full, and at once when called", () => {
    expect([loanRepaid(60, 3, false), loanRepaid(60, 1, false), loanRepaid(60, 0, false), loanRepaid(60, 3, true)]).toEqual([
      20, 60, 60, 60,
    ]);
  });
  test("a covenant of cover is breached below it, not at it, and not where nothing is due", () => {
    expect([coverBreached(12, 10, 1.2), coverBreached(11, 10, 1.2), coverBreached(-5, 0, 1.2), coverBreached(0, 10, null)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe("marks", () => {
  test("straight line wear ends at nothing", () => {
    expect([straightLine(100, 100, 20), straightLine(3, 100, 20), straightLine(100, 100, 0)]).toEqual([5, 3, 100]);
  });
  test("the part of a profit, and of a loss as far as the stake goes", () => {
    expect([equityMethodResult(50, 0.3, 100), equityMethodResult(50, 0.3, -100), equityMethodResult(50, 0.3, -1000)]).toEqual([
      30, -30, -50,
    ]);
  });
  // Hull's textbook call without interest: price 100, strike 100, a year, 20 %: 100 (2 N(0.1) - 1) = 7.9656.
  test("a call as the textbooks print it; at the end what it is worth if used", () => {
    expect(callValue(100, 100, 1, 0.2)).toBeCloseTo(7.9656, 4);
    expect([callValue(120, 100, 0, 0.2), callValue(80, 100, 0, 0.2), callValue(0, 100, 1, 0.2), callValue(100, 0, 1, 0.2)]).toEqual([
      20, 0, 0, 100,
    ]);
  });
  test("steps vest by delivery and price together", () => {
    const steps = [
      { shares: 10, gw: 1, price: 0 },
      { shares: 20, gw: 2, price: 600 },
    ];
    expect([vestedShares(steps, 0.5, 900), vestedShares(steps, 2, 500), vestedShares(steps, 2, 600), vestedShares(steps, 1, 900)]).toEqual([
      0, 10, 30, 10,
    ]);
  });
  test("recovery is at most all", () => {
    expect([recoveryRate(30, 100), recoveryRate(300, 100), recoveryRate(30, 0)]).toEqual([0.3, 1, 0]);
  });
});
