import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { reverseStress, type ReverseStressParams } from "../../contagion/reverse-stress.ts";
import { fromEdges } from "../../network/network.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import { perimeter } from "../../record/perimeter.ts";
import type { View } from "../../record/view.ts";
import { viewParams } from "../params.ts";
import { compareInputs, compareMissing, type End, ends, type Input, type Missing } from "./inputs.ts";
import { type Material, material, type MaterialOptions } from "./material.ts";
import { type RayAnswer, rays } from "./reverse-rays.ts";
import { defaultScenario, type Scenario } from "./scenario.ts";
import { defaultStressOptions } from "./stress.ts";
import { dayText } from "./window.ts";

export interface ReverseOptions extends MaterialOptions {
  /** The firm that is to fail; or `unpaid`. */
  readonly breaks: string | null;
  /** So much is to stay unpaid in all. */
  readonly unpaid: number | null;
  readonly norm: "l1" | "l2" | "linf";
  /** Firms that may be hit; null = all but the one that is to fail. */
  readonly hit: readonly string[] | null;
}

export interface Written {
  readonly entity: string;
  /** Cash that is written off. */
  readonly amount: number;
}

/** One run: amounts at one end; what is unknown of cash ample or thin. */
export interface ReverseRun {
  readonly amounts: End;
  readonly buffers: "ample" | "thin";
  /** null = no shock on these firms is enough. */
  readonly size: number | null;
  readonly lowerBound: number;
  readonly exact: boolean;
  /** It fails, or as much stays unpaid, without any shock. */
  readonly already: boolean;
  readonly shock: readonly Written[];
  /** Other shocks within 1 % of the least. */
  readonly nearTies: readonly (readonly Written[])[];
  /** Firms whose hit alone is enough, the least first. */
  readonly alone: readonly Written[];
}

export interface Reverse {
  readonly breaks: string | null;
  readonly unpaid: number | null;
  readonly norm: ReverseOptions["norm"];
  readonly window: { readonly text: string; readonly from: string; readonly to: string };
  /** Size of the least shock at the stated amounts, whatever the unknown cash is; high null = nothing bounds it; low null = no shock on these firms is enough. */
  readonly size: { readonly low: number | null; readonly high: number | null };
  readonly runs: readonly ReverseRun[];
  /** Firms that owe in the window and of whose cash no claim speaks. */
  readonly unknownCash: readonly string[];
  readonly inputs: readonly Input[];
  readonly missing: readonly Missing[];
  readonly assumptions: readonly string[];
  /** Models that are only monotone: bisection along rays, an upper bound and its gap. */
  readonly others: readonly RayAnswer[];
}

/**
 * Question: what is the least that must go wrong for a firm to fail, or for so much to stay unpaid, on the network of what falls due in the window?
 * The least shock takes cash from firms (contagion/reverse-stress.ts). It never shrinks when a firm has more cash: what a larger shock leaves of more cash, a smaller one leaves of
 * less. So unknown cash gives an interval, proved at the stated amounts: thin, just enough to pay if all others do; ample, so much that nothing it loses matters, hence not
 * worth hitting. Low and high amounts are readings, not bounds. Throws `bad-option`, `unknown-subject`.
 */
