import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, type Expression, type Variable } from "../../src/record/expression.ts";
import { type Formula, parseFormula } from "../../src/record/formula.ts";

/** Numbers only: what a formula is worth by itself. */
function worth(text: string): number | null | string {
  const parsed = parseFormula(text);
  return "error" in parsed
    ? `column ${parsed.error.column}: ${parsed.error.message}`
    : (evaluate(closed(parsed.formula), [])?.point ?? null);
}

function closed(formula: Formula): Expression {
  if (formula.kind === "number") return formula;
  if (formula.kind === "negative") return { ...formula, of: closed(formula.of) };
  if (formula.kind === "arithmetic") return { ...formula, left: closed(formula.left), right: closed(formula.right) };
  if (formula.kind === "extreme") return { ...formula, of: formula.of.map((part) => closed(part)) };
  throw new Error(`not a number: ${formula.kind}`);
}

describe("parseFormula", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["8 - 4 - 2", 2],
    ["8 / 4 / 2", 1],
    ["-2 * -3", 6],
    ["--2", 2],
    ["3.1e9/0.31", 1e10],
    [".5 + 1.", 1.5],
    ["min(3, 2, 5) + max(1, 4)", 6],
    ["1/0", null],
  ])("%s is %s", (text, expected) => {
    expect(worth(text)).toBe(expected);
  });

  it.each([
    ["", "column 1: expected a number"],
    ["1 +", "column 4: expected a number"],
    ["(1", 'column 3: expected ")"'],
    ["1 2", "column 3: expected an operator"],
    ["{a b}", 'column 4: expected "}"'],
    ["{}", "column 2: expected an id"],
    ["system(1)", "column 8: expected min, max or counted"],
    ["counted(1)", 'column 9: expected "{"'],
    ["1;2", "column 2: expected an operator"],
    ["a.b", "column 2: expected an operator"],
    ["(".repeat(500), "column 101: nested deeper than 100"],
    ["-".repeat(500), "nested deeper than 100"],
    ["1+".repeat(6000), "longer than 10000"],
  ])("%s is refused with a place", (text, message) => {
    expect(worth(text)).toContain(message);
  });

  it("names ids and parameters", () => {
    expect(parseFormula("{c-1}*share - counted({c-2})")).toMatchObject({
      formula: {
        left: { left: { kind: "reference", id: "c-1", onlyCounted: false }, right: { kind: "parameter", name: "share" } },
        right: { kind: "reference", id: "c-2", onlyCounted: true },
      },
    });
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+*/(){}a-z0-9., ]{0,40}$/)), (text) => {
        expect(parseFormula(text)).toBeTypeOf("object");
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

function arithmetic(operator: "+" | "-" | "*" | "/", left: Expression, right: Expression): Expression {
  return { kind: "arithmetic", operator, left, right };
}

function free(low: number, high: number): Variable {
  return { low, high, point: null };
}

describe("evaluate", () => {
  const x: Expression = { kind: "variable", index: 0 };
  const y: Expression = { kind: "variable", index: 1 };
  it("one unknown used twice is one unknown", () => {
    expect(evaluate(arithmetic("-", x, x), [free(0, 100)])).toEqual({ low: 0, high: 0, point: null, method: "corners" });
    // a / (a + b) for a in [1, 3], b in [1, 2]: 1 / 3 at (1, 2), 3 / 4 at (3, 1).
    const share = evaluate(arithmetic("/", x, arithmetic("+", x, y)), [free(1, 3), free(1, 2)])!;
    expect([share.low, share.high]).toEqual([1 / 3, 3 / 4]);
  });

  it("two unknowns of the same width are two", () => {
    expect(evaluate(arithmetic("-", x, y), [free(0, 1), free(0, 1)])).toMatchObject({ low: -1, high: 1, method: "exact" });
  });

  it("a divisor that reaches 0 opens the bound, one that is 0 has no answer", () => {
    expect(evaluate(arithmetic("/", { kind: "number", value: 6 }, x), [free(0, 3)])).toMatchObject({ low: 2, high: Infinity });
    expect(evaluate(arithmetic("/", { kind: "number", value: 6 }, x), [free(-1, 3)])).toMatchObject({ low: -Infinity, high: Infinity });
    expect(evaluate(arithmetic("/", x, y), [free(1, 2), free(0, 0)])).toBe(null);
  });

  it("an unknown bound times 0 is 0", () => {
    expect(evaluate(arithmetic("*", x, y), [free(0, Infinity), free(0, 0)])).toMatchObject({ low: 0, high: 0 });
  });

  it("holds every value that its inputs can give", () => {
    const leaf = fc.oneof(
      fc.integer({ min: -3, max: 3 }).map((value): Expression => ({ kind: "number", value })),
      fc.constantFrom(x, y),
    );
    const tree = fc.letrec<{ tree: Expression }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc
          .tuple(fc.constantFrom("+" as const, "-" as const, "*" as const), tie("tree"), tie("tree"))
          .map(([o, a, b]) => arithmetic(o, a, b)),
      ),
    })).tree;
    const range = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(
        tree,
        range,
        range,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (expression, [a, wa], [b, wb], s, t) => {
          const value = evaluate(expression, [free(a, a + wa), free(b, b + wb)])!;
          // Where inputs repeat, only the corners are promised; where they do not, every point inside.
          const [p, q] = value.method === "exact" ? [a + s * wa, b + t * wb] : [s < 0.5 ? a : a + wa, t < 0.5 ? b : b + wb];
          const at = evaluate(expression, [
            { low: p, high: p, point: p },
            { low: q, high: q, point: q },
          ])!.point!;
          const slack = 1e-9 * Math.max(1, Math.abs(at));
          expect(at).toBeGreaterThanOrEqual(value.low - slack);
          expect(at).toBeLessThanOrEqual(value.high + slack);
        },
      ),
      { seed: 2, numRuns: 500 },
    );
  });
});
