import type { Finding } from "../../finding.ts";
import type { Casebook, Claim } from "../casebook.ts";
import { rate } from "../convert.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { nearest } from "../nearest.ts";
import { statedFigure } from "../policy.ts";
import { isCurrency } from "../read/currencies.ts";
import { currencyCodes } from "../read/currencies.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { readLegs } from "./sums.ts";

const amountNotMoney: FindingCode = {
  code: "amount-not-money",
  severity: "warning",
  summary: 'The unit of this amount is "{found}", which is no currency{guess}: the amount of {leg} stays unknown.',
  summaryFr: "L’unité de ce montant est « {found} », qui n’est pas une monnaie{guessFr} : le montant de {leg} reste inconnu.",
  advice: "Write the code of ISO 4217 (USD, EUR, JPY), or another predicate when it is no sum of money.",
  adviceFr: "Écrivez le code ISO 4217 (USD, EUR, JPY), ou un autre prédicat si ce n’est pas une somme d’argent.",
};

const amountWithoutRate: FindingCode = {
  code: "amount-without-rate",
  severity: "warning",
  summary: "{leg} is in {found} and no claim gives a rate between {found} and {currency}: it counts as unknown.",
  summaryFr: "{leg} est en {found} et aucune affirmation ne donne de cours entre {found} et {currency} : il compte comme inconnu.",
  advice: "Add a claim of the rate at that date, with unit {currency}/{found} and its source.",
  adviceFr: "Ajoutez une affirmation du cours à cette date, d’unité {currency}/{found}, avec sa source.",
};

const predicateNearAmount: FindingCode = {
  code: "predicate-near-amount",
  severity: "warning",
  summary: 'The predicate is "{found}", which nothing reads: is amount meant?',
  summaryFr: "Le prédicat est « {found} », que rien ne lit : est-ce amount ?",
  advice: "Write amount, else {leg} counts without this figure.",
  adviceFr: "Écrivez amount, sinon {leg} compte sans ce chiffre.",
};

const legWithoutAmount: FindingCode = {
  code: "leg-without-amount",
  severity: "note",
  summary: "No claim gives {leg} an amount: it counts as unknown.",
  summaryFr: "Aucune affirmation ne donne de montant à {leg} : il compte comme inconnu.",
  advice: "Add a claim of predicate amount, or write unknown as its reading if no source tells.",
  adviceFr: "Ajoutez une affirmation de prédicat amount, ou mettez unknown dans reading si aucune source ne le dit.",
};

/** What people write for a currency. */
const SPOKEN: Readonly<Record<string, string>> = {
  dollar: "USD",
  dollars: "USD",
  euro: "EUR",
  euros: "EUR",
  pound: "GBP",
  pounds: "GBP",
  sterling: "GBP",
  livres: "GBP",
  yen: "JPY",
  yens: "JPY",
  yuan: "CNY",
  renminbi: "CNY",
  won: "KRW",
  rupees: "INR",
  roupies: "INR",
};

/** Amounts that someone wrote and that no sum reads: a unit that is no money, a currency without a rate, a predicate misspelt. */
function unreadAmounts(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  const legs = new Map(casebook.legs.map((leg) => [leg.id, leg]));
  const written = new Set<string>();
  // Another chapter is no part of the headline; whoever asks for it is told of a missing rate by the answer itself.
  const headline = new Set(casebook.deals.filter((deal) => casebook.chapters.includes(deal.chapter)).map((deal) => deal.id));
  for (const claim of casebook.claims) {
    const leg = legs.get(claim.subject);
    if (leg === undefined) {
      // Elsewhere a unit that is no currency is a measure (GW, %); one that is the word for a currency is a slip wherever it stands.
      if (SPOKEN[claim.unit.toLowerCase()] !== undefined) findings.push(notMoney(claim));
      continue;
    }
    if (claim.predicate === "amount") {
      written.add(leg.id);
      if (!isCurrency(claim.unit) && claim.amount !== null) findings.push(notMoney(claim));
    } else if (isNearAmount(claim.predicate)) {
      written.add(leg.id);
      const where = { place: placeOf(claim, "predicate"), excerpt: `${claim.id}: ${claim.predicate}` };
      findings.push(makeFinding(predicateNearAmount, where, { found: claim.predicate, leg: leg.id }));
    }
  }
  for (const { leg, amount, chosen, status, verdict } of readLegs(casebook)) {
    if (verdict === "counted" && status !== null && leg.reading === null && !written.has(leg.id))
      findings.push(makeFinding(legWithoutAmount, { place: placeOf(leg, "id"), excerpt: leg.id }, { leg: leg.id }));
    if (amount === null || chosen === null || statedFigure(amount) === null || !headline.has(leg.deal)) continue;
    if (amount.unit === casebook.currency) continue;
    if (rate(casebook.claims, { from: amount.unit, to: casebook.currency, on: null }) !== null) continue;
    const where = { place: placeOf(chosen, "unit"), excerpt: `${chosen.id}: ${chosen.value} ${chosen.unit}` };
    findings.push(makeFinding(amountWithoutRate, where, { leg: leg.id, found: amount.unit, currency: casebook.currency }));
  }
  return findings;
}

function notMoney(claim: Claim): Finding {
  const { unit } = claim;
  const guess = SPOKEN[unit.toLowerCase()] ?? nearest(unit.toUpperCase(), currencyCodes());
  const words = {
    found: unit,
    leg: claim.subject,
    guess: guess === null ? "" : ` (nearest: ${guess})`,
    guessFr: guess === null ? "" : ` (la plus proche : ${guess})`,
  };
  return makeFinding(amountNotMoney, { place: placeOf(claim, "unit"), excerpt: `${claim.id}: ${claim.value} ${unit}` }, words);
}

/** One or two letters from "amount", whatever the case; "amount-paid" is another word. */
function isNearAmount(predicate: string): boolean {
  return predicate !== "amount" && nearest(predicate.toLowerCase(), ["amount"]) === "amount";
}

export const unreadAmountsRule: Rule = {
  codes: [amountNotMoney, amountWithoutRate, predicateNearAmount, legWithoutAmount],
  check: unreadAmounts,
};
