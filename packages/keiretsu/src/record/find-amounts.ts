import type { Casebook, Claim } from "./casebook.ts";
import { statedFigure } from "./policy.ts";
import { readNumeral } from "./read/numeral.ts";

/** A sum that a search names, or a text: "100 billion", "$100bn", "100 milliards de dollars". */
export interface NamedSum {
  readonly figure: number;
  /** ISO 4217 code, or null when none is named: any unit then answers. */
  readonly currency: string | null;
}

const SIGN = String.raw`(?:us)?[$€£¥]`;
const SCALE = "mille milliards|trillions?|tn|billions?|bns?|milliards?|mds?|mrds?|millions?|mns?|mios?";
const CURRENCY = String.raw`(?:\s?(?:${SIGN}|(?:de |of )?(?:us )?(?:dollars?|euros?|yens?|pounds?)\b|(?:usd|eur|jpy|gbp)\b))?`;
const SUM = new RegExp(String.raw`(?:${SIGN}\s?)?(?<![\p{L}\d.,])\d+(?:[.,]\d+)?\s?(?:${SCALE})(?!\p{L})${CURRENCY}`, "giu");

/** The sums of a text in order, and the text without them. A number without a scale is a word like another. */
export function namedSums(text: string): { readonly sums: readonly NamedSum[]; readonly rest: string } {
  const sums: NamedSum[] = [];
  // Behind a sign of money a lone B is a billion, elsewhere it is a letter.
  const plain = text.replaceAll(/\s/gu, " ").replaceAll(/([$€£¥]\s?\d+(?:[.,]\d+)?)\s?b\b/giu, "$1 bn");
  const rest = plain.replaceAll(SUM, (written) => {
    const numeral = readNumeral(written);
    if (numeral === null || numeral.low === null || numeral.low !== numeral.high) return written;
    sums.push({ figure: Number(numeral.low), currency: numeral.currency });
    return " ";
  });
  return { sums, rest };
}

/** Whether a claim states a sum: its point, the cap of "up to", the floor of "at least". */
function states(claim: Claim, asked: NamedSum): boolean {
  if (claim.amount === null || (asked.currency !== null && claim.unit !== asked.currency)) return false;
  const figure = statedFigure(claim.amount);
  return figure !== null && isSame(figure, asked.figure);
}

/** What a record is worth as an answer to a sum: a leg of that amount before its claims, both before a text that names it. */
export const SUM_WEIGHT = { leg: 4, deal: 3, amountClaim: 2, claim: 1.5, text: 0.5 } as const;

/** Weight by record id of each kind, for one sum. Cost O(claims). */
export function answeringSum(casebook: Casebook, asked: NamedSum): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const legs = new Map(casebook.legs.map((leg) => [leg.id, leg]));
  const raise = (key: string, weight: number): void => void weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  for (const claim of casebook.claims) {
    if (!states(claim, asked)) continue;
    const isAmount = claim.predicate === "amount";
    raise(`claim ${claim.id}`, isAmount ? SUM_WEIGHT.amountClaim : SUM_WEIGHT.claim);
    const leg = isAmount && claim.stance !== "denies" ? legs.get(claim.subject) : undefined;
    if (leg === undefined) continue;
    // The amount that the editor reads is the leg's own; another is what someone once said of it.
    const own = leg.reading === null || leg.reading === claim.id;
    raise(`leg ${leg.id}`, own ? SUM_WEIGHT.leg : SUM_WEIGHT.leg / 2);
    raise(`deal ${leg.deal}`, own ? SUM_WEIGHT.deal : SUM_WEIGHT.deal / 2);
  }
  return weights;
}

/** Whether one of the texts names the sum. */
export function mentions(texts: readonly string[], asked: NamedSum): boolean {
  return texts.some((text) =>
    namedSums(text).sums.some(
      (sum) => isSame(sum.figure, asked.figure) && (asked.currency === null || sum.currency === null || sum.currency === asked.currency),
    ),
  );
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
