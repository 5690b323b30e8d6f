import { describe, expect, test } from "vitest";
import { transactionFlows } from "../../src/simulate/books.ts";
import { type PcParams, sfcPc } from "../../src/simulate/sfc-pc.ts";

const spending = (periods: number, amount = 20): number[] => Array.from({ length: periods }, (_, t) => (t === 0 ? 0 : amount));

const pc: PcParams = {
  government: spending(300),
  rate: 0.025,
  theta: 0.2,
  alpha1: 0.6,
  alpha2: 0.4,
  lambda0: 0.635,
  lambda1: 5,
  lambda2: 0.01,
};

const run = (factor: number) => sfcPc({ ...pc, government: spending(60, 20 * factor) });

test("published, at rest in Zezza's program: two decimals", () => {
  const last = sfcPc(pc).values.rows.at(-1)!;
  const found = [last.Y, last.YD, last.T, last.H, last.B / last.V].map((x) => Number(x.toFixed(2)));
  expect(found).toEqual([106.49, 86.49, 21.62, 21.62, 0.75]);
});

describe("PC", () => {
  // At rest C = YD and V = YD (as 1 - alpha1 = alpha2); B = 0.75 YD. The budget closes where 20 + 0.025 x 0.75 YD = YD / 4, so YD = 20 / 0.23125.
  test("the steady state by hand, 106.5 as the book prints it", () => {
    const last = sfcPc(pc).values.rows.at(-1)!;
    const YD = 20 / 0.23125;
    expect(last.YD).toBeCloseTo(YD, 9);
    expect(last.V).toBeCloseTo(YD, 9);
    expect(last.B).toBeCloseTo(0.75 * YD, 9);
    expect(last.Y).toBeCloseTo(YD / 0.8 - 0.025 * 0.75 * YD, 9);
    expect(last.Y.toFixed(1)).toBe("106.5");
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
  expect(() => sfcPc({ ...pc, alpha1: Number.NaN })).toThrow("alpha1 is NaN");
});
