import { thresholdCascade } from "../../contagion/threshold-cascade.ts";
import { sum } from "../../num/sum.ts";
import { byLoss, byWave, type Ending, type Failure, type HolderLoss, lossOf, type ModelAnswer, NOISE } from "./answer.ts";
import { AMPLE, amountAt, equityOf, exposureNetwork, exposuresOf, NOTHING_OWED, stressOf, THIN } from "./debt-rank.ts";
import { compareInputs, type End, ends, type Input, type Missing } from "./inputs.ts";
import type { Material } from "./material.ts";

/**
 * Default after default: a creditor fails when what it loses on debtors that failed exceeds its equity (Furfine 2003). A shocked debtor pays back its
 * share; one drawn in pays back nothing, the worst reading. Unknown equity again at its two ends.
 */
export function cascadeAnswer(material: Material): ModelAnswer {
  const rows = exposuresOf(material);
  const equity = equityOf(material);
  const lending = new Set(rows.map((row) => row.to));
  const owing = new Set(rows.map((row) => row.from));
  const unknown = material.names.filter((name) => lending.has(name) && !equity.has(name));
  const endings = ends.flatMap((amounts) =>
    (["ample", "thin"] as const).map((buffers) => ending(material, { rows, equity, amounts, buffers })),
  );
  const touched = [...material.shocked.payments].some(([name, share]) => share < 1 && owing.has(name));
  return {
    model: "threshold-cascade",
    state: rows.length === 0 ? "not-identifiable" : touched ? "answered" : "untouched",
    inputs: [...rows, ...[...equity.values()].filter((row) => lending.has(row.from))].sort(compareInputs),
    missing: [
      ...material.missing.filter((row) => row.what === "obligation" || row.what === "loan" || row.what === "guarantee"),
      ...unknown.map((entity): Missing => ({ what: "equity", entity, leg: null, reason: "no-claim" })),
      ...(rows.length === 0 ? [NOTHING_OWED] : []),
    ],
    assumptions: ["no-recovery-when-drawn-in"],
    loss: rows.length === 0 ? { low: null, point: null, high: null } : lossOf(endings, unknown.length === 0),
    proved: true,
    endings: rows.length === 0 ? [] : endings,
    converged: true,
    residual: 0,
    warnings: [],
  };
}

/** The run at the stated amounts and the thin end. */
export function cascadeEnding(material: Material): Ending {
  return ending(material, { rows: exposuresOf(material), equity: equityOf(material), amounts: "point", buffers: "thin" });
}

interface Run {
  readonly rows: readonly Input[];
  readonly equity: ReadonlyMap<string, Input>;
  readonly amounts: End;
  readonly buffers: "ample" | "thin";
}

function ending(material: Material, { rows, equity, amounts, buffers }: Run): Ending {
  const { names, index, shocked } = material;
  const left = (name: string): number => shocked.payments.get(name) ?? 1;
  // What a shocked debtor still pays back is no loss: only the rest of its debts is at stake.
  const atStake = rows.map((row): Input => {
    const part = left(row.from) < 1 ? 1 - left(row.from) : 1;
    const amount = amountAt(row, amounts) * part;
    return { ...row, low: amount, point: amount, high: amount };
  });
  const network = exposureNetwork(material, atStake, amounts);
  const total = sum(network.weight);
  const buffer = names.map((name) => {
    const known = equity.get(name);
    if (known === undefined) return Math.max(1, total) * (buffers === "ample" ? AMPLE : THIN);
    return (buffers === "thin" ? known.low : known.high) ?? amountAt(known, "point");
  });
  const initial = names.flatMap((name, i) => (left(name) < 1 ? [i] : []));
  const { defaulted, wave } = thresholdCascade(network, { equity: buffer, initial }).values;
  const gone = new Set(defaulted);
  const noise = NOISE * Math.max(1, total);
  const through = (name: string): HolderLoss["by"] =>
    stressOf(atStake, { to: name, amounts, noise, stress: (from) => (gone.has(index.get(from)!) ? 1 : 0) });
  const holders = names
    .map((entity): HolderLoss => {
      const by = through(entity);
      return { entity, loss: sum(Float64Array.from(by, (one) => one.loss)), by };
    })
    .filter((row) => row.loss > noise)
    .sort(byLoss);
  const failures = defaulted
    .map(
      (i): Failure => ({
        entity: names[i],
        wave: wave[i],
        before: false,
        by: wave[i] > 0 ? through(names[i]).filter((one) => wave[index.get(one.from)!] < wave[i]) : [],
      }),
    )
    .sort(byWave);
  const alone = atStake.filter((row) => left(row.from) < 1).map((row) => amountAt(row, amounts));
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
