import { KeiretsuError } from "../../assert.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import type { View } from "../../record/view.ts";
import type { Economy } from "../../simulate/economy.ts";
import { runPath } from "../../simulate/run.ts";
import { viewParams } from "../params.ts";
import type { Parameter } from "../simulation/parameters.ts";
import { projectEconomy } from "../simulation/projection.ts";
import { quarterText } from "../simulation/quarter.ts";
import { leverText, type SimulationScenario, speaksOf } from "../simulation/scenario.ts";
import { type Forborne, forborne } from "./forborne.ts";
import { type Capital, type Holding, holdings } from "./holdings.ts";
import { type Lending, lending } from "./lending.ts";
import { type ReportedRow, reportedRows } from "./reported.ts";
import { type Returned, returned } from "./returned.ts";

export interface HindsightOptions {
  readonly draws: number;
  readonly seed: number;
}

export const defaultHindsightOptions: HindsightOptions = { draws: 1000, seed: 1 };

/** How each firm with books ends on the path without chance. */
export interface FirmEnding {
  readonly entity: string;
  readonly outcome: "closed" | "rolled" | "failed";
  readonly failedIn: string | null;
  /** What was had back of what it owed; null = it stands. */
  readonly recovered: number | null;
  /** By quarter: end demand after costs over what falls due beyond them; null where nothing does, or the firm has failed. */
  readonly coverage: readonly (number | null)[];
  /** From customers outside, and all that came in from other firms of the run; in all. */
  readonly fromOutside: number;
  readonly fromFirms: number;
  /** Written off in all. */
  readonly lost: number;
}

export interface Hindsight {
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly titleFr: string;
    readonly question: string;
    readonly questionFr: string;
    readonly levers: readonly string[];
    readonly notes: readonly string[];
    readonly notesFr: readonly string[];
  };
  readonly quarters: readonly string[];
  readonly endings: readonly FirmEnding[];
  /** Written off by lenders and investors outside. */
  readonly lostOutside: number;
  readonly lending: readonly Lending[];
  readonly returned: readonly Returned[];
  readonly holdings: readonly Holding[];
  readonly capital: readonly Capital[];
  /** Empty unless the scenario speaks of forbearance. */
  readonly forborne: readonly Forborne[];
  readonly reported: readonly ReportedRow[];
  /** Numbers of the run that no source gives: recalled, by their own words. */
  readonly recalled: readonly Parameter[];
}

/**
 * Question: what does a run of the past say beside what is on record - loans promised and drawn, orders that follow them, stakes and capital as prices move, borrowers kept alive,
 * failures, losses? On the path without chance; forbearance over many paths. Cost O(quarters x (firms + promises)), and that times the draws where a lender forbears.
 */
export function hindsight(view: View, scenario: SimulationScenario, options: Partial<HindsightOptions> = {}): Result<Hindsight> {
  const asked = { ...defaultHindsightOptions, ...options };
  for (const what of ["draws", "seed"] as const)
    if (!(Number.isInteger(asked[what]) && asked[what] >= (what === "draws" ? 1 : 0)))
      throw new KeiretsuError("bad-option", `${what} is ${asked[what]}, expected a whole number`);
  const projected = projectEconomy(view, scenario);
  const { economy, start, view: seen } = projected;
  const path = runPath(economy, { seed: asked.seed, draw: 0, expected: true, matrices: true }).values;
  const n = economy.firms.length;
  const loans = lending(economy, path);
  const stakes = holdings(economy, path);
  const alive = speaksOf(scenario, "forbearance") ? forborne(economy, asked) : [];
  const { id, title, titleFr, question, questionFr, notes, notesFr, levers } = scenario;
  return toResult(
    "hindsight",
    {
      digest: seen.casebook.digest,
      unit: seen.casebook.currency,
      asOf: { validOn: seen.options.validOn, knownOn: seen.options.knownOn },
    },
    { ...viewParams(seen), ...asked, scenario: id, levers: levers.map(leverText) },
    {
      values: {
        scenario: { id, title, titleFr, question, questionFr, levers: levers.map(leverText), notes, notesFr },
        quarters: Array.from({ length: economy.quarters }, (_, q) => quarterText(start + q)),
        endings: economy.firms.flatMap(({ id: entity }, i): readonly FirmEnding[] => {
          const outcome = path.outcome[i];
          if (outcome === null) return [];
          const failedIn = path.failedIn[i] === 0 ? null : quarterText(start + path.failedIn[i] - 1);
          const recovered = failedIn === null ? null : path.recovered[i];
          const coverage = Array.from({ length: economy.quarters }, (_, q) => {
            const value = path.coverage[q * n + i];
            return Number.isNaN(value) ? null : value;
          });
          let fromOutside = 0;
          for (let q = 0; q < economy.quarters; q++)
            fromOutside += path.failedIn[i] > 0 && path.failedIn[i] - 1 < q ? 0 : path.revenue[q * n + i];
          return [
            {
              entity,
              outcome,
              failedIn,
              recovered,
              coverage,
              fromOutside,
              fromFirms: fromFirms(economy, path.matrices!.at(-1)!.paid, i),
              lost: path.lost[i],
            },
          ];
        }),
        lostOutside: path.lost[n],
        lending: loans,
        returned: returned(economy, path),
        ...stakes,
        forborne: alive,
        reported: reportedRows(projected, path, { lending: loans, holdings: stakes.holdings, forborne: alive }),
        recalled: projected.parameters.filter(({ reason }) => isRecalled(reason)),
      },
      iterations: economy.quarters,
      warnings: warningsOf(projected.asked),
    },
  );
}

const SALES: ReadonlySet<string> = new Set(["take-or-pay", "purchase", "lease", "revenue-share", "guarantee"]);

/** What firms of the run paid for what they bought or rented. */
function fromFirms({ commitments }: Economy, paid: Float64Array, i: number): number {
  return commitments.reduce((sum, { kind, to }, k) => (SALES.has(kind) && to === i ? sum + paid[k] : sum), 0);
}

/** A reason that owns to being from memory. */
function isRecalled(reason: string): boolean {
  return /\brecalled\b/i.test(reason);
}

function warningsOf(asked: readonly { readonly entity: string; readonly missing: readonly string[] }[]): readonly Warning[] {
  return asked
    .filter(({ missing }) => missing.length > 0)
    .map(({ entity, missing }) => ({ code: "no-books", message: `${entity}: its books are not kept, unknown are ${missing.join(", ")}` }));
}
