import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import type { Casebook, Claim, DerivedFigure } from "./casebook.ts";
import { evaluate, type Expression, type Variable } from "./expression.ts";
import { type Formula, parseFormula } from "./formula.ts";
import { horizon, isValid } from "./horizon.ts";
import { statedFigure } from "./policy.ts";
import { type View, visibleClaims } from "./view.ts";

export interface DeriveOptions {
  /** Ids of the figures asked for; null = all. */
  readonly ids: readonly string[] | null;
  /** Values set by the reader, `name=value` or `name=low..high`; they replace the parameter of that name in every figure. */
  readonly set: readonly string[];
}

/** Something a figure was computed from. */
interface Input {
  readonly kind: "claim" | "figure" | "parameter";
  readonly id: string;
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  readonly claim: Claim | null;
  /** For counted({claim}): whether the leg counts in the view; null elsewhere. */
  readonly counted: boolean | null;
}

/** A derived figure with the way it was reached. Bounds are null where unknown; all three are null when `error` says why. */
export interface Figure {
  readonly row: DerivedFigure;
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  /** Sorted by kind and id; figures within figures are followed down to their claims. */
  readonly inputs: readonly Input[];
  /** exact: nothing varies, or each input occurs once. corners: the ends of all inputs were tried. interval: an outer bound. */
  readonly method: "exact" | "corners" | "interval";
  readonly error: { readonly code: FigureErrorCode; readonly message: string } | null;
  /**
   * Whether the arithmetic gives the expected figure within its tolerance; null when nothing is expected, or the reader set a parameter.
   * What is expected is the figure with every leg that it asks about counted: leaving one out is the view's choice, not an error.
   */
  readonly holds: boolean | null;
  /** Whether the conclusion that the source draws follows from this figure and the one it is compared with. */
  readonly verdict: "follows" | "runs-backwards" | null;
  /** The figure that it is compared with, at its point; null when there is none or it is unknown. */
  readonly thanPoint: number | null;
}

export type FigureErrorCode =
  | "bad-formula"
  | "bad-parameter"
  | "unknown-id"
  | "unknown-parameter"
  | "unknown-amount"
  | "not-known"
  | "division-by-zero"
  | "circular-formula";

/**
 * Compute the derived figures of a casebook in a view, sorted by id. Amounts are ranges; an input that occurs twice is one unknown.
 * A figure that cannot be computed says why, as a value. Throws `unknown-figure`, `bad-option` (a setting that no figure has).
 */
export function derive(view: View, asked: Partial<DeriveOptions> = {}): readonly Figure[] {
  const { casebook } = view;
  const rows = new Map(casebook.derived.map((row) => [row.id, row]));
  const ids = [...(asked.ids ?? rows.keys())].sort(compareText);
  for (const id of ids) if (!rows.has(id)) throw new KeiretsuError("unknown-figure", `"${id}" is no derived figure of the casebook`);
  const context = contextOf(view, rows, readSettings(casebook, asked.set ?? []));
  const figures = new Map<string, Figure>();
  const once = (id: string): Figure => {
    let figure = figures.get(id);
    if (!figure) figures.set(id, (figure = figureOf(rows.get(id)!, context)));
    return figure;
  };
  return ids.map((id) => {
    const figure = once(id);
    const than = figure.row.than !== null && rows.has(figure.row.than) ? once(figure.row.than) : null;
    return than === null ? figure : { ...figure, verdict: verdictOf(figure, than), thanPoint: than.point };
  });
}

interface Context {
  readonly view: View;
  readonly rows: ReadonlyMap<string, DerivedFigure>;
  readonly settings: ReadonlyMap<string, Bounds>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly seen: ReadonlySet<Claim>;
  readonly counts: ReadonlyMap<string, boolean>;
}

interface Bounds {
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
}

function contextOf(view: View, rows: Context["rows"], settings: Context["settings"]): Context {
  const seen = horizon(view.options);
  return {
    view,
    rows,
    settings,
    claims: new Map(view.casebook.claims.map((claim) => [claim.id, claim])),
    seen: new Set(visibleClaims(view.casebook, seen).filter((claim) => isValid(claim, seen))),
    counts: new Map(view.legs.map((row) => [row.leg.id, row.verdict === "counted"])),
  };
}

