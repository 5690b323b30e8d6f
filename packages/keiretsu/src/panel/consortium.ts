import type { Claim } from "../record/casebook.ts";

/** Predicates whose value lists the parties that stand behind a fund, a vehicle or a purchase. */
const BEHIND: ReadonlySet<string> = new Set(["founders", "members", "led-by"]);

export interface Behind {
  readonly party: string;
  readonly claims: readonly Claim[];
}

/** Who stands behind an entity or a leg, as sources list them; shares are in no such list. By party. */
export function partiesBehind(claims: readonly Claim[], subject: string): readonly Behind[] {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.subject !== subject || claim.unit !== "entity" || !BEHIND.has(claim.predicate)) continue;
    for (const party of claim.value.split("|")) {
      if (party === subject) continue;
      found.set(party, [...(found.get(party) ?? []), claim]);
    }
  }
  return [...found].map(([party, behind]) => ({ party, claims: behind })).sort((a, b) => (a.party < b.party ? -1 : 1));
}
