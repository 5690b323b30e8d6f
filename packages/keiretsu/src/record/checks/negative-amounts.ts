import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const negativeAmount: FindingCode = {
  code: "negative-amount",
  severity: "error",
  summary: "The amount of {leg} is negative; a leg says by from and to which way it goes, so that its amount is at least 0.",
  summaryFr: "Le montant de {leg} est négatif ; un volet dit son sens par from et to, son montant vaut donc au moins 0.",
  advice: "Take the sign away, or swap from and to of the leg.",
  adviceFr: "Retirez le signe, ou échangez from et to du volet.",
};

/** What moves from one party to another is never less than nothing: networks refuse such an edge. */
function negativeAmounts(casebook: Casebook): Finding[] {
  const legs = new Set(casebook.legs.map((leg) => leg.id));
  return casebook.claims.flatMap((claim) => {
    if (claim.predicate !== "amount" || claim.amount === null || !legs.has(claim.subject)) return [];
    const { low, point, high } = claim.amount;
    if ([low, point, high].every((bound) => bound === null || bound >= 0)) return [];
    const where = { place: placeOf(claim, "value"), excerpt: `${claim.id}: ${claim.value} ${claim.unit}` };
    return [makeFinding(negativeAmount, where, { leg: claim.subject })];
  });
}

export const negativeAmountsRule: Rule = { codes: [negativeAmount], check: negativeAmounts };
