import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import { type FlowClass, flowClass, flowClasses } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { defaultProjectOptions, type ProjectOptions } from "../record/project.ts";
import type { LegView, View } from "../record/view.ts";
import { type Evidence, evidence, sorted } from "./evidence.ts";
import { legAmounts } from "./leg-amounts.ts";
import { viewParams } from "./params.ts";
import type { Range } from "./range.ts";
import { runs } from "./runs.ts";

/**
 * Question: who pays a firm and whom does it pay, for what, within which bounds, and how many of the legs have no amount? Sources and uses of
 * money as the casebook records them, never all the money of the firm. Sums grow with the amounts, so that low and high are proved bounds; a
 * leg of unknown amount counts for nothing in the low sum and leaves the high one open.
 */
export interface MoneySum extends Evidence {
  readonly flow: FlowClass;
  /** point null = no leg of the sum has an amount; high null = a leg has no ceiling. */
  readonly amount: Range;
  /** Those of its legs whose source names no amount. */
  readonly withoutAmount: readonly string[];
}

export interface Counterparty {
  readonly firm: string;
  /** What it pays the firm that is asked about, by flow class; only those that have a leg. */
  readonly paysIt: readonly MoneySum[];
  /** What that firm pays it. */
  readonly paidByIt: readonly MoneySum[];
}

export interface Counterparties {
  /** Largest sums of both ways first, unknown ones last, then by id. */
  readonly counterparties: readonly Counterparty[];
  /** All counterparties together. */
  readonly received: readonly MoneySum[];
  readonly paid: readonly MoneySum[];
}

export interface CounterpartiesOptions extends Omit<ProjectOptions, "amounts"> {
  /** Entity whose money is asked about. */
  readonly of: string;
}

export function counterparties(
  view: View,
  asked: Partial<CounterpartiesOptions> & Pick<CounterpartiesOptions, "of">,
): Result<Counterparties> {
  const options = optionsOf(asked);
  const { sum, rows, firm } = sceneOf(view, options);
  const of = firm(options.of);
  const received = rows.filter((row) => firm(row.leg.to) === of);
  const paid = rows.filter((row) => firm(row.leg.from) === of);
  const others = sorted([...received.map((row) => firm(row.leg.from)), ...paid.map((row) => firm(row.leg.to))]);
  const list = others.map(
    (other): Counterparty => ({
      firm: other,
      paysIt: sum(received.filter((row) => firm(row.leg.from) === other)),
      paidByIt: sum(paid.filter((row) => firm(row.leg.to) === other)),
    }),
  );
  return toResult(
    "counterparties",
    { digest: view.casebook.digest, unit: view.casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...options, of },
    {
      values: {
        counterparties: list.sort((a, b) => sizeOf(b) - sizeOf(a) || compareText(a.firm, b.firm)),
        received: sum(received),
        paid: sum(paid),
      },
    },
  );
}

/** One firm of the view: what it receives and pays in all. */
export interface FirmMoney {
  readonly firm: string;
  readonly received: Range;
  readonly paid: Range;
  /** Legs that reach or leave it, and those of them without an amount. */
  readonly legs: readonly string[];
  readonly withoutAmount: readonly string[];
}

/** Every firm of the counted legs, largest sums first, then by id. */
export function firmsMoney(view: View, asked: Partial<Omit<ProjectOptions, "amounts">> = {}): readonly FirmMoney[] {
  const { total, rows, firm } = sceneOf(view, optionsOf({ ...asked, of: "" }));
  const firms = sorted(rows.flatMap(({ leg }) => [firm(leg.from), firm(leg.to)]));
  const size = (one: FirmMoney): number => (one.received.point ?? 0) + (one.paid.point ?? 0);
  return firms
    .map((name): FirmMoney => {
      const received = rows.filter((row) => firm(row.leg.to) === name);
      const paid = rows.filter((row) => firm(row.leg.from) === name);
      const [into, out] = [total(received), total(paid)];
      return {
        firm: name,
        received: into.amount,
        paid: out.amount,
        legs: sorted([...received, ...paid].map((row) => row.leg.id)),
        withoutAmount: sorted([...into.withoutAmount, ...out.withoutAmount]),
      };
    })
    .sort((a, b) => size(b) - size(a) || compareText(a.firm, b.firm));
}

function optionsOf(asked: Partial<CounterpartiesOptions> & Pick<CounterpartiesOptions, "of">): CounterpartiesOptions {
  const { perimeter: around, inKind, contingent } = { ...defaultProjectOptions, ...asked };
  return { of: asked.of, perimeter: around, inKind, contingent };
}

interface Scene {
  /** Counted legs between two firms. */
  readonly rows: readonly LegView[];
  readonly firm: (entity: string) => string;
  readonly total: (rows: readonly LegView[]) => Pick<MoneySum, "amount" | "withoutAmount">;
  readonly sum: (rows: readonly LegView[]) => readonly MoneySum[];
}

function sceneOf(view: View, options: CounterpartiesOptions): Scene {
  const run = runs(view, options, "none");
  const ends = { low: legAmounts(run.low), point: legAmounts(run.point), high: legAmounts(run.ceiling) };
  const at = (end: keyof typeof ends, { leg }: LegView): number | null => ends[end].get(leg.id) ?? null;
  const total: Scene["total"] = (rows) => {
    const points = rows.map((row) => at("point", row));
    const highs = rows.map((row) => at("high", row));
    return {
      amount: {
        low: rows.reduce((all, row) => all + (at("low", row) ?? 0), 0),
        point: points.every((point) => point === null)
          ? rows.length === 0
            ? 0
            : null
          : points.reduce<number>((all, point) => all + (point ?? 0), 0),
        high: highs.includes(null) ? null : highs.reduce<number>((all, high) => all + high!, 0),
      },
      withoutAmount: sorted(rows.filter((_, k) => points[k] === null).map((row) => row.leg.id)),
    };
  };
  return {
    rows: run.counted,
    firm: perimeter(view.casebook, options.perimeter),
    total,
    sum: (rows) =>
      flowClasses.flatMap((flow) => {
        const some = rows.filter((row) => flowClass(row.leg.instrument) === flow);
        return some.length === 0 ? [] : [{ flow, ...total(some), ...evidence(some) }];
      }),
  };
}

function sizeOf({ paysIt, paidByIt }: Counterparty): number {
  return [...paysIt, ...paidByIt].reduce((all, { amount }) => all + (amount.point ?? 0), 0);
}
