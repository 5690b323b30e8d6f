import { add, divide, greatest, type Interval, least, multiply, negate } from "./interval.ts";

/** A formula whose ids and names have become variables. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly index: number }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "arithmetic"; readonly operator: "+" | "-" | "*" | "/"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "extreme"; readonly which: "min" | "max"; readonly of: readonly Expression[] };

/** A number that is known between two bounds, infinite where unknown, and may have a point. */
export interface Variable extends Interval {
  readonly point: number | null;
}

export interface Evaluated extends Interval {
  readonly point: number | null;
  readonly method: "exact" | "corners" | "interval";
}

/** So many unknowns are tried at both ends: 4096 corners. */
const cornerLimit = 12;

/**
 * The range and the point of an expression; null when it divides by nothing but 0.
 * Where each unknown occurs once, interval arithmetic is exact. Where one occurs twice it would count its width twice (a - a is not 0), so
 * the ends of up to twelve unknowns are tried together: exact when the figure rises or falls steadily in each of them. Beyond twelve, or
 * with an infinite bound or a divisor that reaches 0, the interval stays as an outer bound.
 */
export function evaluate(expression: Expression, variables: readonly Variable[]): Evaluated | null {
  const outer = range(expression, variables);
  if (outer === null) return null;
  const atPoint = at(
    expression,
    variables.map((variable) => variable.point ?? Number.NaN),
  );
  const point = Number.isFinite(atPoint) ? atPoint : null;
  const open = variables.map((_, index) => index).filter((index) => variables[index].low !== variables[index].high);
  const times = occurrences(expression, variables.length);
  if (open.every((index) => times[index] <= 1)) return { ...outer, point, method: "exact" };
  const bounded = Number.isFinite(outer.low) && Number.isFinite(outer.high);
  if (open.length > cornerLimit || !bounded) return { ...outer, point, method: "interval" };
  let low = Infinity;
  let high = -Infinity;
  for (let corner = 0; corner < 2 ** open.length; corner++) {
    const values = variables.map((variable) => variable.low);
    open.forEach((index, bit) => {
      if (corner & (1 << bit)) values[index] = variables[index].high;
    });
    const value = at(expression, values);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (point !== null) {
    low = Math.min(low, point);
    high = Math.max(high, point);
  }
  return { low, high, point, method: "corners" };
}

function range(expression: Expression, variables: readonly Variable[]): Interval | null {
  switch (expression.kind) {
    case "number":
      return { low: expression.value, high: expression.value };
    case "variable":
      return variables[expression.index];
    case "negative": {
      const of = range(expression.of, variables);
      return of && negate(of);
    }
    case "extreme": {
      const parts = expression.of.map((part) => range(part, variables));
      if (parts.includes(null)) return null;
      return expression.which === "min" ? least(parts as Interval[]) : greatest(parts as Interval[]);
    }
    default: {
      const left = range(expression.left, variables);
      const right = range(expression.right, variables);
      if (left === null || right === null) return null;
      if (expression.operator === "+") return add(left, right);
      if (expression.operator === "-") return add(left, negate(right));
      return expression.operator === "*" ? multiply(left, right) : divide(left, right);
    }
  }
}

function at(expression: Expression, values: readonly number[]): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "variable":
      return values[expression.index];
    case "negative":
      return -at(expression.of, values);
    case "extreme":
      return Math[expression.which](...expression.of.map((part) => at(part, values)));
    default: {
      const left = at(expression.left, values);
      const right = at(expression.right, values);
      if (expression.operator === "+") return left + right;
      if (expression.operator === "-") return left - right;
      return expression.operator === "*" ? left * right : left / right;
    }
  }
}

function occurrences(expression: Expression, n: number): readonly number[] {
  const times = Array.from({ length: n }, () => 0);
  const visit = (part: Expression): void => {
    if (part.kind === "variable") times[part.index]++;
    else if (part.kind === "negative") visit(part.of);
    else if (part.kind === "extreme") part.of.forEach((inner) => visit(inner));
    else if (part.kind === "arithmetic") {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(expression);
  return times;
}