function figureOf(row: DerivedFigure, context: Context): Figure {
  const inView = compute(row, context);
  const leftOut = inView.inputs.some((input) => input.counted === false);
  const all = leftOut ? compute(row, { ...context, counts: new Map() }) : inView;
  return { ...inView, holds: inView.wasSet || all.error ? null : holds(row, all), verdict: null, thanPoint: null };
}

function compute(row: DerivedFigure, context: Context): Omit<Figure, "holds" | "verdict" | "thanPoint"> & { readonly wasSet: boolean } {
  const inputs = new Map<string, Input & { readonly variable: number }>();
  const variables: Variable[] = [];
  const use = (key: string, input: Input): Expression => {
    let known = inputs.get(key);
    if (!known) {
      known = { ...input, variable: variables.length };
      variables.push({ low: input.low ?? -Infinity, point: input.point, high: input.high ?? Infinity });
    }
    // The same claim may stand bare and inside counted( ): one unknown, and the reader is told that the view was asked.
    inputs.set(key, { ...known, counted: known.counted ?? input.counted });
    return { kind: "variable", index: known.variable };
  };
  const linker: Linker = { context, use, path: [], wasSet: false };
  try {
    const value = evaluate(linkRow(row, linker), variables);
    if (value === null) throw new Unanswered("division-by-zero", `${row.id} divides by 0`);
    const { point, method } = value;
    const range = { low: bound(value.low), point, high: bound(value.high) };
    return { row, ...range, inputs: listed(inputs), method, error: null, wasSet: linker.wasSet };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const { code, message } = error;
    const unknown = { low: null, point: null, high: null };
    return { row, ...unknown, inputs: listed(inputs), method: "exact", error: { code, message }, wasSet: linker.wasSet };
  }
}

interface Linker {
  readonly context: Context;
  readonly use: (key: string, input: Input) => Expression;
  readonly path: string[];
  wasSet: boolean;
}

/** Replace ids and names by what they stand for; a figure within a figure is written out, so that a shared claim stays one unknown. */
function linkRow(row: DerivedFigure, linker: Linker): Expression {
  if (linker.path.includes(row.id))
    throw new Unanswered("circular-formula", `${[...linker.path, row.id].join(" -> ")} comes back to itself`);
  const parsed = parseFormula(row.formula);
  if ("error" in parsed) throw new Unanswered("bad-formula", `${row.id}, column ${parsed.error.column}: ${parsed.error.message}`);
  const parameters = new Map<string, Bounds>();
  for (const text of row.parameters) {
    const parameter = readParameter(text);
    if (!parameter) throw new Unanswered("bad-parameter", `${row.id}: "${text}", expected name=value or name=low..high`);
    parameters.set(parameter.name, parameter.bounds);
  }
  linker.path.push(row.id);
  const linked = link(parsed.formula, { row, parameters, linker });
  linker.path.pop();
  return linked;
}

function link(
  formula: Formula,
  scope: { readonly row: DerivedFigure; readonly parameters: ReadonlyMap<string, Bounds>; readonly linker: Linker },
): Expression {
  const { row, parameters, linker } = scope;
  switch (formula.kind) {
    case "number":
      return formula;
    case "negative":
      return { kind: "negative", of: link(formula.of, scope) };
    case "arithmetic":
      return { ...formula, left: link(formula.left, scope), right: link(formula.right, scope) };
    case "extreme":
      return { ...formula, of: formula.of.map((part) => link(part, scope)) };
    case "parameter": {
      const { name } = formula;
      const set = linker.context.settings.get(name);
      const bounds = parameters.has(name) ? (set ?? parameters.get(name)!) : null;
      if (bounds === null) throw new Unanswered("unknown-parameter", `${row.id}: ${name} is no parameter of this figure`);
      if (set) linker.wasSet = true;
      const input: Input = { kind: "parameter", id: name, ...bounds, claim: null, counted: null };
      return linker.use(set ? `set ${name}` : `parameter ${row.id} ${name}`, input);
    }
    default:
      return linkReference(formula, row, linker);
  }
}

