/**
 * Arithmetic as casebooks write it: numbers, {claim or figure ids}, named parameters, + - * / and unary minus, parentheses, min( ), max( ),
 * and counted({claim}), which is 0 when the leg that the claim speaks of does not count in the view. A small recursive descent; nothing is
 * ever run.
 *
 *   sum     = product (("+" | "-") product)*          product = signed (("*" | "/") signed)*
 *   signed  = ("-" | "+") signed | atom               atom    = number | "{" id "}" | name | call | "(" sum ")"
 */
export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "reference"; readonly id: string; readonly onlyCounted: boolean }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "negative"; readonly of: Formula }
  | { readonly kind: "arithmetic"; readonly operator: "+" | "-" | "*" | "/"; readonly left: Formula; readonly right: Formula }
  | { readonly kind: "extreme"; readonly which: "min" | "max"; readonly of: readonly Formula[] };

/** Where a formula stops making sense: column from 1. */
export interface FormulaError {
  readonly column: number;
  readonly message: string;
}

/** Deep nesting is refused, so that a hostile formula cannot exhaust the stack. */
const deepest = 100;
const longest = 10_000;

/** Read a formula; errors are values. Cost O(length). */
export function parseFormula(text: string): { readonly formula: Formula } | { readonly error: FormulaError } {
  if (text.length > longest) return { error: { column: longest, message: `longer than ${longest} characters` } };
  let at = 0;
  let depth = 0;

  const stop = (message: string): never => {
    throw new Refused(at + 1, message);
  };
  const found = (): string => (at < text.length ? `"${text[at]}"` : "the end");
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return null;
    at += match[0].length;
    return match[0];
  };
  const blank = (): void => void take(/\s*/y);
  const taken = (mark: string): boolean => {
    blank();
    if (!text.startsWith(mark, at)) return false;
    at += mark.length;
    return true;
  };
  const expect = (mark: string): void => {
    if (!taken(mark)) stop(`expected "${mark}", found ${found()}`);
  };

  function chain(operators: readonly ("+" | "-" | "*" | "/")[], operand: () => Formula): Formula {
    let left = operand();
    for (;;) {
      const operator = operators.find((mark) => taken(mark));
      if (operator === undefined) return left;
      left = { kind: "arithmetic", operator, left, right: operand() };
    }
  }
  const sum = (): Formula => {
    if (++depth > deepest) stop(`nested deeper than ${deepest}`);
    const read = chain(["+", "-"], product);
    depth--;
    return read;
  };
  const product = (): Formula => chain(["*", "/"], signed);
  const signed = (): Formula => {
    if (taken("+")) return deeper(signed);
    return taken("-") ? { kind: "negative", of: deeper(signed) } : atom();
  };
  const deeper = (read: () => Formula): Formula => {
    if (++depth > deepest) stop(`nested deeper than ${deepest}`);
    const inner = read();
    depth--;
    return inner;
  };
  const reference = (onlyCounted: boolean): Formula => {
    const id = take(/[^{}\s]+/y) ?? stop(`expected an id, found ${found()}`);
    expect("}");
    return { kind: "reference", id, onlyCounted };
  };
  const atom = (): Formula => {
    if (taken("(")) {
      const inner = sum();
      expect(")");
      return inner;
    }
    if (taken("{")) return reference(false);
    const number = take(/(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/y);
    if (number !== null) return { kind: "number", value: Number(number) };
    const name = take(/[\p{L}_][\p{L}\p{N}_]*/uy);
    if (name === null) return stop(`expected a number, {id}, name or "(", found ${found()}`);
    if (!taken("(")) return { kind: "parameter", name };
    if (name === "counted") {
      expect("{");
      const read = reference(true);
      expect(")");
      return read;
    }
    if (name !== "min" && name !== "max") return stop(`expected min, max or counted before "(", found ${name}`);
    const of = [sum()];
    while (taken(",")) of.push(sum());
    expect(")");
    return { kind: "extreme", which: name, of };
  };

  try {
    const formula = sum();
    blank();
    if (at < text.length) stop(`expected an operator or the end, found ${found()}`);
    return { formula };
  } catch (error) {
    if (error instanceof Refused) return { error: { column: error.column, message: error.message } };
    throw error;
  }
}

class Refused extends Error {
  readonly column: number;
  constructor(column: number, message: string) {
    super(message);
    this.column = column;
  }
}
