import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { type Figured, figuredLegs, groupBy, readLegs } from "./sums.ts";

const apparentDuplicate: FindingCode = {
  code: "apparent-duplicate",
  severity: "warning",
  summary: "{found} and {other} have the same parties, instrument, near dates ({on}, {otherOn}) and amounts that overlap.",
  summaryFr:
    "{found} et {other} ont les mêmes parties, le même instrument, des dates proches ({on}, {otherOn}) et des montants qui se recoupent.",
  advice: "If it is one deal told twice, keep one leg and move the claims to it; if one contains the other, say so in part_of.",
  adviceFr:
    "Si c’est un accord raconté deux fois, gardez un volet et rattachez-y les affirmations ; si l’un contient l’autre, dites-le dans part_of.",
};

const restatedTotal: FindingCode = {
  code: "restated-total",
  severity: "warning",
  summary: "The amount of {found} is the sum of {other}: a total told again would be counted twice.",
  summaryFr: "Le montant de {found} est la somme de {other} : un total redit compterait deux fois.",
  advice: "Name {found} in part_of of each of its parts.",
  adviceFr: "Nommez {found} dans part_of de chacune de ses parties.",
};

const NEAR_DAYS = 45;
/** Amounts of two tellings of one deal differ by rounding and by rates of exchange. */
const NEAR_RELATIVE = 0.1;
/** The press rounds a total to two digits: 22 bn for 22.4. */
const ROUNDING_RELATIVE = 0.02;
/** Subsets are tried one by one, so only short lists are. */
const MOST_LEGS = 12;

/** Legs between the same two parties that look like one leg told twice, or like a total and its parts. */
function duplicateDeals(casebook: Casebook): Finding[] {
  const legs = figuredLegs(readLegs(casebook));
  return groupBy(legs, ({ view, currency }) => `${view.leg.from} ${view.leg.to} ${view.leg.instrument} ${currency}`).flatMap(
    ([, group]) => [...apparentDuplicates(group), ...restatedTotals(group.filter(({ view }) => view.leg.sum === "leg"))],
  );
}

function apparentDuplicates(group: readonly Figured[]): Finding[] {
  return group.flatMap((a, i) =>
    group.slice(i + 1).flatMap((b) => {
      if (a.view.leg.deal === b.view.leg.deal || linked(a, b) || !nearInTime(a, b) || !overlap(a, b)) return [];
      const words = { found: b.view.leg.id, other: a.view.leg.id, on: b.view.since!.text, otherOn: a.view.since!.text };
      return [makeFinding(apparentDuplicate, { place: placeOf(b.view.leg, "id"), excerpt: b.view.leg.id }, words)];
    }),
  );
}

function linked(a: Figured, b: Figured): boolean {
  const [one, two] = [a.view.leg, b.view.leg];
  return one.partOf.includes(two.id) || two.partOf.includes(one.id) || one.partOf.some((whole) => two.partOf.includes(whole));
}

function nearInTime(a: Figured, b: Figured): boolean {
  const [one, two] = [a.view.since, b.view.since];
  if (one === null || two === null) return false;
  return one.firstDay - two.lastDay <= NEAR_DAYS && two.firstDay - one.lastDay <= NEAR_DAYS;
}

/** The figures named are near, or the ranges of both meet. "Up to" starts at nothing and would meet everything: there the cap speaks. */
function overlap(a: Figured, b: Figured): boolean {
  if (Math.abs(a.figure - b.figure) <= NEAR_RELATIVE * Math.max(Math.abs(a.figure), Math.abs(b.figure))) return true;
  const [one, two] = [rangeOf(a), rangeOf(b)];
  return one.low <= two.high && two.low <= one.high;
}

function rangeOf({ view, figure }: Figured): { readonly low: number; readonly high: number } {
  const amount = view.amount!;
  if (amount.point !== null || amount.low === null || amount.low === 0) return { low: figure, high: figure };
  return { low: amount.low, high: amount.high ?? amount.low };
}

/** A leg whose figure is the sum of two or more others of the same parties that do not name it as their whole. */
function restatedTotals(group: readonly Figured[]): Finding[] {
  if (group.length < 3 || group.length > MOST_LEGS) return [];
  return group.flatMap((total) => {
    const others = group.filter((other) => other !== total && other.figure < total.figure && !linked(total, other));
    const parts = subsetWithSum(others, total.figure);
    if (parts === null) return [];
    const words = { found: total.view.leg.id, other: parts.map((part) => part.view.leg.id).join(" + ") };
    return [makeFinding(restatedTotal, { place: placeOf(total.view.leg, "id"), excerpt: total.view.leg.id }, words)];
  });
}

function subsetWithSum(others: readonly Figured[], total: number): readonly Figured[] | null {
  for (let mask = 1; mask < 1 << others.length; mask++) {
    const subset = others.filter((_, i) => (mask >> i) & 1);
    const sum = subset.reduce((so, { figure }) => so + figure, 0);
    if (subset.length >= 2 && Math.abs(sum - total) <= ROUNDING_RELATIVE * total) return subset;
  }
  return null;
}

export const duplicateDealsRule: Rule = { codes: [apparentDuplicate, restatedTotal], check: duplicateDeals };
