import type { Finding } from "../../finding.ts";
import type { Casebook, Leg } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { flowClass } from "../instrument.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const stakeAndCashSameWay: FindingCode = {
  code: "stake-and-cash-same-way",
  severity: "error",
  summary: "In deal {deal} the securities of {found} and the cash of {other} both go from {from} to {to}; they must cross.",
  summaryFr: "Dans l’accord {deal}, les titres de {found} et l’argent de {other} vont tous deux de {from} à {to} ; ils doivent se croiser.",
  advice: "Turn one of the two legs round.",
  adviceFr: "Retournez l’un des deux volets.",
};

const guaranteeFromDebtor: FindingCode = {
  code: "guarantee-from-debtor",
  severity: "warning",
  summary: "In deal {deal} {found} guarantees a loan that it received itself in {other}; a guarantee comes from someone else.",
  summaryFr: "Dans l’accord {deal}, {found} garantit un prêt reçu par elle-même dans {other} ; une garantie vient d’un autre.",
  advice: "Name the guarantor in from and the one who is covered in to.",
  adviceFr: "Nommez le garant dans from et celui qui est couvert dans to.",
};

/** The legs of one deal together: a stake and its cash go opposite ways, a guarantee comes from someone else than the debtor. */
function dealDirections(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  for (const [deal, legs] of groupBy(casebook.legs, (leg) => leg.deal)) {
    const securities = legs.filter((leg) => leg.gives === "shares" || leg.gives === "warrants");
    const funding = legs.filter((leg) => leg.gives === "cash" && flowClass(leg.instrument) === "funding" && leg.instrument !== "debt");
    for (const stake of securities)
      for (const cash of funding)
        if (stake.from === cash.from && stake.to === cash.to)
          findings.push(found(stakeAndCashSameWay, stake, { deal, found: stake.id, other: cash.id, from: stake.from, to: stake.to }));
    for (const guarantee of legs.filter((leg) => leg.gives === "guarantee")) {
      const loan = legs.find((leg) => leg.instrument === "debt" && leg.to === guarantee.from && leg.from === guarantee.to);
      if (loan) findings.push(found(guaranteeFromDebtor, guarantee, { deal, found: guarantee.from, other: loan.id }));
    }
  }
  return findings;
}

function found(code: FindingCode, leg: Leg, words: Readonly<Record<string, string>>): Finding {
  return makeFinding(code, { place: placeOf(leg, "from"), excerpt: `${leg.id}: ${leg.from} > ${leg.to}` }, words);
}

export const dealDirectionsRule: Rule = { codes: [stakeAndCashSameWay, guaranteeFromDebtor], check: dealDirections };
