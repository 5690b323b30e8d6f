import { esri } from "../../contagion/esri.ts";
import { fromEdges, type Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { sum } from "../../num/sum.ts";
import { flowClass } from "../../record/instrument.ts";
import { paymentWindow } from "../../record/project.ts";
import { statusRank } from "../../record/strength.ts";
import { byLoss, byWave, type Ending, type Failure, type HolderLoss, lossOf, type ModelAnswer, NOISE, type Through } from "./answer.ts";
import { AMPLE } from "./debt-rank.ts";
import { compareInputs, compareMissing, type Input, type Missing } from "./inputs.ts";
import type { Material } from "./material.ts";
import { amountsOf } from "./obligations.ts";
import { type Assumption, industriesOf, type Need } from "./scenario.ts";
import { partWithin } from "./window.ts";

/**
 * Output through inputs: who stops when a supplier or a customer stops (ESRI, Diem and co-authors 2022). Links are what firms buy under counted legs,
 * a year of it, and links that the scenario assumes; industries and how much they need each other are assumptions, each with its reason. What
 * a firm sells beyond its links goes to end customers, as far as its revenue of twelve months is stated. The low end takes the low reading of every
 * need, with firms of one industry replacing each other, and lets firms of unknown revenue sell elsewhere without end; the high end takes the high
 * reading, without replacement, and lets them sell nothing beyond their links.
 */
export function supplyAnswer(material: Material): ModelAnswer {
  const { links, starts, missing } = linksOf(material);
  const { names, firms, shocked } = material;
  const industries = industriesOf(material.assumptions);
  const needs = material.assumptions.flatMap((one) => (one.kind === "essentiality" ? [one] : []));
  const fed = links.length > 0 && needs.length > 0;
  const linked = new Set(links.flatMap((row) => [row.from, row.to!]));
  const outcomes: Outcome<unknown>[] = [];
  const endings = fed
    ? (["low", "high"] as const).map((reading) => ending(material, { links, starts, industries, needs, reading, outcomes }))
    : [];
  const touched = [...shocked.output].some(([name, share]) => share < 1 && (linked.has(name) || firms.revenue.has(name)));
  const noRevenue = names.filter((name) => linked.has(name) && (firms.revenue.get(name)?.point ?? null) === null);
  return {
    model: "esri",
    state: !fed ? "not-identifiable" : touched ? "answered" : "untouched",
    inputs: [...links, ...[...firms.revenue.values()].filter((row) => linked.has(row.from))].sort(compareInputs),
    missing: [
      ...missing,
      ...noRevenue.map((entity): Missing => ({ what: "revenue", entity, leg: null, reason: "no-claim" })),
      ...(needs.length > 0 ? [] : [{ what: "essentiality", entity: "", leg: null, reason: "no-claim" } as const]),
    ].sort(compareMissing),
    assumptions: [
      ...needs.map((one) => `essentiality ${one.input} ${one.user}`),
      "industries",
      "no-stocks",
      "revenue-stays",
      ...(noRevenue.length > 0 ? ["unknown-revenue"] : []),
    ],
    loss: fed ? lossOf(endings, false) : { low: null, point: null, high: null },
    proved: false,
    endings,
    converged: outcomes.every((outcome) => outcome.converged ?? true),
    residual: Math.max(0, ...outcomes.map((outcome) => outcome.residual ?? 0)),
    warnings: [],
  };
}

/** The high reading. */
export function supplyEnding(material: Material): Ending {
  const needs = material.assumptions.flatMap((one) => (one.kind === "essentiality" ? [one] : []));
  const { links, starts } = linksOf(material);
  return ending(material, { links, starts, industries: industriesOf(material.assumptions), needs, reading: "high", outcomes: [] });
}

const YEAR_DAYS = 365.2425;

interface Links {
  readonly links: readonly Input[];
  /** First day of the links that have one. */
  readonly starts: ReadonlyMap<Input, number>;
  readonly missing: readonly Missing[];
}

/** Who supplies whom, a year: `from` is the supplier. A link of unknown size has no figures and counts as an equal part. */
function linksOf(material: Material): Links {
  const { view, window, assumptions } = material;
  const amounts = amountsOf(view, { ...material.options, inKind: false, contingent: false });
  const links: Input[] = [];
  const starts = new Map<Input, number>();
  const missing: Missing[] = [];
  for (const row of amounts.rows) {
    const { leg, chosen } = row;
    if (flowClass(leg.instrument) !== "revenue" || leg.gives !== "cash" || statusRank(row.status!.status) === statusRank("closed"))
      continue;
    // A share of revenue pays for no input: at an unknown size it would count as a contract for one.
    if (leg.instrument === "revenue-share") continue;
    const [from, to] = [amounts.firm(leg.to), amounts.firm(leg.from)];
    const amount = amounts.of(row);
    const assumed = assumptions.find((one) => one.kind === "term" && one.leg === leg.id);
    const years = leg.termYears ?? (assumed?.kind === "term" ? assumed.years : null);
    const base = { what: "supply", from, to, leg: leg.id, claim: chosen?.id ?? null, source: chosen?.source ?? null } as const;
    const running = years === null ? null : paymentWindow({ ...row, leg: { ...leg, termYears: years } });
    if (amount !== null && running !== null) {
      if (partWithin(running, window) === 0) continue;
      const year = YEAR_DAYS / (running.lastDay - running.firstDay + 1);
      const named = leg.termYears === null ? ["even-spread", `term ${leg.id}`] : ["even-spread"];
      const link: Input = {
        ...base,
        low: (amount.low ?? 0) * year,
        point: amount.point! * year,
        high: amount.high! * year,
        assumptions: named,
      };
      links.push(link);
      starts.set(link, running.firstDay);
      continue;
    }
    missing.push({ what: "supply", entity: from, leg: leg.id, reason: amount === null ? "no-amount" : "no-term" });
    links.push({ ...base, low: null, point: null, high: null, assumptions: ["equal-parts"] });
  }
  for (const one of assumptions) {
    if (one.kind !== "supply") continue;
    const { amount } = one;
    const base = { what: "supply", from: amounts.firm(one.from), to: amounts.firm(one.to), leg: null, claim: null, source: null } as const;
    const named = [`supply ${one.from} ${one.to}`, ...(amount === null ? ["equal-parts"] : [])];
    links.push({ ...base, low: amount, point: amount, high: amount, assumptions: named });
  }
  return { links: links.sort(compareInputs), starts, missing };
}

type NeedRow = Extract<Assumption, { readonly kind: "essentiality" }>;

interface Reading {
  readonly links: readonly Input[];
  readonly starts: Links["starts"];
  readonly industries: ReadonlyMap<string, string>;
  readonly needs: readonly NeedRow[];
  readonly reading: "low" | "high";
  readonly outcomes: Outcome<unknown>[];
}

const OTHER = "other";

function ending(material: Material, { links, starts, industries, needs, reading, outcomes }: Reading): Ending {
  const { names, index, firms, shocked, quarters } = material;
  const kinds = [...new Set([OTHER, ...industries.values(), ...needs.flatMap((one) => [one.input, one.user])])];
  const industry = names.map((name) => kinds.indexOf(industries.get(name) ?? OTHER));
  const essentiality = kinds.map(() => kinds.map((): Need => 0));
  for (const one of needs) essentiality[kinds.indexOf(one.input)][kinds.indexOf(one.user)] = one[reading];
  const network = supplyNetwork(material, links, industries);
  const sales = new Float64Array(names.length);
  for (const row of links) sales[index.get(row.from)!] += row.point ?? 0;
  const later = salesBegunLater(material, links, starts);
  const said = names.map((name) => {
    const stated = firms.revenue.get(name);
    return stated === undefined ? 0 : (stated.point ?? stated.low ?? 0) + (later.get(name) ?? 0);
  });
  const weights = said.map((x, i) => Math.max(sales[i], x));
  const most = AMPLE * Math.max(1, ...weights);
  const revenue = names.map((name, i) =>
    reading === "low" && firms.revenue.get(name)?.point == null ? most : Math.max(salesIn(network, i), said[i]),
  );
  const params = { industry, essentiality, substitution: reading === "low", revenue, weights };
  const outcome = esri(network, { ...params, remaining: names.map((name) => shocked.output.get(name) ?? 1) });
  outcomes.push(outcome);
  const { hd, hu } = outcome.values;
  const lost = (i: number): number => weights[i] * (1 - Math.min(hd[i], hu[i])) * (quarters / 4);
  const noise = NOISE * Math.max(1, ...weights);
  const gone = (name: string): number => 1 - Math.min(hd[index.get(name)!], hu[index.get(name)!]);
  const through = (name: string): Through[] =>
    links
      .filter(
        (row) => (row.to === name && 1 - hd[index.get(row.from)!] > NOISE) || (row.from === name && 1 - hu[index.get(row.to!)!] > NOISE),
      )
      .map((row) => ({ from: row.to === name ? row.from : row.to!, loss: 0, legs: row.leg === null ? [] : [row.leg] }))
      .filter((one) => gone(one.from) > NOISE);
  const holders = names
    .map((entity, i): HolderLoss => ({ entity, loss: lost(i), by: shocked.output.has(entity) ? [] : through(entity) }))
    .filter((row) => row.loss > noise)
    .sort(byLoss);
  const losing = names.filter((name) => gone(name) > NOISE);
  const waves = stepsFrom([...shocked.output.keys()], new Map(losing.map((name) => [name, through(name).map((one) => one.from)])));
  const failures = names
    .filter((name) => gone(name) >= 1 - NOISE)
    .map((entity): Failure => {
      const wave = shocked.output.has(entity) ? 0 : (waves.get(entity) ?? 1);
      return { entity, wave, before: false, by: wave === 0 ? [] : through(entity) };
    })
    .sort(byWave);
  const alone = names.map((name, i) => weights[i] * (1 - (shocked.output.get(name) ?? 1)) * (quarters / 4));
  return {
    amounts: "point",
    buffers: reading === "low" ? "ample" : "thin",
    loss: sum(Float64Array.from(holders, (row) => row.loss)),
    lossBefore: 0,
    outside: 0,
    standAlone: sum(Float64Array.from(alone)),
    holders,
    failures,
    outputShare: outcome.values.esri,
    byBelief: null,
  };
}

/** Contracts that begin after the year that a stated revenue covers come on top of it. */
function salesBegunLater({ view, firms }: Material, links: readonly Input[], starts: Links["starts"]): ReadonlyMap<string, number> {
  const covered = new Map(view.casebook.claims.map((claim) => [claim.id, claim.validOn?.lastDay ?? Infinity]));
  const later = new Map<string, number>();
  for (const link of links) {
    const claim = firms.revenue.get(link.from)?.claim ?? null;
    const start = starts.get(link);
    if (claim === null || start === undefined || start <= covered.get(claim)!) continue;
    later.set(link.from, (later.get(link.from) ?? 0) + link.point!);
  }
  return later;
}

/** How many links away from the shock each firm is that loses by it. */
function stepsFrom(shocked: readonly string[], causes: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const steps = new Map(shocked.map((name) => [name, 0]));
  for (let step = 1, before = -1; before < steps.size; step++) {
    before = steps.size;
    const next = [...causes].filter(([name, by]) => !steps.has(name) && by.some((from) => steps.has(from)));
    for (const [name] of next) steps.set(name, step);
  }
  return steps;
}

function salesIn({ start, weight }: Network, i: number): number {
  let total = 0;
  for (let e = start[i]; e < start[i + 1]; e++) total += weight[e];
  return total;
}

/**
 * Links of unknown size stand in for equal parts of what their buyer takes of that industry: as large as the mean of the known ones, or 1 where none
 * is known, since only shares count.
 */
function supplyNetwork({ names, index, currency }: Material, links: readonly Input[], industries: ReadonlyMap<string, string>): Network {
  const known = new Map<string, number[]>();
  const slot = (row: Input): string => `${row.to} ${industries.get(row.from) ?? OTHER}`;
  for (const row of links) if (row.point !== null) known.set(slot(row), [...(known.get(slot(row)) ?? []), row.point]);
  const size = (row: Input): number => {
    if (row.point !== null) return row.point;
    const others = known.get(slot(row)) ?? [];
    return others.length === 0 ? 1 : sum(Float64Array.from(others)) / others.length;
  };
  return fromEdges(
    {
      n: names.length,
      from: links.map((row) => index.get(row.from)!),
      to: links.map((row) => index.get(row.to!)!),
      amount: links.map(size),
    },
    { lens: "supplies", unit: currency, names },
  );
}
