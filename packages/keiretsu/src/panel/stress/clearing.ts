import { eisenbergNoe } from "../../contagion/eisenberg-noe.ts";
import type { Clearing, ClearingParams } from "../../contagion/clearing/clearing-system.ts";
import { rogersVeraart } from "../../contagion/rogers-veraart.ts";
import type { Outcome } from "../../network/result.ts";
import { fromEdges, type Network } from "../../network/network.ts";
import { sum } from "../../num/sum.ts";
import { byLoss, byWave, type Ending, type Failure, type HolderLoss, lossOf, type ModelAnswer, NOISE, type Through } from "./answer.ts";
import { compareInputs, compareMissing, type End, ends, type Input, type Missing } from "./inputs.ts";
import { NOTHING_OWED } from "./debt-rank.ts";
import type { Material } from "./material.ts";

/**
 * What is paid when some cannot pay, and who is drawn in: each debtor pays what it has, pro rata. A shocked debtor pays at most its share of
 * what it owes. Payments grow with what firms have (Eisenberg and Noe 2001), so where the cash of a firm is unknown the two ends of it give an
 * interval that is proved for the amounts of the run: ample, enough to pay whatever happens; thin, just enough to pay if all others do. The thin
 * end assumes that no firm of unknown cash is failing already. What a shocked debtor can pay is the supposition itself: the cash that a source saw
 * there is told beside the answer and not used.
 */
export function clearing(material: Material, recovery: { readonly alpha: number; readonly beta: number } | null = null): ModelAnswer {
  const outcomes: Outcome<Clearing>[] = [];
  const solve = (network: Network, params: ClearingParams): Solved => {
    if (recovery === null) {
      const outcome = eisenbergNoe(network, params);
      outcomes.push(outcome);
      return { greatest: outcome.values, gap: null };
    }
    const outcome = rogersVeraart(network, { ...params, ...recovery });
    outcomes.push({ ...outcome, values: outcome.values.greatest });
    return outcome.values;
  };
  const endings = ends.flatMap((amounts) => (["ample", "thin"] as const).map((buffers) => ending(material, { amounts, buffers, solve })));
  const { names, due, firms } = material;
  const owing = new Set([...due.map((row) => row.from), ...firms.maturities.keys()]);
  const isShocked = (name: string): boolean => (material.shocked.payments.get(name) ?? 1) < 1;
  const unknown = names.filter((name) => owing.has(name) && !firms.cash.has(name) && !isShocked(name));
  // A difference of two losses that both move with cash is no longer monotone.
  const failing = unknown.length > 0 && endings.some((one) => one.amounts === "point" && one.lossBefore > 0);
  const touched = [...names.filter(isShocked), ...material.shocked.lostFunding.keys()].some((name) => owing.has(name));
  return {
    model: recovery === null ? "eisenberg-noe" : "rogers-veraart",
    state: due.length === 0 ? "not-identifiable" : touched ? "answered" : "untouched",
    inputs: [...due, ...[...firms.maturities.values()].flat(), ...[...firms.cash.values()].filter((row) => owing.has(row.from))].sort(
      compareInputs,
    ),
    missing: [
      ...material.missing,
      ...(due.length === 0 ? [NOTHING_OWED] : []),
      ...unknown.map((entity): Missing => ({ what: "cash", entity, leg: null, reason: "no-claim" })),
    ].sort(compareMissing),
    assumptions: [...assumptionsOf(material, unknown.length > 0, recovery !== null), ...(failing ? ["failing-before"] : [])],
    loss: due.length === 0 ? { low: null, point: null, high: null } : lossOf(endings, unknown.length === 0),
    proved: !failing,
    endings: due.length === 0 ? [] : endings,
    converged: outcomes.every((outcome) => outcome.converged ?? true),
    residual: Math.max(0, ...outcomes.map((outcome) => outcome.residual ?? 0)),
    warnings: [],
  };
}

/** With costs of default (Rogers and Veraart 2013), for which somebody must say what an estate recovers. */
export function clearingWithCosts(material: Material): ModelAnswer {
  const recovery = material.assumptions.find((one) => one.kind === "recovery");
  if (recovery?.kind === "recovery") return clearing(material, recovery);
  return {
    model: "rogers-veraart",
    state: "not-identifiable",
    inputs: [],
    missing: [{ what: "recovery", entity: "", leg: null, reason: "no-claim" }],
    assumptions: [],
    loss: { low: null, point: null, high: null },
    proved: false,
    endings: [],
    converged: true,
    residual: 0,
    warnings: [],
  };
}

function assumptionsOf({ shocked }: Material, unknown: boolean, costs: boolean): readonly string[] {
  return [
    ...(shocked.lostFunding.size > 0 ? ["counted-on-funding"] : []),
    "no-income-from-outside",
    "pari-passu",
    ...(costs ? ["recovery"] : []),
    ...(unknown ? ["solvent-before"] : []),
  ];
}

