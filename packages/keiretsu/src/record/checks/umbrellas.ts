import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { figuredLegs, groupBy, readLegs } from "./sums.ts";

const umbrellaWithoutParts: FindingCode = {
  code: "umbrella-without-parts",
  severity: "note",
  summary: "{found} is an umbrella and no leg is part of it: it enters no sum and nothing stands in its place.",
  summaryFr: "{found} est un agrégat et aucun volet n’en fait partie : il n’entre dans aucune somme et rien ne le remplace.",
  advice: "Name it in part_of of the legs that it contains, where they are known.",
  adviceFr: "Nommez-le dans part_of des volets qu’il contient, quand on les connaît.",
};

const partsExceedWhole: FindingCode = {
  code: "parts-exceed-whole",
  severity: "warning",
  summary: "The parts of {found} add up to at least {sum} {currency}, more than the whole, {expected}.",
  summaryFr: "Les parties de {found} font au moins {sum} {currency}, plus que le tout, {expected}.",
  advice: "A part belongs elsewhere, was restated, or the amount of the whole is an older one.",
  adviceFr: "Une partie est ailleurs, a été redite, ou le montant du tout est plus ancien.",
};

const saysAggregate: FindingCode = {
  code: "says-aggregate",
  severity: "warning",
  summary: '{found} may be summed, yet its text says "{words}".',
  summaryFr: "{found} peut être sommé, alors que son texte dit « {words} ».",
  advice: "Mark it umbrella, or name its whole in part_of, so that no sum takes it twice.",
  adviceFr: "Marquez-le umbrella, ou nommez son tout dans part_of, pour qu’aucune somme ne le prenne deux fois.",
};

const ROUNDING_RELATIVE = 0.01;
const AGGREGATE = /\b(?:aggregates?|umbrella|cumulative|(?:do not|never) sum\w*|agrégats?|ne pas sommer)\b/iu;

/** Wholes and their parts: what contains others is marked, and its parts fit into it. */
function umbrellas(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  const wholes = new Set(casebook.legs.flatMap((leg) => leg.partOf));
  const ids = new Set(casebook.legs.map((leg) => leg.id));
  const amounts = casebook.claims.filter((claim) => claim.predicate === "amount");
  const stated = new Map(groupBy(amounts, (claim) => claim.subject).map(([id, claims]) => [id, claims.map((claim) => claim.paraphrase)]));
  for (const leg of casebook.legs) {
    const where = { place: placeOf(leg, "sum"), excerpt: `${leg.id}: ${leg.title}` };
    if (leg.sum === "umbrella" && !wholes.has(leg.id)) findings.push(makeFinding(umbrellaWithoutParts, where, { found: leg.id }));
    if (leg.sum === "umbrella" || wholes.has(leg.id)) continue;
    const text = [leg.title, leg.note, leg.noteFr, ...(stated.get(leg.id) ?? [])].join(" ");
    const partOf = [...text.matchAll(/\bpart of ([a-z0-9][a-z0-9.-]+[a-z0-9])/g)].find(([, id]) => ids.has(id) && !leg.partOf.includes(id));
    const words = partOf?.[0] ?? (leg.partOf.length === 0 ? AGGREGATE.exec(text)?.[0] : undefined);
    if (words !== undefined) findings.push(makeFinding(saysAggregate, where, { found: leg.id, words }));
  }
  return [...findings, ...overfull(casebook)];
}

/** Wholes whose parts add up to more than they hold, from the amounts that the editor reads. */
function overfull(casebook: Casebook): Finding[] {
  const figured = figuredLegs(readLegs(casebook));
  return figured.flatMap(({ view: { leg, amount }, currency }) => {
    const parts = figured.filter((part) => part.view.leg.partOf.includes(leg.id) && part.currency === currency);
    const sum = parts.reduce((so, part) => so + (part.view.amount!.low ?? 0), 0);
    const most = amount!.high;
    if (most === null || sum <= most * (1 + ROUNDING_RELATIVE)) return [];
    const where = { place: placeOf(leg, "id"), excerpt: parts.map((part) => part.view.leg.id).join(" + ") };
    return [makeFinding(partsExceedWhole, where, { found: leg.id, sum: String(sum), expected: String(most), currency })];
  });
}

export const umbrellasRule: Rule = { codes: [umbrellaWithoutParts, partsExceedWhole, saysAggregate], check: umbrellas };
