/**
 * A function written down: numbers, names, + - * / ^, brackets, sin, cos, tan, exp, log, sqrt, abs, and factors side by side, as in "a sin(x1)^2 + b x3^4".
 * A power binds the tightest and from the right; a sign in front binds looser than it: -x^2 is -(x^2). Throws `bad-expression` with the place from 1.
 */
import { KeiretsuError } from "../assert.ts";
import { cosine, sine, tangent } from "./trigonometry.ts";

const functions: Readonly<Record<string, (x: number) => number>> = {
  sin: sine,
  cos: cosine,
  tan: tangent,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

type Node = (values: Readonly<Record<string, number>>) => number;

export interface Expression {
  /** Names that must be given, sorted. */
  readonly names: readonly string[];
  readonly evaluate: (values: Readonly<Record<string, number>>) => number;
}

interface Token {
  readonly text: string;
  readonly at: number;
}

export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  const names = new Set<string>();
  let next = 0;
  const fail = (token: Token | undefined, expected: string): never => {
    const found = token ? `"${token.text}" at ${token.at}` : "the end";
    throw new KeiretsuError("bad-expression", `found ${found} in "${text}", expected ${expected}`);
  };
  const take = (wanted: string): boolean => tokens[next]?.text === wanted && ++next > 0;

  const addition = (): Node => {
    let left = product();
    for (;;) {
      const [before, plus] = [left, take("+")];
      if (!plus && !take("-")) return left;
      const right = product();
      left = plus ? (v) => before(v) + right(v) : (v) => before(v) - right(v);
    }
  };
  const product = (): Node => {
    let left = signed();
    for (;;) {
      const before = left;
      const divides = take("/");
      const beside = !divides && !take("*") && startsFactor(tokens[next]);
      if (!divides && !beside && tokens[next - 1]?.text !== "*") return left;
      const right = beside ? power() : signed();
      left = divides ? (v) => before(v) / right(v) : (v) => before(v) * right(v);
    }
  };
  const signed = (): Node => {
    if (take("+")) return signed();
    if (!take("-")) return power();
    const of = signed();
    return (v) => -of(v);
  };
  const power = (): Node => {
    const base = atom();
    if (!take("^")) return base;
    const exponent = signed();
    return (v) => base(v) ** exponent(v);
  };
  const atom = (): Node => {
    const token = tokens[next++];
    if (token === undefined) return fail(token, "a number, a name or (");
    if (token.text === "(") {
      const inside = addition();
      if (!take(")")) fail(tokens[next], ")");
      return inside;
    }
    if (/^[0-9.]/.test(token.text)) {
      const value = Number(token.text);
      return () => value;
    }
    if (!/^[A-Za-z_]/.test(token.text)) return fail(token, "a number, a name or (");
    const call = functions[token.text];
    if (call === undefined) {
      names.add(token.text);
      return (v) => v[token.text];
    }
    if (!take("(")) fail(tokens[next], `( after ${token.text}`);
    const argument = addition();
    if (!take(")")) fail(tokens[next], ")");
    return (v) => call(argument(v));
  };

  const root = addition();
  if (next < tokens.length) fail(tokens[next], "the end");
  const sorted = [...names].sort();
  return {
    names: sorted,
    evaluate(values) {
      const missing = sorted.find((name) => typeof values[name] !== "number");
      if (missing !== undefined) throw new KeiretsuError("bad-expression", `"${text}" needs a value of ${missing}`);
      return root(values);
    },
  };
}

function startsFactor(token: Token | undefined): boolean {
  return token !== undefined && (token.text === "(" || /^[A-Za-z_0-9.]/.test(token.text));
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|([A-Za-z_][A-Za-z_0-9]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[-+*/^()])/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match)
      throw new KeiretsuError(
        "bad-expression",
        `found "${text[at]}" at ${at + 1} in "${text}", expected a number, a name or one of + - * / ^ ( )`,
      );
    if (match[1] !== undefined) tokens.push({ text: match[1], at: at + 1 });
  }
  return tokens;
}