interface Run {
  readonly amounts: End;
  readonly buffers: "ample" | "thin";
  readonly solve: (network: Network, params: ClearingParams) => Solved;
}

/** The greatest payments, and how much less the least ones are where there are several. */
interface Solved {
  readonly greatest: Clearing;
  readonly gap: number | null;
}

/** One run without costs of default. */
export function clearingEnding(material: Material, run: Omit<Run, "solve">): Ending {
  return ending(material, { ...run, solve: (network, params) => ({ greatest: eisenbergNoe(network, params).values, gap: null }) });
}

function ending(material: Material, { amounts, buffers, solve }: Run): Ending {
  const { names, index, due, firms, shocked } = material;
  const n = names.length;
  const rows = due.filter((row) => at(row, amounts) > 0);
  const network = fromEdges(
    {
      n,
      from: rows.map((row) => index.get(row.from)!),
      to: rows.map((row) => index.get(row.to!)!),
      amount: rows.map((row) => at(row, amounts)),
    },
    { lens: "owes", unit: material.currency, names },
  );
  const externalLiabilities = new Float64Array(n);
  for (const row of [...firms.maturities.values()].flat()) externalLiabilities[index.get(row.from)!] += at(row, amounts);
  const owed = externalLiabilities.slice();
  const expected = new Float64Array(n);
  for (const row of rows) {
    owed[index.get(row.from)!] += at(row, amounts);
    expected[index.get(row.to!)!] += at(row, amounts);
  }
  const assets = names.map((name, i) => {
    const cash = firms.cash.get(name);
    // What a shocked debtor can pay is what the shock says, whatever cash a source once saw there.
    if ((shocked.payments.get(name) ?? 1) < 1) return owed[i];
    if (cash !== undefined) return Math.max(0, (buffers === "thin" ? cash.low : cash.high) ?? at(cash, "point"));
    return buffers === "ample" ? owed[i] : Math.max(0, owed[i] - expected[i]);
  });
  const shockedAssets = assets.map((x, i) => {
    const lost = firms.cash.has(names[i]) || buffers === "ample" ? undefined : shocked.lostFunding.get(names[i]);
    return Math.max(0, x - (lost?.[amounts] ?? 0));
  });
  const payable = names.map((name) => shocked.payments.get(name) ?? 1);
  const { greatest: before } = solve(network, { externalAssets: assets, externalLiabilities });
  const { greatest: after, gap } = solve(network, { externalAssets: shockedAssets, externalLiabilities, payable });
  const noise = NOISE * Math.max(1, ...owed);
  const through = (i: number): Through[] => lossesOf(rows, { i, amounts, names, index, before, after, noise });
  const holders = names
    .map((entity, i): HolderLoss => ({ entity, loss: after.lossByCreditor[i] - before.lossByCreditor[i], by: through(i) }))
    .filter((row) => row.loss > noise)
    .sort(byLoss);
  const failures = after.defaulted
    .map(
      (i): Failure => ({
        entity: names[i],
        wave: after.wave[i],
        before: before.wave[i] >= 0,
        by: after.wave[i] > 0 ? through(i).filter((one) => after.wave[index.get(one.from)!] < after.wave[i]) : [],
      }),
    )
    .sort(byWave);
  return {
    amounts,
    buffers,
    loss: quiet(after.shortfallTotal - before.shortfallTotal, noise),
    lossBefore: quiet(before.shortfallTotal, noise),
    outside: quiet(after.outsideLoss - before.outsideLoss, noise),
    standAlone: sum(Float64Array.from(owed, (x, i) => x * Math.max(0, before.recovery[i] - payable[i]))),
    holders,
    failures,
    outputShare: null,
    byBelief: gap,
  };
}

function quiet(x: number, noise: number): number {
  return Math.abs(x) <= noise ? 0 : x;
}

/** What a row is at one end: the stated figure where a bound is unknown. */
function at(row: Input, end: End): number {
  return row[end] ?? row.point ?? 0;
}

/** What a creditor loses more than without the shock, debtor by debtor, pro rata over what each owes it. */
function lossesOf(
  rows: readonly Input[],
  of: {
    readonly i: number;
    readonly amounts: End;
    readonly names: readonly string[];
    readonly index: ReadonlyMap<string, number>;
    readonly before: Clearing;
    readonly after: Clearing;
    readonly noise: number;
  },
): Through[] {
  const found = new Map<string, { from: string; entity: string; loss: number; legs: string[] }>();
  for (const row of rows) {
    if (row.to !== of.names[of.i]) continue;
    const j = of.index.get(row.from)!;
    const loss = at(row, of.amounts) * (of.before.recovery[j] - of.after.recovery[j]);
    if (loss <= of.noise) continue;
    const known = found.get(row.from) ?? { from: row.from, entity: row.from, loss: 0, legs: [] };
    known.loss += loss;
    if (row.leg !== null) known.legs.push(row.leg);
    found.set(row.from, known);
  }
  return [...found.values()].sort(byLoss).map(({ from, loss, legs }) => ({ from, loss, legs: legs.sort() }));
}
