import { escapeText } from "./escape.ts";
import type { Language } from "./language.ts";
import { rightNames } from "./vocabulary.ts";

/**
 * Predicates are open: whoever keeps a casebook may add one. The common ones have a French name; the others are shown as they stand, marked as
 * English.
 */
const french: Readonly<Record<string, string>> = {
  absenteeism: "absentéisme",
  "absenteeism-change": "variation de l’absentéisme",
  action: "mesure prise",
  amount: "montant",
  "amount-bought": "montant acheté",
  "amount-ceiling": "plafond du montant",
  "amount-counted-as-vendor-financing": "montant compté comme financement des clients",
  "amount-funded": "montant financé",
  "amount-known": "montant connu",
  "amount-meaning": "sens du montant",
  "amount-outstanding": "encours",
  "amount-paid": "montant versé",
  "amount-per-year": "montant par an",
  "announced-date": "date d’annonce",
  "authorised-never-built": "autorisé, jamais construit",
  "average-workforce": "effectif moyen",
  "bad-debt-provision": "provision pour créances douteuses",
  "bad-debt-reserve": "réserve pour créances douteuses",
  "bad-debt-written-off": "créances passées en pertes",
  "bank-unrealised-losses": "moins-values latentes des banques",
  binding: "caractère contraignant",
  "binding-capacity": "capacité contraignante",
  "bubble-size-scope": "ce que mesure la taille de la bulle",
  "bubble-size-vs-dotcom": "taille de la bulle, en multiples de celle d’Internet",
  "bubble-size-vs-subprime": "taille de la bulle, en multiples de celle des subprimes",
  "bubble-view": "avis sur la bulle",
  capacity: "capacité",
  capex: "investissements",
  "capex-plan": "investissements prévus",
  cash: "trésorerie",
  commitment: "engagement",
  "cost-per-hire": "coût d’une embauche",
  "cross-held-shares-value": "valeur des participations croisées",
  "cross-shareholding-ratio": "taux de participations croisées",
  "cross-shareholding-ratio-dir": "taux de participations croisées (institut Daiwa)",
  "cross-shareholding-ratio-dir-shares": "taux de participations croisées, en nombre d’actions (institut Daiwa)",
  "cross-shareholding-ratio-units": "taux de participations croisées, en unités de cotation",
  "daily-wage": "salaire journalier",
  "debt-maturity": "échéance de la dette",
  "described-as": "décrit comme",
  "dotcom-similarity": "ressemblance avec la bulle Internet",
  "earnings-forecast-rise": "hausse des bénéfices prévus",
  "economics-finding": "conclusion des économistes",
  "effective-rate": "taux effectif",
  "employee-count": "nombre de salariés",
  "equity-method-loss-openai": "perte sur OpenAI par mise en équivalence",
  "equivalent-to": "équivalent à",
  "exercise-price": "prix d’exercice",
  exists: "existence",
  "expected-close": "clôture attendue",
  finance: "mode de financement",
  founded: "fondation",
  "founded-year": "année de fondation",
  founders: "fondateurs",
  hires: "embauches",
  "incremental-pe": "cours rapporté aux bénéfices, à la marge",
  "index-fall": "chute de l’indice",
  "interest-expense": "charge d’intérêts",
  "intra-group-shareholding": "participations au sein du groupe",
  "invested-capital": "capital investi",
  "investment-total-amazon": "total investi par Amazon",
  "investment-total-google": "total investi par Google",
  "led-by": "mené par",
  lifespan: "années de vie",
  "loan-loss-rate": "taux de pertes sur prêts",
  "market-cap": "capitalisation boursière",
  "market-cap-added": "capitalisation boursière ajoutée",
  "member-count": "nombre de membres",
  members: "membres",
  "miles-built": "milles construits",
  "net-income": "résultat net",
  "net-loss": "perte nette",
  "openai-investment-total": "total investi dans OpenAI",
  "operating-cash-flow": "flux de trésorerie d’exploitation",
  "operating-loss": "perte d’exploitation",
  outstanding: "encours",
  "ownership-share": "part du capital",
  price: "prix",
  "price-cut-per-year": "baisse annuelle du prix",
  "private-label-abs": "titres adossés à des actifs, hors agences publiques",
  quote: "citation",
  receivables: "créances clients",
  revenue: "chiffre d’affaires",
  "revenue-backlog": "carnet de commandes",
  "run-rate-revenue": "chiffre d’affaires annualisé",
  "share-bankrupt": "part en faillite",
  "share-of-nyse": "part de la Bourse de New York",
  "share-price-change": "variation du cours",
  "share-price-fall": "chute du cours",
  "share-price-gain": "hausse du cours",
  "stable-shareholding-ratio": "taux d’actionnariat stable",
  status: "statut",
  "staff-turnover": "rotation du personnel",
  "subscription-price": "prix de souscription",
  "target-equity": "fonds propres visés",
  "total-debt": "dette totale",
  "tranche-1-delivery": "livraison de la première tranche",
  "tranche-condition": "condition des tranches",
  "tranche-size": "taille d’une tranche",
  "turnover-cost": "coût de la rotation",
  "uk-1830s-mania": "la fièvre britannique des années 1830",
  "units-sold-per-year": "unités vendues par an",
  valuation: "valorisation",
  "vendor-financing-commitments": "engagements de financement des clients",
  "vendor-financing-drawn": "financement des clients tiré",
  "vendor-financing-guarantees": "garanties données pour les clients",
  "vendor-financing-guarantees-used": "garanties données pour les clients, tirées",
  "vendor-financing-stance": "position sur le financement des clients",
  "vendor-financing-total": "financement des clients, au total",
  "wage-announcement-date": "date de l’annonce du salaire",
  "wage-doubled-year": "année du doublement du salaire",
  "wage-multiple": "multiple du salaire",
  warning: "avertissement",
  "warrant-shares": "actions sous bons",
};

