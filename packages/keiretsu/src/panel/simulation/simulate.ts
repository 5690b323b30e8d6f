import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import { parseDate } from "../../record/date.ts";
import type { View } from "../../record/view.ts";
import { openChunks } from "../../simulate/monte-carlo.ts";
import { addPacked } from "../../simulate/packed-tally.ts";
import { type PathResult, runPath } from "../../simulate/run.ts";
import { emptyTally, type Tally } from "../../simulate/tally.ts";
import { viewParams } from "../params.ts";
import { calibration, type CalibrationRow } from "./calibration.ts";
import type { End, Parameter } from "./parameters.ts";
import { type Projected, projectEconomy } from "./projection.ts";
import { firstDayOf, quarterText } from "./quarter.ts";
import { type Questions, questions } from "./questions.ts";
import { leverText, type SimulationScenario } from "./scenario.ts";
import { OUTSIDE, type Summary, summaryOf } from "./summary.ts";

export interface SimulateOptions {
  readonly draws: number;
  readonly seed: number;
  /** At which end of their ranges the amounts of claims are taken. */
  readonly amounts: End;
  /** Paths behind what would have to be true and what matters; 0 = not asked. */
  readonly questionDraws: number;
}

export const defaultSimulateOptions: SimulateOptions = { draws: 1000, seed: 1, amounts: "point", questionDraws: 200 };

/** Sources and uses of money of one firm on the path without chance: received positive, paid negative, then what its claims gave or took. A quarter adds up to 0. */
export interface FirmFlows {
  readonly entity: string;
  readonly flows: readonly { readonly name: string; readonly amounts: readonly number[] }[];
  /** Of the change in shares, what vendors and what investors outside put in. */
  readonly vendorMoney: readonly number[];
  readonly rounds: readonly number[];
  /** The quarter in which it fails; null = it stands to the end. */
  readonly failsIn: string | null;
}

/** What one owes another at the end of each quarter on the path without chance: on the books, and promised for later. */
interface PairOwing {
  /** An entity, or "outside" for lenders that no leg names. */
  readonly from: string;
  readonly to: string;
  readonly booked: readonly number[];
  readonly promised: readonly number[];
}

export interface Simulation extends Summary {
  readonly scenario: Omit<SimulationScenario, "levers" | "start"> & { readonly levers: readonly string[]; readonly start: string };
  readonly draws: number;
  readonly seed: number;
  readonly inputs: readonly Parameter[];
  readonly promises: Projected["promises"];
  readonly left: Projected["left"];
  readonly expected: readonly FirmFlows[];
  /** Pairs by debtor and creditor. */
  readonly owing: readonly PairOwing[];
  readonly calibration: readonly CalibrationRow[];
  /** null = not asked. */
  readonly questions: Questions | null;
}

/** Paths of a chunk at least, and chunks at most: what is kept of them does not grow with the paths. */
const CHUNK = 500;
const MOST_CHUNKS = 100;

/** Question: do the commitments close on end demand, roll on or fail, for whom, when, and who loses what? In one process; a pool runs the three steps apart. */
export function simulate(view: View, scenario: SimulationScenario, options: Partial<SimulateOptions> = {}): Result<Simulation> {
  const asked = checked(options);
  const projected = projectEconomy(view, scenario, asked.amounts);
  const { seed, draws } = asked;
  const size = simulationChunkSize(draws);
  const chunk = openChunks(projected.economy);
  let tally = emptyTally(projected.economy, 0);
  for (let first = 0; first < draws; first += size) {
    tally = addPacked(tally, chunk({ seed, first, count: Math.min(size, draws - first) }));
  }
  return simulationResult(view, scenario, { projected, tally, options: asked });
}

/** Paths of one chunk of a run: chunks add up to the same counts in any order, on any number of workers. */
export function simulationChunkSize(draws: number): number {
  return CHUNK * Math.ceil(draws / (CHUNK * MOST_CHUNKS));
}

