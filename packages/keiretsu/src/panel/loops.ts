/**
 * Which loops does the money of a casebook run through, and how much can each carry?
 *
 * Circuits over the counted legs of a view, leg by leg (two legs between the same firms make two loops), of at most `maxLength` legs, whether
 * their amounts are known or not. A loop carries at most its smallest leg: `capacity.low` is the least low amount (null where a leg has no
 * floor), `capacity.high` the least high amount that is known; a leg without one can only lower it, and marks the loop `open`.
 * Capacities of loops that share a leg do not add: what goes round in all is the set-off of circularity.ts.
 * Every loop that the casebook states is answered for: it is in `loops`, or in `dead` with the legs that end it.
 */
import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import type { StatedLoop, Status } from "../record/casebook.ts";
import { horizon } from "../record/horizon.ts";
import { isContingent, isInKind } from "../record/instrument.ts";
import { legSources } from "../record/leg-sources.ts";
import { paymentWindow, type Projection, type ProjectOptions } from "../record/project.ts";
import { statusRank } from "../record/strength.ts";
import type { LegView, Verdict, View } from "../record/view.ts";
import { circuits } from "../trace/circuits.ts";
import { legAmounts } from "./leg-amounts.ts";
import { runs, type Runs } from "./runs.ts";
import { viewParams } from "./params.ts";

export interface LoopsOptions extends Omit<ProjectOptions, "amounts"> {
  /** Most legs on a loop, at least 2. */
  readonly maxLength: number;
  /** Most loops to list. */
  readonly limit: number;
}

/** A loop is a structure: what is in kind or contingent is shown and marked, unless it is asked away. */
export const defaultLoopsOptions: LoopsOptions = { perimeter: "parent", inKind: true, contingent: true, maxLength: 4, limit: 20_000 };

export interface Loop {
  /** Id of the stated loop with these legs, else the leg ids joined by ">". */
  readonly id: string;
  /** Title of the stated loop, null for a loop that only the deals imply. */
  readonly title: string | null;
  readonly titleFr: string | null;
  /** Firms in the order in which money moves, from the smallest id. */
  readonly nodes: readonly string[];
  /** Leg that leaves each of these firms. */
  readonly legs: readonly string[];
  /** In the casebook's currency; null = unknown bound. */
  readonly capacity: { readonly low: number | null; readonly high: number | null };
  /** A leg has no known ceiling. */
  readonly open: boolean;
  /** A stated loop whose return is not a recorded deal: one leg, no capacity. */
  readonly half: boolean;
  /** Instruments in the order of the legs. */
  readonly signature: string;
  /** The weakest status among its legs. */
  readonly status: Status;
  /** Whether its payments can follow one another in time. */
  readonly feasible: boolean;
  readonly contingent: boolean;
  readonly inKind: boolean;
  /** Ids of the sources behind the amounts and the status of its legs, and of those that state the loop. */
  readonly sources: readonly string[];
}

/** Why a leg ends a stated loop: the verdict of the view, or a switch of this question. */
export type LegEnd = Exclude<Verdict, "counted"> | "in-kind-or-contingent" | "inside-one-firm" | "not-recorded";

export interface DeadLoop {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly legs: readonly string[];
  /** leg: at least one leg does not count. open: all count but they do not close between firms. length: it has more legs than asked for. */
  readonly reason: "leg" | "open" | "length";
  readonly ends: readonly { readonly leg: string; readonly reason: LegEnd; readonly status: Status | null }[];
}

export interface LoopsValues {
  readonly loops: readonly Loop[];
  readonly dead: readonly DeadLoop[];
  readonly counts: {
    readonly loops: number;
    readonly stated: number;
    readonly half: number;
    readonly open: number;
    /** Legs that could be on a loop, and those of them without an amount. */
    readonly legs: number;
    readonly legsWithoutAmount: number;
  };
}

export function loops(view: View, options: Partial<LoopsOptions> = {}): Result<LoopsValues> {
  const asked: LoopsOptions = { ...defaultLoopsOptions, ...options };
  const found = findLoops(view, runs(view, asked, "none"), asked);
  return toResult(
    "loops",
    {
      digest: view.casebook.digest,
      unit: view.casebook.currency,
      asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn },
    },
    { ...viewParams(view), ...asked },
    found,
  );
}

/** The engine: for circularity and spread, which have their runs at hand. */
export function findLoops(
  view: View,
  run: Runs,
  options: LoopsOptions,
): { readonly values: LoopsValues; readonly warnings: readonly Warning[] } {
  const { counted } = run;
  const { network, rows } = everyLeg(run, legAmounts(run.ceiling));
  const { values, warnings } = circuits(network, { maxLength: options.maxLength, limit: options.limit, expandParallel: true });
  const bounds = { low: legAmounts(run.low), high: legAmounts(run.ceiling) };
  const stated = new Map<string, StatedLoop>();
  for (const loop of [...view.casebook.loops].sort((a, b) => compareText(b.id, a.id))) stated.set(legKey(loop.legs), loop);
  const timing = values.timing ?? [];

  const found = values.circuits.map((circuit, k): Loop => {
    const legs = circuit.edges.map((edge) => rows[network.leg[edge]]);
    const known = stated.get(legKey(legs.map((row) => row.leg.id)));
    return describe(view, legs, {
      stated: known ?? null,
      nodes: circuit.nodes.map((i) => network.names[i]),
      feasible: timing[k].feasible,
      capacity: {
        low: leastOf(legs.map((row) => bounds.low.get(row.leg.id) ?? null)),
        high: leastKnown(legs.map((row) => bounds.high.get(row.leg.id) ?? null)),
      },
      open: legs.some((row) => (bounds.high.get(row.leg.id) ?? null) === null),
      half: false,
    });
  });
  const half = halfLoops(view, run);
  const all = [...found, ...half].sort(compareLoops);
  const met = new Set(all.map((loop) => loop.id));
  const dead = [...view.casebook.loops]
    .filter((loop) => !met.has(loop.id))
    .sort((a, b) => compareText(a.id, b.id))
    .map((loop) => deadLoop(view, run.point, loop, options));
  return {
    values: {
      loops: all,
      dead,
      counts: {
        loops: found.length,
        stated: found.filter((loop) => loop.title !== null).length,
        half: half.length,
        open: found.filter((loop) => loop.open).length,
        legs: counted.length,
        legsWithoutAmount: run.withoutAmount.length,
      },
    },
    warnings,
  };
}

