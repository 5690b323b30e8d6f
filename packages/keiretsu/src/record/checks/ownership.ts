import type { Finding } from "../../finding.ts";
import type { Casebook, Claim } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const ownershipAboveWhole: FindingCode = {
  code: "ownership-above-100",
  severity: "error",
  summary: "{found} % of {subject} is owned at {on}, expected at most 100 %.",
  summaryFr: "{found} % de {subject} est détenu en {on}, 100 % au plus est possible.",
  advice: "Look for a share stated before a dilution, votes taken for shares, or a holder counted twice.",
  adviceFr: "Cherchez une part d’avant une dilution, des votes pris pour des parts, ou un détenteur compté deux fois.",
};

/** Shares are rounded by those who print them: half a point a holder. */
const ROUNDING_POINTS = 0.5;

/**
 * The holders of one firm at one date own at most all of it. Each holder counts with the least that any claim gives it, so that claims that
 * contradict one another do not make a false alarm.
 */
function ownership(casebook: Casebook): Finding[] {
  const superseded = new Set(casebook.claims.map((claim) => claim.supersedes));
  const stakes = casebook.claims.filter(
    (claim) =>
      (claim.predicate === "ownership-share" || claim.predicate.startsWith("ownership-share-by-")) &&
      claim.unit === "%" &&
      claim.stance !== "denies" &&
      !superseded.has(claim.id) &&
      claim.amount !== null &&
      claim.amount.low !== null,
  );
  return groupBy(stakes, (claim) => `${claim.subject} ${claim.validOn?.text ?? ""}`).flatMap(([, claims]) => {
    const holders = groupBy(claims, (claim) => claim.predicate).map(([, same]) => Math.min(...same.map((claim) => claim.amount!.low!)));
    const total = holders.reduce((sum, share) => sum + share, 0);
    if (total <= 100 + ROUNDING_POINTS * holders.length) return [];
    const last = claims.reduce((a: Claim, b: Claim) => (b.place.line > a.place.line ? b : a));
    const words = { found: String(Number(total.toFixed(2))), subject: last.subject, on: last.validOn?.text ?? "?" };
    return [makeFinding(ownershipAboveWhole, { place: placeOf(last, "value"), excerpt: claims.map((claim) => claim.id).join(" ") }, words)];
  });
}

export const ownershipRule: Rule = { codes: [ownershipAboveWhole], check: ownership };
