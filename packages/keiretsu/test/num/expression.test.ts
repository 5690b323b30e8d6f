import { expect, test } from "vitest";
import { parseExpression } from "../../src/num/expression.ts";

test.each([
  ["1 + 2 * 3", 7],
  ["2 ^ 3 ^ 2", 512],
  ["-2^2", -4],
  ["2 - 3 - 4", -5],
  ["12 / 3 / 2", 2],
  ["2 x", 6],
  ["2 x^2", 18],
  ["3(x + 1)", 12],
  ["x y x", 18],
  ["2 * -x", -6],
  ["a sin(x)^2", 5 * Math.sin(3) ** 2],
  ["sqrt(abs(-16)) + exp(0) + log(1) + cos(0) - tan(0)", 6],
  ["1e-3 + .5", 0.501],
])("%s", (text, value) => expect(parseExpression(text).evaluate({ x: 3, y: 2, a: 5 })).toBeCloseTo(value, 12));

test("names, and what is wrong with what cannot be read", () => {
  expect(parseExpression("b x1 + a").names).toEqual(["a", "b", "x1"]);
  expect(() => parseExpression("1 + a").evaluate({})).toThrow('"1 + a" needs a value of a');
  expect(() => parseExpression("1 + ")).toThrow("found the end");
  expect(() => parseExpression("(1")).toThrow("expected )");
  expect(() => parseExpression("1 ? 2")).toThrow('found "?" at 3');
  expect(() => parseExpression("sin x")).toThrow('found "x" at 5');
  expect(() => parseExpression("2 )")).toThrow("expected the end");
});
