import { describe, expect, test } from "vitest";
import { Allowance, BackOff } from "../../../src/http/security/limits.ts";

describe("an allowance of 60 a minute", () => {
  test("gives half a minute's worth at once, then one a second", () => {
    const allowance = new Allowance(60);
    for (let i = 0; i < 30; i++) expect(allowance.take("a", 0)).toBe(0);
    expect(allowance.take("a", 0)).toBe(1000);
    expect(allowance.take("a", 400)).toBe(600);
    expect(allowance.take("a", 1000)).toBe(0);
    expect(allowance.take("b", 1000)).toBe(0);
    // Never more than half a minute's worth, however long it was quiet.
    for (let i = 0; i < 30; i++) expect(allowance.take("a", 10_000_000)).toBe(0);
    expect(allowance.take("a", 10_000_000)).toBe(1000);
  });

  test("a clock that is set back gives nothing and takes nothing", () => {
    const allowance = new Allowance(60);
    allowance.take("a", 100_000);
    expect(allowance.take("a", 0)).toBe(0);
  });

  test("holds 20 000 callers at most", () => {
    const allowance = new Allowance(60);
    for (let i = 0; i < 30_000; i++) allowance.take(`caller ${i}`, i);
    expect(allowance.size).toBe(20_000);
  });
});

describe("back-off after five failures, a minute at most", () => {
  const fail = (backOff: BackOff, times: number, at = 0): void => {
    for (let i = 0; i < times; i++) backOff.attempt("a", at);
  };

  test.each([
    [5, 0],
    [6, 1000],
    [7, 2000],
    [8, 4000],
    [11, 32_000],
    [12, 60_000],
    [5000, 60_000],
  ])("after %d failures the next waits %d ms", (failures, wait) => {
    const backOff = new BackOff(5, 60_000);
    fail(backOff, failures);
    expect(backOff.wait("a", 0)).toBe(wait);
    expect(backOff.wait("b", 0)).toBe(0);
    expect(backOff.wait("a", wait)).toBe(0);
  });

  test("forgets after two quiet minutes, or when told to", () => {
    const backOff = new BackOff(5, 60_000);
    fail(backOff, 20);
    backOff.attempt("a", 200_000);
    expect(backOff.wait("a", 200_000)).toBe(0);
    fail(backOff, 20, 200_000);
    backOff.forget("a");
    expect(backOff.wait("a", 200_000)).toBe(0);
  });

  test("an attempt that was right does not count, those before it do", () => {
    const backOff = new BackOff(5, 60_000);
    fail(backOff, 6);
    backOff.excuse("a");
    expect(backOff.wait("a", 0)).toBe(0);
    backOff.attempt("a", 0);
    expect(backOff.wait("a", 0)).toBe(1000);
  });

  test("holds 20 000 callers at most", () => {
    const backOff = new BackOff(5, 60_000);
    for (let i = 0; i < 30_000; i++) backOff.attempt(`caller ${i}`, i);
    expect(backOff.size).toBe(20_000);
  });
});
