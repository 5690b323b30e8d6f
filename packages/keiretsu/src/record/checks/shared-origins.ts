import type { Finding } from "../../finding.ts";
import type { Casebook, Claim } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import { originOf } from "../strength.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const sharedOrigin: FindingCode = {
  code: "shared-origin",
  severity: "note",
  summary: "{pages} sources speak of {subject}, independent origins: {found}. {shared} go back to {origin}.",
  summaryFr: "{pages} sources parlent de {subject}, origines indépendantes : {found}. {shared} remontent à {origin}.",
  advice: "Count origins, not pages, when you say how well it is established.",
  adviceFr: "Comptez les origines, non les pages, quand vous dites si c’est établi.",
};

/** How many origins stand behind claims: pages that relay or copy one another count once. */
export function independentOrigins(casebook: Pick<Casebook, "sources">, claims: readonly Pick<Claim, "origin" | "source">[]): number {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  return new Set(claims.map((claim) => originOf(claim, sources))).size;
}

/** Claims of one subject and predicate whose sources are different pages with one origin. */
function sharedOrigins(casebook: Casebook): Finding[] {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const superseded = new Set(casebook.claims.map((claim) => claim.supersedes));
  const standing = casebook.claims.filter((claim) => !superseded.has(claim.id));
  return groupBy(standing, (claim) => `${claim.subject} ${claim.predicate} ${claim.unit}`).flatMap(([, claims]) => {
    const pages = new Set(claims.map((claim) => claim.source)).size;
    return groupBy(claims, (claim) => originOf(claim, sources)).flatMap(([origin, same]) => {
      const relays = [...new Set(same.map((claim) => claim.source))].sort();
      if (relays.length < 2) return [];
      const last = same.reduce((a, b) => (b.place.line > a.place.line ? b : a));
      const words = {
        pages,
        subject: `${last.subject} (${last.predicate})`,
        found: independentOrigins(casebook, claims),
        shared: relays.join(" + "),
        origin,
      };
      return [makeFinding(sharedOrigin, { place: placeOf(last, "source"), excerpt: same.map((claim) => claim.id).join(" ") }, words)];
    });
  });
}

export const sharedOriginsRule: Rule = { codes: [sharedOrigin], check: sharedOrigins };
