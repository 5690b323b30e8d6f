/**
 * How much of the money is the same money going round?
 *
 * One number cannot say it, so this is a panel over the counted legs of a view: gross flow, the part that two firms pay each other, the largest set-off
 * (what could be cleared round loops without anybody's net position moving), the net floor (what would move if only net positions were
 * paid), Finn's cycling index, the split of net flows into downhill and circular with the trophic incoherence, the vendor-financed share of each
 * seller, and the loops that can carry most.
 *
 * Bounds that are proved: gross, reciprocal and set-off grow with every amount, so they lie between the low run and the high run; a leg of
 * unknown amount counts for nothing in the low run and without bound in the high one, unless a cited limit of its payer bounds it. The low
 * end of the net floor is exact, its high end an outer bound. Ranges over scenarios, not bounds: every share and index, since both of its parts move.
 */
import { compareText } from "../finding.ts";
import type { Network } from "../network/network.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import { flowClass } from "../record/instrument.ts";
import type { ProjectOptions } from "../record/project.ts";
import type { LegView, View } from "../record/view.ts";
import { finnCycling } from "../trace/finn-cycling.ts";
import { hodge } from "../trace/hodge.ts";
import { type Flows, flows } from "./flows.ts";
import { defaultLoopsOptions, findLoops, type Loop } from "./loops.ts";
import { netFloor } from "./net-floor.ts";
import { viewParams } from "./params.ts";
import { type Range, shareOf, spanOf } from "./range.ts";
import { type LimitRule, type OpenLeg, runs, type Runs } from "./runs.ts";
import { type VendorFinanced, vendorFinanced } from "./vendor-financed.ts";

export interface CircularityOptions extends Omit<ProjectOptions, "amounts"> {
  /** Most legs on a loop. */
  readonly maxLength: number;
  /** How many loops to show. */
  readonly top: number;
  /** Which cited limits of a payer may bound a leg of unknown amount from above. */
  readonly limits: LimitRule;
}

export const defaultCircularityOptions: CircularityOptions = {
  perimeter: "parent",
  inKind: true,
  contingent: false,
  maxLength: defaultLoopsOptions.maxLength,
  top: 5,
  limits: "covering",
};

export interface Circularity {
  readonly gross: Flows["gross"];
  readonly reciprocal: Flows["reciprocal"];
  readonly setOff: Flows["setOff"];
  readonly netFloor: Range;
  readonly shares: Flows["shares"];
  /** In [0, 1]; null where nothing flows. */
  readonly finnIndex: Range;
  /** Shares of the energy of net flows, which add up to 1 in each run, and the trophic incoherence: 0 a perfect hierarchy, 1 a balanced round. */
  readonly hodge: { readonly gradient: Range; readonly circular: Range; readonly incoherence: Range };
  readonly vendorFinanced: readonly VendorFinanced[];
  /** The loops that can carry most, one of each way from firm to firm. */
  readonly loops: readonly Loop[];
  /** All loops found, of which `loops` are the first. */
  readonly loopCount: number;
  /** Stated loops of one recorded leg: their return is no recorded deal. In the order of the loops. */
  readonly halfLoops: readonly Loop[];
  readonly coverage: Coverage;
}

/** What the figures rest on. */
export interface Coverage {
  /** Legs that count and stand between two firms, and those of them whose source names an amount. */
  readonly legs: number;
  readonly legsWithAmount: number;
  readonly share: number | null;
  readonly withoutAmount: readonly OpenLeg[];
  /** Legs of "at least X": a floor, no ceiling. */
  readonly withoutCeiling: readonly OpenLeg[];
  /** Legs left out because they are in kind or contingent, and because both parties are one firm. */
  readonly setAside: readonly string[];
  readonly internal: readonly string[];
  /** Firms that sell on counted legs of which none has an amount: how their revenue was financed cannot be said. Sorted. */
  readonly sellersWithoutAmount: readonly string[];
  readonly firms: number;
}