/** The answer from the counts of all chunks. */
export function simulationResult(
  view: View,
  scenario: SimulationScenario,
  run: { readonly projected: Projected; readonly tally: Tally; readonly options: SimulateOptions },
): Result<Simulation> {
  const { projected, tally, options } = run;
  const { seed, draws, amounts, questionDraws } = options;
  const { view: seen, economy } = projected;
  const summary = summaryOf(projected, tally, seed);
  const expected = runPath(economy, { seed, draw: 0, expected: true, matrices: true }).values;
  const { levers, ...said } = scenario;
  return toResult(
    "simulate",
    {
      digest: seen.casebook.digest,
      unit: seen.casebook.currency,
      asOf: { validOn: seen.options.validOn, knownOn: seen.options.knownOn },
    },
    { ...viewParams(seen), ...options, scenario: scenario.id, levers: levers.map(leverText) },
    {
      values: {
        scenario: { ...said, levers: levers.map(leverText), start: quarterText(projected.start) },
        draws,
        seed,
        ...summary,
        inputs: projected.parameters,
        promises: projected.promises,
        left: projected.left,
        expected: flowsOf(projected, expected),
        owing: owingOf(projected, expected),
        calibration: calibration(projected, summary, expected),
        questions:
          questionDraws === 0 ? null : questions({ view, scenario, seed, draws: Math.min(draws, questionDraws), amounts }, projected),
      },
      iterations: draws,
      warnings: warningsOf(projected),
    },
  );
}

function checked(options: Partial<SimulateOptions>): SimulateOptions {
  const asked = { ...defaultSimulateOptions, ...options };
  for (const what of ["draws", "seed", "questionDraws"] as const)
    if (!(Number.isInteger(asked[what]) && asked[what] >= (what === "draws" ? 1 : 0)))
      throw new KeiretsuError("bad-option", `${what} is ${asked[what]}, expected a whole number`);
  if (!["low", "point", "high"].includes(asked.amounts))
    throw new KeiretsuError("bad-option", `amounts is "${asked.amounts}", expected low, point or high`);
  return asked;
}

/** Flows of firms with books and of traced sellers, rows of nothing left out. */
function flowsOf({ economy, start }: Projected, { matrices, vendorMoney, rounds, failedIn }: PathResult): readonly FirmFlows[] {
  const n = economy.firms.length;
  return economy.firms.flatMap(({ id, books }, i) => {
    if (!books && !economy.traced.includes(i)) return [];
    const names = matrices![0].flows.rows.map(({ name }) => name);
    const flows = names
      .map((name, r) => ({ name, amounts: matrices!.map(({ flows: { rows } }) => rows[r].amounts[i]) }))
      .filter(({ amounts }) => amounts.some((amount) => amount !== 0));
    const byQuarter = (amounts: Float64Array): readonly number[] => matrices!.map((_, q) => amounts[q * n + i]);
    const failsIn = failedIn[i] === 0 ? null : quarterText(start + failedIn[i] - 1);
    return [{ entity: id, flows, vendorMoney: byQuarter(vendorMoney), rounds: byQuarter(rounds), failsIn }];
  });
}

function owingOf({ economy }: Projected, { matrices }: PathResult): readonly PairOwing[] {
  const names = [...economy.firms.map(({ id }) => id), OUTSIDE];
  const pairs = new Map<string, { from: string; to: string; booked: number[]; promised: number[] }>();
  for (const [q, { owing }] of matrices!.entries())
    for (const { from, to, booked, promised } of owing) {
      const [debtor, creditor] = [names[from], names[to]];
      const key = `${debtor}>${creditor}`;
      const zeros = (): number[] => matrices!.map(() => 0);
      const row = pairs.get(key) ?? { from: debtor, to: creditor, booked: zeros(), promised: zeros() };
      row.booked[q] = booked;
      row.promised[q] = promised;
      pairs.set(key, row);
    }
  return [...pairs.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}

/** Days before the first quarter after which a figure of cash is old. */
const OLD = 120;

function warningsOf({ asked, left, parameters, start }: Projected): readonly Warning[] {
  const without = asked.filter(({ missing }) => missing.length > 0);
  const old = parameters.filter(
    ({ what, origin, validOn }) =>
      what === "cash" && origin === "cited" && validOn !== null && parseDate(validOn)!.lastDay < firstDayOf(start) - OLD,
  );
  const unknown = left.filter(({ reason }) => reason === "unknown");
  return [
    ...without.map(({ entity, missing }) => ({
      code: "no-books",
      message: `${entity}: its books are not kept, unknown are ${missing.join(", ")}`,
    })),
    ...old.map(({ subject, validOn }) => ({
      code: "old-cash",
      message: `${subject}: its cash is of ${validOn}; what was raised and burned from then to ${quarterText(start)} is not in it`,
    })),
    ...(unknown.length === 0
      ? []
      : [
          {
            code: "left-out",
            message: `promises that are in no quarter for want of a number: ${unknown.length} (${unknown.map(({ id }) => id).join(", ")})`,
          },
        ]),
  ];
}
