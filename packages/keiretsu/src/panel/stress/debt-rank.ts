import { debtRank } from "../../contagion/debtrank.ts";
import { fromEdges, type Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { sum } from "../../num/sum.ts";
import { byLoss, byWave, type Ending, type Failure, type HolderLoss, lossOf, type ModelAnswer, NOISE, type Through } from "./answer.ts";
import { compareInputs, type End, ends, type Input, type Missing } from "./inputs.ts";
import type { Material } from "./material.ts";

/**
 * Stress before default: a creditor's equity falls by what its debtor's equity has lost, in proportion, long before anyone fails to pay
 * (differential DebtRank, Bardoscia and co-authors 2015). Exposures are what falls due in the window and loans outstanding, whole. Stress
 * falls with equity, so where equity is unknown its two ends give a proved interval for the amounts of the run: ample, more than any loss;
 * thin, next to nothing.
 */
export function debtRankAnswer(material: Material): ModelAnswer {
  const { names, shocked } = material;
  const rows = exposuresOf(material);
  const equity = equityOf(material);
  const lending = new Set(rows.map((row) => row.to));
  const borrowing = new Set(rows.map((row) => row.from));
  const unknown = names.filter((name) => lending.has(name) && !equity.has(name));
  const outcomes: Outcome<unknown>[] = [];
  const endings = ends.flatMap((amounts) =>
    (["ample", "thin"] as const).map((buffers) => ending(material, { rows, equity, amounts, buffers, outcomes })),
  );
  const direct = stakeShocks(material, equity);
  const hit =
    [...shocked.value].filter(([name, share]) => share < 1 && borrowing.has(name)).length > 0 ||
    (shocked.values < 1 && [...material.firms.value.keys()].some((name) => borrowing.has(name)));
  const touched = hit || direct.shocks.size > 0;
  // Where the shock itself cannot be placed, the equity of others would not help.
  const unplaced = !touched && direct.missing.length > 0;
  return {
    model: "debtrank",
    state: rows.length === 0 || unplaced ? "not-identifiable" : touched ? "answered" : "untouched",
    inputs: [...rows, ...[...equity.values()].filter((row) => lending.has(row.from) || borrowing.has(row.from))].sort(compareInputs),
    missing: [
      ...material.missing.filter((row) => row.what === "obligation" || row.what === "loan" || row.what === "guarantee"),
      ...(unplaced ? [] : unknown).map((entity): Missing => ({ what: "equity", entity, leg: null, reason: "no-claim" })),
      ...direct.missing,
      ...(rows.length === 0 ? [NOTHING_OWED] : []),
    ],
    assumptions: [...(equityFromMarket(material) ? ["market-value-as-equity"] : []), "loss-in-proportion"],
    loss: rows.length === 0 ? { low: null, point: null, high: null } : lossOf(endings, unknown.length === 0),
    proved: true,
    endings: rows.length === 0 ? [] : endings,
    converged: outcomes.every((outcome) => outcome.converged ?? true),
    residual: Math.max(0, ...outcomes.map((outcome) => outcome.residual ?? 0)),
    warnings: [],
  };
}

/** No leg gives an obligation that could be placed. */
export const NOTHING_OWED: Missing = { what: "obligation", entity: "", leg: null, reason: "no-claim" };

/** What falls due and loans outstanding; a repayment is part of its loan and not counted beside it. */
export function exposuresOf({ due, loans }: Material): readonly Input[] {
  return [...due.filter((row) => row.what !== "repayment"), ...loans];
}

function equityFromMarket({ marketEquity, firms }: Material): boolean {
  return marketEquity && [...firms.value.keys()].some((name) => !firms.equity.has(name));
}

/** Book equity where claims give it; market value only where asked for. */
export function equityOf({ firms, marketEquity }: Material): ReadonlyMap<string, Input> {
  if (!marketEquity) return firms.equity;
  return new Map([...firms.value, ...firms.equity]);
}

export function exposureNetwork(material: Material, rows: readonly Input[], amounts: End): Network {
  const { names, index, currency } = material;
  const known = rows.filter((row) => amountAt(row, amounts) > 0);
  return fromEdges(
    {
      n: names.length,
      from: known.map((row) => index.get(row.from)!),
      to: known.map((row) => index.get(row.to!)!),
      amount: known.map((row) => amountAt(row, amounts)),
    },
    { lens: "owes", unit: currency, names },
  );
}

export function amountAt(row: Input, end: End): number {
  return row[end] ?? row.point ?? 0;
}

/** How ample and how thin an unknown buffer is beside the largest sum of exposures: far beyond, and far below, what any loss could tell apart. */
export const AMPLE = 1e12;
export const THIN = 1e-6;

/** The run at the stated amounts and the thin end. */
export function debtRankEnding(material: Material): Ending {
  return ending(material, { rows: exposuresOf(material), equity: equityOf(material), amounts: "point", buffers: "thin", outcomes: [] });
}

interface Run {
  readonly rows: readonly Input[];
  readonly equity: ReadonlyMap<string, Input>;
  readonly amounts: End;
  readonly buffers: "ample" | "thin";
  readonly outcomes: Outcome<unknown>[];
}

function ending(material: Material, run: Run): Ending {
  const { names, index, shocked } = material;
  const { rows, amounts, buffers } = run;
  const network = exposureNetwork(material, rows, amounts);
  const total = sum(network.weight);
  const own = names.map((name) => {
    const known = run.equity.get(name);
    return known === undefined ? null : ((buffers === "thin" ? known.low : known.high) ?? amountAt(known, "point"));
  });
  const equity = own.map((x) => x ?? Math.max(1, total) * (buffers === "ample" ? AMPLE : THIN));
  const stakes = stakeShocks(material, run.equity).shocks;
  const shock = names.map((name) =>
    Math.max(1 - (material.firms.value.has(name) ? shocked.values : 1) * (shocked.value.get(name) ?? 1), stakes.get(name) ?? 0),
  );
  const outcome = debtRank(network, { equity, shock });
  run.outcomes.push(outcome);
  const { h, failed, wave } = outcome.values;
  const noise = NOISE * Math.max(1, total);
  const through = (i: number): Through[] => stressOf(rows, { to: names[i], amounts, noise, stress: (name) => h[index.get(name)!] });
  const holders = names
    .map((entity, i): HolderLoss => {
      const by = through(i);
      return { entity, loss: sum(Float64Array.from(by, (one) => one.loss)), by };
    })
    .filter((row) => row.loss > noise)
    .sort(byLoss);
  const failures = failed
    .filter((i) => own[i] === null || own[i] > 0)
    .map((i): Failure => ({ entity: names[i], wave: wave[i], before: false, by: wave[i] > 0 ? through(i) : [] }))
    .sort(byWave);
  const alone = rows.map((row) => amountAt(row, amounts) * shock[index.get(row.from)!]);
  return {
    amounts,
    buffers,
    loss: sum(Float64Array.from(holders, (row) => row.loss)),
    lossBefore: 0,
    outside: 0,
    standAlone: sum(Float64Array.from(alone)),
    holders,
    failures,
    outputShare: null,
    byBelief: null,
  };
}

/** What a creditor's claims on each debtor lose when each is marked down by the debtor's stress. */
export function stressOf(
  rows: readonly Input[],
  of: { readonly to: string; readonly amounts: End; readonly noise: number; readonly stress: (name: string) => number },
): Through[] {
  const found = new Map<string, { from: string; entity: string; loss: number; legs: string[] }>();
  for (const row of rows) {
    if (row.to !== of.to) continue;
    const loss = amountAt(row, of.amounts) * of.stress(row.from);
    if (loss <= of.noise) continue;
    const known = found.get(row.from) ?? { from: row.from, entity: row.from, loss: 0, legs: [] };
    known.loss += loss;
    if (row.leg !== null) known.legs.push(row.leg);
    found.set(row.from, known);
  }
  return [...found.values()].sort(byLoss).map(({ from, loss, legs }) => ({ from, loss, legs: legs.sort() }));
}

/** A stake that loses value takes its worth off the equity of its holder, where both are known. */
function stakeShocks(
  material: Material,
  equity: ReadonlyMap<string, Input>,
): { readonly shocks: ReadonlyMap<string, number>; readonly missing: readonly Missing[] } {
  const shocks = new Map<string, number>();
  const missing: Missing[] = [];
  for (const { holder, held, share } of material.shocked.stakes) {
    const stake = material.stakes.find((one) => one.holder === holder && one.held === held);
    const value = material.firms.value.get(held);
    const buffer = equity.get(holder);
    if (stake === undefined) missing.push({ what: "stake", entity: holder, leg: null, reason: "no-claim" });
    if (value === undefined) missing.push({ what: "value", entity: held, leg: null, reason: "no-claim" });
    if (buffer === undefined) missing.push({ what: "equity", entity: holder, leg: null, reason: "no-claim" });
    if (stake === undefined || value === undefined || buffer === undefined) continue;
    const lost = stake.share * amountAt(value, "point") * (1 - share);
    const own = amountAt(buffer, "point");
    shocks.set(holder, own > 0 ? Math.min(1, (shocks.get(holder) ?? 0) + lost / own) : 1);
  }
  return { shocks, missing };
}
