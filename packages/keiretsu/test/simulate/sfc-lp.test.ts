import { describe, expect, test } from "vitest";
import { transactionFlows } from "../../src/simulate/books.ts";
import { type LpParams, sfcLp } from "../../src/simulate/sfc-lp.ts";

const spending = (periods: number, amount = 20): number[] => Array.from({ length: periods }, (_, t) => (t === 0 ? 0 : amount));

const lp: LpParams = {
  government: spending(600),
  bondPrice: Array.from({ length: 600 }, () => 20),
  expectedBondPrice: Array.from({ length: 600 }, () => 20),
  rate: 0.03,
  theta: 0.1938,
  alpha1: 0.8,
  alpha2: 0.2,
  chi: 0.1,
  bills: [0.44196, 1.1, 1, 0.03],
  bonds: [0.3997, 1, 1.1, 0.03],
};

const run = (factor: number) => sfcLp({ ...lp, government: spending(600, 20 * factor) });

test("published, starting values in pysolve: within 0.12 % of the state of rest", () => {
  const last = sfcLp(lp).values.rows.at(-1)!;
  const printed = { Y: 115.8, V: 95.803, YD: 95.803, B: 37.839, N: 1.892, H: 20.125 };
  for (const [name, value] of Object.entries(printed)) {
    expect(Math.abs(last[name as keyof typeof printed] / value - 1)).toBeLessThan(0.0012);
  }
});

describe("LP", () => {
  // At rest V = YD, bills are (0.44196 + 0.033 - 0.05 - 0.03) YD, bonds (0.3997 - 0.03 + 0.055 - 0.03) YD / 20 in number.
  test("the steady state by hand, 115.8 as the book prints it", () => {
    const last = sfcLp(lp).values.rows.at(-1)!;
    const bills = 0.44196 + 0.033 - 0.05 - 0.03;
    const bonds = (0.3997 - 0.03 + 0.055 - 0.03) / 20;
    const YD = 20 / (0.1938 / (1 - 0.1938) - 0.03 * bills - bonds);
    expect(last.YD).toBeCloseTo(YD, 8);
    expect(last.Y).toBeCloseTo(YD / (1 - 0.1938) - (0.03 * bills + bonds) * YD, 8);
    expect(last.Y.toFixed(1)).toBe("115.8");
  });
  test("a fall of the bond price is a loss that moves no cash", () => {
    const bondPrice = lp.government as number[];
    const falling = sfcLp({ ...lp, bondPrice: bondPrice.map((_, t) => (t < 500 ? 20 : 16)) }).values.rows;
    expect(falling[500].gains).toBeCloseTo(-4 * falling[499].N, 9);
    expect(falling[500].YD).toBeCloseTo(falling[499].YD, 6);
  });
});

describe("laws", () => {
  test("the books close in every period, rows and columns, and money that is wanted is money that was made", () => {
    const { values, residual } = run(1);
    expect(residual).toBeLessThan(1e-10);
    const { rows, columns } = transactionFlows(values.books);
    for (const { amounts } of rows) expect(amounts.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 10);
    columns.forEach((_, i) => expect(rows.reduce((sum, { amounts }) => sum + amounts[i], 0)).toBeCloseTo(0, 10));
  });
  test("double the spending, double everything", () => {
    const [once, twice] = [run(1).values.rows, run(2).values.rows];
    once.forEach(({ Y, C }, t) => expect([twice[t].Y, twice[t].C]).toEqual([expect.closeTo(2 * Y, 8), expect.closeTo(2 * C, 8)]));
  });
});

test("parameters that cannot be are refused by name", () => {
  expect(() => sfcLp({ ...lp, bondPrice: [20] })).toThrow("bondPrice has 1 entries, expected 600");
  expect(() => sfcLp({ ...lp, bondPrice: lp.government })).toThrow("bondPrice[0] is 0");
  expect(() => sfcLp({ ...lp, bondPrice: (lp.government as number[]).map(() => 1e-320) })).toThrow("bondPrice[0] is 1e-320");
  expect(() => sfcLp({ ...lp, bills: [1, 2] as never })).toThrow("bills has 2 entries, expected 4");
  expect(() => sfcLp({ ...lp, bonds: [1e90, 0, 0, 0] })).toThrow("grow beyond all numbers");
});
