import type { Finding } from "../../finding.ts";
import type { Casebook, Claim } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import { statedFigure } from "../policy.ts";
import { unitKind } from "../read/units.ts";
import type { Rule } from "./rule.ts";
import { groupBy, median } from "./sums.ts";

const lostUnit: FindingCode = {
  code: "lost-unit",
  severity: "warning",
  summary: "{found} {unit} is about {times} times smaller than what other claims say of {subject} ({expected}).",
  summaryFr: "{found} {unit} est environ {times} fois plus petit que ce que d’autres affirmations disent de {subject} ({expected}).",
  advice: "Write the value in whole units: 100000000000, not 100 with the billions lost on the way.",
  adviceFr: "Écrivez la valeur en unités entières : 100000000000, et non 100 avec les milliards perdus en route.",
};

/** Thousand, million, billion: the scales that get lost. */
const SCALES: readonly number[] = [1e3, 1e6, 1e9];
/** How far from an exact power the ratio may be, since claims differ a little among themselves. */
const SPREAD = 2;
/** Against the amounts of all other legs a lost scale must be of millions: deals of one book differ by thousands. */
const AGAINST_ALL = 1e5;

/** Figures a thousand, a million or a billion times smaller than their fellows. Cost O(claims log claims). */
function lostUnits(casebook: Casebook): Finding[] {
  const figures = casebook.claims.filter((claim) => figureOf(claim) > 0 && unitKind(claim.unit) !== "price");
  const findings = new Map<string, Finding>();
  for (const [, claims] of groupBy(figures, (claim) => `${claim.subject} ${claim.predicate} ${claim.unit}`)) {
    if (claims.length < 2) continue;
    const expected = claims.length === 2 ? Math.max(...claims.map(figureOf)) : median(claims.map(figureOf));
    for (const claim of claims) {
      const ratio = expected / figureOf(claim);
      const scale = SCALES.find((times) => ratio >= times / SPREAD && ratio <= times * SPREAD);
      if (scale !== undefined) findings.set(claim.id, found(claim, { scale, expected, subject: `${claim.subject} (${claim.predicate})` }));
    }
  }
  const legs = new Set(casebook.legs.map((leg) => leg.id));
  const amounts = figures.filter((claim) => claim.predicate === "amount" && unitKind(claim.unit) === "money" && legs.has(claim.subject));
  for (const [unit, claims] of groupBy(amounts, (claim) => claim.unit)) {
    if (claims.length < 3) continue;
    const expected = median(claims.map(figureOf));
    for (const claim of claims)
      if (expected / figureOf(claim) >= AGAINST_ALL && !findings.has(claim.id)) {
        const scale = expected / figureOf(claim) >= 1e8 ? 1e9 : 1e6;
        findings.set(claim.id, found(claim, { scale, expected, subject: `${claim.predicate} ${unit}` }));
      }
  }
  return [...findings.values()];
}

function figureOf(claim: Claim): number {
  return claim.amount === null ? 0 : (statedFigure(claim.amount) ?? 0);
}

function found(claim: Claim, against: { readonly scale: number; readonly expected: number; readonly subject: string }): Finding {
  const words = {
    found: claim.value,
    unit: claim.unit,
    times: String(against.scale),
    subject: against.subject,
    expected: String(against.expected),
  };
  return makeFinding(lostUnit, { place: placeOf(claim, "value"), excerpt: `${claim.id}: ${claim.value} ${claim.unit}` }, words);
}

export const lostUnitsRule: Rule = { codes: [lostUnit], check: lostUnits };
