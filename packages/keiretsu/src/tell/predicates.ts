import { escapeText } from "./escape.ts";
import type { Language } from "./language.ts";

/**
 * Predicates are open: whoever keeps a casebook may add one. The common ones have a French name; the others are shown as they stand, marked as
 * English.
 */
const french: Readonly<Record<string, string>> = {
  amount: "montant",
  "amount-paid": "montant versé",
  "announced-date": "date d’annonce",
  "bad-debt-provision": "provision pour créances douteuses",
  "bad-debt-reserve": "réserve pour créances douteuses",
  "bad-debt-written-off": "créances passées en pertes",
  binding: "caractère contraignant",
  capacity: "capacité",
  capex: "investissements",
  "capex-plan": "investissements prévus",
  cash: "trésorerie",
  commitment: "engagement",
  "cross-shareholding-ratio": "taux de participations croisées",
  "cross-shareholding-ratio-dir": "taux de participations croisées",
  "cross-shareholding-ratio-dir-shares": "taux de participations croisées, en nombre d’actions",
  "daily-wage": "salaire journalier",
  "debt-maturity": "échéance de la dette",
  "equity-method-loss-openai": "perte sur OpenAI par mise en équivalence",
  exists: "existence",
  "expected-close": "clôture attendue",
  founded: "fondation",
  "led-by": "mené par",
  "market-cap": "capitalisation boursière",
  "member-count": "nombre de membres",
  "net-income": "résultat net",
  "net-loss": "perte nette",
  "operating-cash-flow": "flux de trésorerie d’exploitation",
  price: "prix",
  quote: "citation",
  revenue: "chiffre d’affaires",
  "run-rate-revenue": "chiffre d’affaires annualisé",
  status: "statut",
  "staff-turnover": "rotation du personnel",
  "total-debt": "dette totale",
  "tranche-1-delivery": "livraison de la première tranche",
  "tranche-condition": "condition des tranches",
  "tranche-size": "taille d’une tranche",
  "units-sold-per-year": "unités vendues par an",
  valuation: "valorisation",
  "vendor-financing-commitments": "engagements de financement des clients",
  "vendor-financing-drawn": "financement des clients tiré",
  "vendor-financing-stance": "position sur le financement des clients",
};

/** HTML: the predicate in words. */
export function predicateName(predicate: string, language: Language): string {
  const words = escapeText(predicate.replaceAll("-", " "));
  if (language === "en") return words;
  const holder = /^ownership-share-by-(.+)$/.exec(predicate)?.[1];
  if (holder !== undefined) return `part du capital détenue par <span translate="no">${escapeText(holder.replaceAll("-", " "))}</span>`;
  return french[predicate] ?? `<span lang="en">${words}</span>`;
}