function linkReference(formula: Extract<Formula, { kind: "reference" }>, row: DerivedFigure, linker: Linker): Expression {
  const { id } = formula;
  const { claims, seen, counts, rows } = linker.context;
  const claim = claims.get(id);
  if (!claim) {
    const figure = rows.get(id);
    if (!figure && linker.context.view.options.minimumConfidence !== null)
      throw new Unanswered("not-known", `${row.id}: {${id}} is not seen in this view`);
    if (!figure || formula.onlyCounted)
      throw new Unanswered("unknown-id", `${row.id}: {${id}} is no ${formula.onlyCounted ? "claim" : "claim or figure"}`);
    return linkRow(figure, linker);
  }
  const counted = formula.onlyCounted ? (counts.get(claim.subject) ?? true) : null;
  if (counted === false) {
    return linker.use(`not counted ${id}`, { kind: "claim", id, low: 0, point: 0, high: 0, claim, counted });
  }
  if (!seen.has(claim)) throw new Unanswered("not-known", `${row.id}: {${id}} is not seen at the dates of the view`);
  const { amount } = claim;
  const point = amount === null ? null : statedFigure(amount);
  if (amount === null || point === null) throw new Unanswered("unknown-amount", `${row.id}: {${id}} gives no number`);
  return linker.use(`claim ${id}`, { kind: "claim", id, low: amount.low, point, high: amount.high, claim, counted });
}

/** `name=value` or `name=low..high`; a range has no point, since its middle is nobody's figure. null when it is neither. */
function readParameter(text: string): { readonly name: string; readonly bounds: Bounds } | null {
  const number = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
  const match = new RegExp(String.raw`^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(${number})(?:\.\.(${number}))?\s*$`, "u").exec(text);
  if (!match) return null;
  const low = Number(match[2]);
  const high = match[3] === undefined ? low : Number(match[3]);
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) return null;
  return { name: match[1], bounds: { low, point: low === high ? low : null, high } };
}

function readSettings(casebook: Casebook, set: readonly string[]): ReadonlyMap<string, Bounds> {
  const names = new Set(casebook.derived.flatMap((row) => row.parameters.map((text) => readParameter(text)?.name ?? "")));
  const settings = new Map<string, Bounds>();
  for (const text of set) {
    const setting = readParameter(text);
    if (!setting) throw new KeiretsuError("bad-option", `set is "${text}", expected name=value or name=low..high`);
    if (!names.has(setting.name)) {
      const known = [...names].filter((name) => name !== "").sort(compareText);
      throw new KeiretsuError("bad-option", `"${setting.name}" is a parameter of no figure, expected one of ${known.join(", ") || "none"}`);
    }
    settings.set(setting.name, setting.bounds);
  }
  return settings;
}

function holds(row: DerivedFigure, value: Bounds): boolean | null {
  if (row.expected === null) return null;
  const tolerance = row.tolerance ?? 0;
  if (value.point !== null) return Math.abs(value.point - row.expected) <= tolerance;
  return (value.low ?? -Infinity) - tolerance <= row.expected && row.expected <= (value.high ?? Infinity) + tolerance;
}

/** What the source says of its figure must be so between the two figures as computed. */
function verdictOf(figure: Figure, than: Figure): Figure["verdict"] {
  if (figure.row.relation === null || figure.point === null || than.point === null) return null;
  const slack = Math.max(figure.row.tolerance ?? 0, than.row.tolerance ?? 0, 1e-9 * Math.abs(than.point));
  const difference = figure.point - than.point;
  const so =
    figure.row.relation === "equals"
      ? Math.abs(difference) <= slack
      : figure.row.relation === "above"
        ? difference > slack
        : difference < -slack;
  return so ? "follows" : "runs-backwards";
}

function listed(inputs: ReadonlyMap<string, Input & { readonly variable: number }>): readonly Input[] {
  return [...inputs.values()]
    .map(({ kind, id, low, point, high, claim, counted }): Input => ({ kind, id, low, point, high, claim, counted }))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.id, b.id) || Number(a.counted) - Number(b.counted));
}

function bound(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

class Unanswered extends Error {
  readonly code: FigureErrorCode;
  constructor(code: FigureErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
