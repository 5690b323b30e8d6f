import { describe, expect, test } from "vitest";
import { transactionFlows } from "../../src/simulate/books.ts";
import { type SimParams, sfcSim } from "../../src/simulate/sfc-sim.ts";

const spending = (periods: number, amount = 20): number[] => Array.from({ length: periods }, (_, t) => (t === 0 ? 0 : amount));

const sim: SimParams = { government: spending(200), theta: 0.2, alpha1: 0.6, alpha2: 0.4 };

const run = (factor: number) => sfcSim({ ...sim, government: spending(60, 20 * factor) });

describe("SIM", () => {
  test("the second and third period as the book prints them, and the steady state 100", () => {
    const { rows, steadyState } = sfcSim(sim).values;
    expect(rows.slice(1, 3).map(({ Y }) => Number(Y.toFixed(1)))).toEqual([38.5, 47.9]);
    expect(rows[1]).toMatchObject({ TX: expect.closeTo(7.6923, 4), C: expect.closeTo(18.4615, 4), H: expect.closeTo(12.3077, 4) });
    expect(steadyState).toEqual({ Y: 100, TX: 20, YD: 80, C: 80, H: 80 });
    expect(rows.at(-1)!.Y).toBeCloseTo(100, 9);
  });
});

test("published, table 3.4 to one decimal", () => {
  const { rows } = sfcSim(sim).values;
  const printed = { Y: [0, 38.5, 47.9], TX: [0, 7.7, 9.6], YD: [0, 30.8, 38.3], H: [0, 12.3, 22.7] };
  for (const [name, values] of Object.entries(printed)) {
    expect(rows.slice(0, 3).map((row) => Number(row[name as keyof typeof printed].toFixed(1)))).toEqual(values);
  }
});

describe("published, README of sfcr, to three significant digits", () => {
  const expectPrinted = (params: SimParams, first: number, printed: Readonly<Record<"Y" | "TX" | "YD" | "C" | "H", number[]>>): void => {
    const { rows } = sfcSim(params).values;
    for (const name of ["Y", "TX", "YD", "C", "H"] as const) {
      expect(rows.slice(first).map((row) => Number(row[name].toPrecision(3)))).toEqual(printed[name]);
    }
  };

  test("periods 2 to 10 from nothing", () =>
    expectPrinted({ ...sim, government: spending(10) }, 1, {
      Y: [38.5, 47.9, 55.9, 62.7, 68.5, 73.3, 77.4, 80.9, 83.8],
      TX: [7.69, 9.59, 11.2, 12.5, 13.7, 14.7, 15.5, 16.2, 16.8],
      YD: [30.8, 38.3, 44.8, 50.2, 54.8, 58.6, 61.9, 64.7, 67.1],
      C: [18.5, 27.9, 35.9, 42.7, 48.5, 53.3, 57.4, 60.9, 63.8],
      H: [12.3, 22.7, 31.5, 39, 45.3, 50.6, 55.2, 59, 62.2],
    }));

  test("at rest, then 30 of spending from period 5 on", () =>
    expectPrinted({ ...sim, government: [20, 20, 20, 20, 30, 30, 30, 30, 30, 30], initialWealth: 80 }, 0, {
      Y: [100, 100, 100, 100, 119, 124, 128, 131, 134, 137],
      TX: [20, 20, 20, 20, 23.8, 24.8, 25.6, 26.3, 26.8, 27.3],
      YD: [80, 80, 80, 80, 95.4, 99.2, 102, 105, 107, 109],
      C: [80, 80, 80, 80, 89.2, 94, 98, 101, 104, 107],
      H: [80, 80, 80, 80, 86.2, 91.4, 95.8, 99.5, 103, 105],
    }));
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
  expect(() => sfcSim({ ...sim, theta: 1.2 })).toThrow("theta is 1.2");
  expect(() => sfcSim({ ...sim, theta: 0 })).toThrow("theta is 0");
});