/**
 * A network of every counted leg, so that a leg without an amount is on its loops too. Weights are the high amounts, and the largest of them
 * where there is none: they only say which loops go first when there are too many to list.
 */
function everyLeg(run: Runs, high: ReadonlyMap<string, number | null>): { readonly network: Network; readonly rows: readonly LegView[] } {
  const { firm, network: stated } = run.point;
  const { names } = stated;
  const { counted } = run;
  const index = new Map(names.map((name, i) => [name, i]));
  const largest = Math.max(1, ...[...high.values()].map((amount) => amount ?? 0));
  const windows = counted.map(paymentWindow);
  const network = fromEdges(
    {
      n: names.length,
      from: counted.map(({ leg }) => index.get(firm(leg.from))!),
      to: counted.map(({ leg }) => index.get(firm(leg.to))!),
      amount: counted.map((row) => high.get(row.leg.id) ?? largest),
      firstDay: windows.map((window) => window.firstDay),
      lastDay: windows.map((window) => window.lastDay),
    },
    { lens: "pays", unit: stated.unit, names },
  );
  return { network, rows: counted };
}

function describe(
  view: View,
  rows: readonly LegView[],
  parts: { readonly stated: StatedLoop | null } & Pick<Loop, "nodes" | "feasible" | "capacity" | "open" | "half">,
): Loop {
  const { stated, ...rest } = parts;
  const told = rows.flatMap((row) => [row.chosen?.source, row.status?.source]).filter((id) => id !== undefined);
  const sources = [...told, ...rows.flatMap((row) => legSources(view.casebook, row.leg, horizon(view.options)))];
  return {
    id: stated?.id ?? rows.map((row) => row.leg.id).join(">"),
    title: stated?.title ?? null,
    titleFr: stated?.titleFr ?? null,
    nodes: rest.nodes,
    legs: rows.map((row) => row.leg.id),
    capacity: rest.capacity,
    open: rest.open,
    half: rest.half,
    signature: rows.map((row) => row.leg.instrument).join(">"),
    status: rows.map((row) => row.status!.status).reduce((a, b) => (statusRank(b) < statusRank(a) ? b : a)),
    feasible: rest.feasible,
    contingent: rows.some((row) => isContingent(row.leg)),
    inKind: rows.some((row) => isInKind(row.leg)),
    sources: [...new Set([...sources, ...(stated?.statedIn ?? [])])].sort(compareText),
  };
}

/** Stated loops of one recorded leg, when that leg counts. */
function halfLoops(view: View, run: Runs): Loop[] {
  const counted = new Map(run.counted.map((row) => [row.leg.id, row]));
  return view.casebook.loops.flatMap((stated) => {
    const row = stated.legs.length === 1 ? counted.get(stated.legs[0]) : undefined;
    if (!row) return [];
    const nodes = [run.point.firm(row.leg.from), run.point.firm(row.leg.to)];
    return [describe(view, [row], { stated, nodes, feasible: true, capacity: { low: null, high: null }, open: true, half: true })];
  });
}

function deadLoop(view: View, point: Projection, loop: StatedLoop, options: LoopsOptions): DeadLoop {
  const byId = new Map(view.legs.map((row) => [row.leg.id, row]));
  const setAside = new Set(point.setAside);
  const internal = new Set(point.internal);
  const ends = loop.legs.flatMap((id): DeadLoop["ends"] => {
    const row = byId.get(id);
    const status = row?.status?.status ?? null;
    if (!row) return [{ leg: id, reason: "not-recorded", status }];
    if (row.verdict !== "counted") return [{ leg: id, reason: row.verdict, status }];
    if (setAside.has(row)) return [{ leg: id, reason: "in-kind-or-contingent", status }];
    return internal.has(row) ? [{ leg: id, reason: "inside-one-firm", status }] : [];
  });
  const reason = ends.length > 0 ? "leg" : loop.legs.length > options.maxLength ? "length" : "open";
  return { id: loop.id, title: loop.title, titleFr: loop.titleFr, legs: loop.legs, reason, ends };
}

/** Largest capacity first, loops without one last; of equal ones those with every amount known first, then the shorter, then by id. */
function compareLoops(a: Loop, b: Loop): number {
  return (
    (b.capacity.high ?? -1) - (a.capacity.high ?? -1) ||
    Number(a.open) - Number(b.open) ||
    a.legs.length - b.legs.length ||
    compareText(a.id, b.id)
  );
}

/** The order of the legs does not matter: the same set is the same loop. */
function legKey(legs: readonly string[]): string {
  return [...legs].sort(compareText).join(" ");
}

function leastOf(values: readonly (number | null)[]): number | null {
  return values.includes(null) ? null : leastKnown(values);
}

function leastKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