export function circularity(view: View, options: Partial<CircularityOptions> = {}): Result<Circularity> {
  const asked: CircularityOptions = { ...defaultCircularityOptions, ...options };
  const run = runs(view, asked, asked.limits);
  const sums = flows(run);
  const structure = { low: structureOf(run.low.network), point: structureOf(run.point.network), high: structureOf(run.high.network) };
  const span = (pick: (one: Structure) => number | null): Range =>
    spanOf({ low: pick(structure.low), point: pick(structure.point), high: pick(structure.high) });
  const found = findLoops(view, run, { ...defaultLoopsOptions, ...asked });
  const whole = found.values.loops.filter((loop) => !loop.half);
  const values: Circularity = {
    gross: sums.gross,
    reciprocal: sums.reciprocal,
    setOff: sums.setOff,
    netFloor: netFloor(run.low.network, run.point.network, run.upper),
    shares: sums.shares,
    finnIndex: span((one) => one.finn),
    hodge: { gradient: span((one) => one.gradient), circular: span((one) => one.circular), incoherence: span((one) => one.incoherence) },
    vendorFinanced: vendorFinanced(run),
    loops: oneOfEachWay(whole).slice(0, asked.top),
    loopCount: whole.length,
    halfLoops: found.values.loops.filter((loop) => loop.half),
    coverage: coverageOf(run),
  };
  const ends = Object.values(structure);
  return toResult(
    "circularity",
    {
      digest: view.casebook.digest,
      unit: view.casebook.currency,
      asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn },
    },
    { ...viewParams(view), ...asked },
    {
      values,
      converged: sums.converged && ends.every((one) => one.converged),
      iterations: Math.max(...ends.map((one) => one.iterations)),
      residual: Math.max(...ends.map((one) => one.residual)),
      warnings: warningsOf(run, { values, ofLoops: found.warnings, rule: asked.limits }),
    },
  );
}

/** The first of the loops that pass the same firms in the same order: parallel legs make many of what a reader sees as one. */
function oneOfEachWay(loops: readonly Loop[]): readonly Loop[] {
  const met = new Set<string>();
  return loops.filter((loop) => {
    const way = loop.nodes.join(" ");
    return met.has(way) ? false : met.add(way);
  });
}

interface Structure {
  readonly finn: number | null;
  readonly gradient: number | null;
  readonly circular: number | null;
  readonly incoherence: number | null;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

function structureOf(network: Network): Structure {
  const cycling = finnCycling(network);
  const split = hodge(network);
  const { energyTotal, energyGradient, circularShare, incoherence } = split.values;
  return {
    finn: cycling.values.finnCyclingIndex,
    gradient: shareOf(energyGradient, energyTotal),
    circular: circularShare,
    incoherence: network.m === 0 ? null : incoherence,
    converged: (cycling.converged ?? true) && (split.converged ?? true),
    iterations: split.iterations ?? 0,
    residual: Math.max(split.residual ?? 0, cycling.residual ?? 0),
  };
}

function coverageOf(run: Runs): Coverage {
  const legs = run.counted.length;
  const legsWithAmount = legs - run.withoutAmount.length;
  return {
    legs,
    legsWithAmount,
    share: shareOf(legsWithAmount, legs),
    withoutAmount: run.withoutAmount,
    withoutCeiling: run.withoutCeiling,
    setAside: run.point.setAside.map((row) => row.leg.id),
    internal: run.point.internal.map((row) => row.leg.id),
    sellersWithoutAmount: sellersWithoutAmount(run),
    firms: run.point.network.n,
  };
}

function sellersWithoutAmount(run: Runs): readonly string[] {
  const unknown = new Set(run.withoutAmount.map((row) => row.leg));
  const selling = run.counted.filter((row) => flowClass(row.leg.instrument) === "revenue");
  const seller = (row: LegView): string => run.point.firm(row.leg.to);
  const told = new Set(selling.filter((row) => !unknown.has(row.leg.id)).map(seller));
  return [...new Set(selling.map(seller))].filter((firm) => !told.has(firm)).sort(compareText);
}

function warningsOf(
  run: Runs,
  told: { readonly values: Circularity; readonly ofLoops: readonly Warning[]; readonly rule: LimitRule },
): Warning[] {
  const { values, ofLoops, rule } = told;
  const { coverage } = values;
  const warnings: Warning[] = [...run.point.warnings, ...ofLoops];
  const open = [...coverage.withoutAmount, ...coverage.withoutCeiling].sort((a, b) => compareText(a.leg, b.leg));
  const free = open.filter((row) => row.limit === null);
  if (free.length > 0)
    warnings.push({
      code: "unbounded-legs",
      message: `legs that nothing bounds from above, so that gross flow has no upper bound: ${free.length} (${free.map((row) => row.leg).join(", ")})`,
    });
  for (const { leg, limit } of open) {
    if (limit === null) continue;
    warnings.push({ code: "bounded-by-limit", message: `${leg} is bounded by ${limit.kind} of ${limit.entity}, claim ${limit.claim}` });
  }
  if (rule === "overlapping" && open.some((row) => row.limit !== null))
    warnings.push({
      code: "limits-not-proved",
      message: "limits of payers whose periods only overlap are scenarios: the figures that rest on them are no proved bounds",
    });
  if (run.point.setAside.length > 0)
    warnings.push({
      code: "set-aside",
      message: `legs in kind or contingent, left out as asked: ${coverage.setAside.length} (${coverage.setAside.join(", ")})`,
    });
  if (run.counted.length > 0)
    warnings.push({
      code: "ranges-over-scenarios",
      message:
        "shares and indices are ranges over the low, stated and high amounts, not proved bounds; legs without an amount are not in them",
    });
  return warnings.sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message));
}