export function reverse(view: View, scenario: Partial<Scenario> = {}, options: Partial<ReverseOptions> = {}): Result<Reverse> {
  const asked: ReverseOptions = { ...defaultStressOptions, breaks: null, unpaid: null, norm: "l1", hit: null, ...options };
  if ((asked.breaks === null) === (asked.unpaid === null)) throw new KeiretsuError("bad-option", "expected either breaks or unpaid");
  const fed = material(view, { ...defaultScenario, ...scenario, shocks: [] }, asked);
  const firm = perimeter(view.casebook, asked.perimeter);
  const known = (id: string): string => {
    if (!view.casebook.entities.some((entity) => entity.id === id))
      throw new KeiretsuError("unknown-subject", `"${id}" is no entity of this casebook`);
    return firm(id);
  };
  const target = asked.breaks === null ? null : known(asked.breaks);
  const hit = asked.hit?.map(known) ?? fed.names.filter((name) => name !== target);
  const goal: Goal = { target, unpaid: asked.unpaid, norm: asked.norm, hit };
  const owing = new Set([...fed.due.map(({ from }) => from), ...fed.firms.maturities.keys()]);
  const unknownCash = fed.names.filter((name) => owing.has(name) && !fed.firms.cash.has(name));
  const present = target === null || (owing.has(target) && fed.names.includes(target));
  const runs =
    present && fed.due.length > 0 ? ends.flatMap((amounts) => BUFFERS.map((buffers) => run(fed, goal, { amounts, buffers }))) : [];
  const stated = (buffers: "ample" | "thin"): ReverseRun | undefined =>
    runs.find((one) => one.amounts === "point" && one.buffers === buffers);
  const warnings: Warning[] = [];
  if (!present)
    warnings.push({
      code: "owes-nothing",
      message: `${target} owes nothing in the window that the record can place: it cannot fail to pay`,
    });
  if (runs.some(({ exact }) => !exact))
    warnings.push({ code: "upper-bound", message: "more than 15 firms owe something: the shock found is enough, a smaller one may be" });
  const { text, firstDay, lastDay } = fed.window;
  return toResult(
    "reverse",
    { digest: view.casebook.digest, unit: fed.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...asked, window: scenario.window ?? null },
    {
      values: {
        breaks: target,
        unpaid: asked.unpaid,
        norm: asked.norm,
        window: { text, from: dayText(firstDay), to: dayText(lastDay) },
        size: { low: (stated("thin")?.size ?? null) === null ? null : stated("thin")!.lowerBound, high: stated("ample")?.size ?? null },
        runs,
        unknownCash,
        inputs: [
          ...fed.due,
          ...[...fed.firms.maturities.values()].flat(),
          ...[...fed.firms.cash.values()].filter((row) => owing.has(row.from) || hit.includes(row.from)),
        ].sort(compareInputs),
        missing: [...fed.missing, ...unknownCash.map((entity): Missing => ({ what: "cash", entity, leg: null, reason: "no-claim" }))].sort(
          compareMissing,
        ),
        assumptions: [
          ...new Set([
            "no-income-from-outside",
            "pari-passu",
            ...(unknownCash.length > 0 ? ["solvent-before"] : []),
            ...fed.due.flatMap((row) => row.assumptions),
          ]),
        ].sort(compareText),
        others: rays(fed, goal),
      },
      residual: 0,
      warnings,
    },
  );
}

const BUFFERS = ["thin", "ample"] as const;

export interface Goal {
  readonly target: string | null;
  readonly unpaid: number | null;
  readonly norm: ReverseOptions["norm"];
  readonly hit: readonly string[];
}

function at(row: Input, end: End): number {
  return row[end] ?? row.point ?? 0;
}

function run(fed: Material, goal: Goal, { amounts, buffers }: Pick<ReverseRun, "amounts" | "buffers">): ReverseRun {
  const { names, index, due, firms } = fed;
  const rows = due.filter((row) => at(row, amounts) > 0);
  const network = fromEdges(
    {
      n: names.length,
      from: rows.map((row) => index.get(row.from)!),
      to: rows.map((row) => index.get(row.to!)!),
      amount: rows.map((row) => at(row, amounts)),
    },
    { lens: "owes", unit: fed.currency, names },
  );
  const externalLiabilities = new Float64Array(names.length);
  for (const row of [...firms.maturities.values()].flat()) externalLiabilities[index.get(row.from)!] += at(row, amounts);
  const owed = externalLiabilities.slice();
  const expected = new Float64Array(names.length);
  for (const row of rows) {
    owed[index.get(row.from)!] += at(row, amounts);
    expected[index.get(row.to!)!] += at(row, amounts);
  }
  const externalAssets = names.map((name, i) => {
    const cash = firms.cash.get(name);
    if (cash !== undefined) return Math.max(0, (buffers === "thin" ? cash.low : cash.high) ?? at(cash, "point"));
    return buffers === "ample" ? owed[i] : Math.max(0, owed[i] - expected[i]);
  });
  const isOpen = (name: string): boolean => buffers === "ample" && !firms.cash.has(name);
  const none = { amounts, buffers, size: null, lowerBound: 0, exact: true, already: false, shock: [], nearTies: [], alone: [] };
  // With so much cash that nothing matters, the firm cannot be broken.
  if (goal.target !== null && isOpen(goal.target)) return none;
  const shockable = goal.hit.filter((name) => index.has(name) && !isOpen(name)).map((name) => index.get(name)!);
  const wish: Pick<ReverseStressParams, "target" | "unpaid"> =
    goal.target === null ? { target: null, unpaid: goal.unpaid! } : { target: index.get(goal.target)! };
  const { values } = reverseStress(network, { ...wish, externalAssets, externalLiabilities, shockable, norm: goal.norm });
  const written = (shock: ArrayLike<number>): readonly Written[] =>
    names
      .map((entity, i) => ({ entity, amount: shock[i] }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => b.amount - a.amount || compareText(a.entity, b.entity));
  return {
    amounts,
    buffers,
    size: values.size,
    lowerBound: values.lowerBound,
    exact: values.exact,
    already: values.size === 0,
    shock: values.shock === null ? [] : written(values.shock),
    nearTies: values.nearTies.map(written),
    alone: names
      .flatMap((entity, i) => (values.singleNode[i] >= 0 && shockable.includes(i) ? [{ entity, amount: values.singleNode[i] }] : []))
      .sort((a, b) => a.amount - b.amount || compareText(a.entity, b.entity)),
  };
}