/** Names that read badly as their key with spaces. */
const english: Readonly<Record<string, string>> = {
  "cross-shareholding-ratio-dir": "cross-shareholding ratio (Daiwa institute)",
  "cross-shareholding-ratio-dir-shares": "cross-shareholding ratio by number of shares (Daiwa institute)",
  "cross-shareholding-ratio-units": "cross-shareholding ratio by trading units",
  "cross-shareholding-ratio": "cross-shareholding ratio",
  "equity-method-loss-openai": "loss on OpenAI by the equity method",
  "openai-investment-total": "total invested in OpenAI",
  "private-label-abs": "private-label asset-backed securities",
  "share-of-nyse": "share of the New York exchange",
  "uk-1830s-mania": "the British mania of the 1830s",
  "bubble-size-vs-dotcom": "size of the bubble, in multiples of dot-com",
  "bubble-size-vs-subprime": "size of the bubble, in multiples of subprime",
  "incremental-pe": "incremental price-earnings ratio",
};

interface Said {
  readonly before: string;
  /** Entity whose name stands between the words. */
  readonly entity: string | null;
  readonly after: string;
  readonly language: Language;
}

function said(predicate: string, language: Language): Said {
  const holder = /^ownership-share-by-(.+)$/.exec(predicate)?.[1];
  if (holder !== undefined)
    return { before: language === "fr" ? "part du capital détenue par " : "share owned by ", entity: holder, after: "", language };
  const kind = Object.keys(rightNames).find((name) => predicate.startsWith(`${name}-by-`)) as keyof typeof rightNames | undefined;
  if (kind !== undefined)
    return { before: `${rightNames[kind][language]} (`, entity: predicate.slice(`${kind}-by-`.length), after: ")", language };
  if (language === "fr" && Object.hasOwn(french, predicate)) return { before: french[predicate], entity: null, after: "", language };
  const words = Object.hasOwn(english, predicate) ? english[predicate] : predicate.replaceAll("-", " ");
  return { before: words, entity: null, after: "", language: "en" };
}

/** The predicate in words, with the language they are in. `nameOf` gives the name of an entity, which stands in some predicates. */
export function predicateText(
  predicate: string,
  language: Language,
  nameOf: (id: string) => string,
): { readonly text: string; readonly language: Language } {
  const { before, entity, after, language: written } = said(predicate, language);
  return { text: before + (entity === null ? "" : nameOf(entity)) + after, language: written };
}

/** The same as HTML, marked where it is not in the language of the page. */
export function predicateName(predicate: string, language: Language, nameOf: (id: string) => string): string {
  const { before, entity, after, language: written } = said(predicate, language);
  const name = entity === null ? "" : `<span translate="no">${escapeText(nameOf(entity))}</span>`;
  const html = escapeText(before) + name + escapeText(after);
  return written === language ? html : `<span lang="en">${html}</span>`;
}
