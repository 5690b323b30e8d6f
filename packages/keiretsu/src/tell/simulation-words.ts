import type { Rule } from "../panel/simulation/parameters.ts";
import { OUTSIDE_LENDERS } from "../panel/simulation/projection.ts";
import type { Questions } from "../panel/simulation/questions.ts";
import type { ParameterName } from "../panel/simulation/scenario.ts";
import { ALL, OUTSIDE } from "../panel/simulation/summary.ts";
import type { LeftOut } from "../panel/simulation/terms.ts";
import type { PathOutcome } from "../simulate/economy.ts";
import { type Language, listing, plural, type Text } from "./language.ts";
import { formatAmount, formatNumber, formatShare } from "./money.ts";

/** Words of a run over time, for the terminal and the report. */

export const outcomeWords: Readonly<Record<PathOutcome, Text>> = {
  closed: { en: "closed", fr: "refermée" },
  rolled: { en: "rolled on", fr: "prolongée" },
  failed: { en: "failed", fr: "échouée" },
};

export const parameterWords: Readonly<Record<ParameterName | "amounts", Text>> = {
  cash: { en: "cash", fr: "trésorerie" },
  revenue: { en: "revenue a year", fr: "chiffre d’affaires annuel" },
  growth: { en: "growth of end demand a year", fr: "croissance annuelle de la demande finale" },
  "growth-before": { en: "growth up to the first quarter", fr: "croissance jusqu’au premier trimestre" },
  volatility: { en: "volatility of growth", fr: "volatilité de la croissance" },
  correlation: { en: "correlation of demand", fr: "corrélation de la demande" },
  "cost-ratio": { en: "costs that move with revenue", fr: "coûts qui suivent les ventes" },
  "fixed-cost": { en: "fixed costs a year", fr: "coûts fixes annuels" },
  "delivery-cost": { en: "cost of running capacity that is sold", fr: "coût d’exploitation de la capacité vendue" },
  debt: { en: "debt without a schedule", fr: "dette sans échéancier" },
  interest: { en: "interest a year", fr: "intérêt annuel" },
  systems: { en: "systems at the start", fr: "systèmes au départ" },
  "systems-life": { en: "life of systems", fr: "durée de vie des systèmes" },
  "round-multiple": {
    en: "most raised in a quarter, of yearly revenue",
    fr: "levée maximale par trimestre, en chiffres d’affaires annuels",
  },
  payout: { en: "share of earnings paid out", fr: "part du résultat distribuée" },
  amount: { en: "amount", fr: "montant" },
  probability: { en: "chance of becoming binding", fr: "probabilité de devenir ferme" },
  term: { en: "term", fr: "durée" },
  start: { en: "first quarter", fr: "premier trimestre" },
  minimum: { en: "part due whether used or not", fr: "part due, utilisée ou non" },
  use: { en: "cost of use, of revenue", fr: "coût d’usage, en part des ventes" },
  capacity: { en: "capacity", fr: "capacité" },
  "per-gw": { en: "money for each gigawatt", fr: "argent par gigawatt" },
  rate: { en: "rate", fr: "taux" },
  drawn: { en: "drawn at the start", fr: "tiré au départ" },
  "draw-years": { en: "time to draw", fr: "durée de tirage" },
  "loan-to-value": { en: "most lent, of the value of systems", fr: "prêt maximal, en part de la valeur des systèmes" },
  "least-cover": { en: "least cover by the covenant", fr: "couverture minimale selon la clause" },
  forbearance: { en: "lent anew of what the borrower lacks", fr: "reprêté de ce qui manque à l’emprunteur" },
  cap: { en: "cap", fr: "plafond" },
  strike: { en: "exercise price", fr: "prix d’exercice" },
  "share-price": { en: "share price at the start", fr: "cours de l’action au départ" },
  "price-volatility": { en: "volatility of the share", fr: "volatilité de l’action" },
  stake: { en: "stake", fr: "participation" },
  worth: { en: "worth of the stake", fr: "valeur de la participation" },
  "price-change": { en: "change of the market price a year", fr: "variation annuelle du cours" },
  "price-until": { en: "last quarter of the change", fr: "dernier trimestre de la variation" },
  sale: { en: "sold a year", fr: "vendu par an" },
  "sale-from": { en: "first quarter of the sale", fr: "premier trimestre de la vente" },
  "sale-until": { en: "last quarter of the sale", fr: "dernier trimestre de la vente" },
  liquidation: { en: "what systems of a failed firm fetch", fr: "ce que rapportent les systèmes d’une entreprise défaillante" },
  amounts: { en: "amounts that sources give as a range", fr: "montants que les sources donnent par une fourchette" },
};

export const leftOutWords: Readonly<Record<LeftOut, Text>> = {
  unknown: { en: "unknown", fr: "inconnu" },
  past: { en: "handed over or ended before the run", fr: "versé ou terminé avant le calcul" },
  later: { en: "begins after the run", fr: "commence après le calcul" },
  "in-debt": { en: "stands in the stated debt of the borrower", fr: "figure dans la dette affirmée de l’emprunteur" },
  "no-purchase": { en: "the purchase that it follows is not in the run", fr: "l’achat dont il dépend n’est pas dans le calcul" },
  banned: { en: "banned", fr: "interdit" },
  "not-binding": { en: "never binding here", fr: "jamais ferme ici" },
};

export const ruleWords: Readonly<Record<Rule, Text>> = {
  annualised: { en: "a part of a year stretched to a year", fr: "une partie d’année ramenée à l’année" },
  "span-of-claims": { en: "several claims of one period", fr: "plusieurs affirmations d’une même période" },
  "rest-of-burn": { en: "spent beyond the costs that move with revenue", fr: "dépensé au-delà des coûts qui suivent les ventes" },
  "interest-over-debt": { en: "interest paid over debt", fr: "intérêts payés sur la dette" },
  margin: { en: "what the gross margin leaves", fr: "ce que laisse la marge brute" },
  "cash-flow": { en: "what operations leave of revenue", fr: "ce que l’exploitation laisse du chiffre d’affaires" },
  "unscheduled-debt": { en: "debt less what is scheduled", fr: "dette moins l’échéancier" },
  "share-of-value": { en: "share of the stated value", fr: "part de la valeur affirmée" },
  "one-unit": { en: "the order as one unit", fr: "la commande comme une unité" },
};

/** Who bears a loss: firms by their names, and those that no leg names. */
export function holderWords(holder: string, name: (id: string) => string, language: Language): string {
  const known: Readonly<Record<string, Text>> = {
    [OUTSIDE]: { en: "investors and lenders outside", fr: "investisseurs et prêteurs extérieurs" },
    [OUTSIDE_LENDERS]: { en: "lenders of scheduled debt", fr: "prêteurs de la dette échéancée" },
    [ALL]: { en: "all together", fr: "tous ensemble" },
  };
  return known[holder]?.[language] ?? name(holder);
}

/** What a row of parameters is about, in words: an entity by its name, a leg by its id, "all" as such. */
export function subjectWords(subject: string, name: (id: string) => string, language: Language): string {
  if (subject === "all") return language === "fr" ? "toutes" : "all";
  return subject.includes(">") ? subject.split(">").map(name).join(" → ") : name(subject);
}

/** A value of a parameter in its unit. */
export function parameterValue(
  { what, value }: { readonly what: ParameterName; readonly value: number | null },
  of: { readonly unit: string; readonly kind: string },
  language: Language,
): string {
  if (value === null) return formatAmount(null, of.unit, language);
  switch (of.kind) {
    case "money":
    case "money/year":
    case "money/GW":
    case "money/share":
      return formatAmount(value, of.unit, language);
    case "share":
    case "share/year":
      return formatShare(value, language);
    case "years":
      return formatAmount(value, "years", language);
    case "quarter":
      return `${Math.floor(value / 4)}-Q${(value % 4) + 1}`;
    default:
      return what === "capacity" ? `${formatNumber(value, language)}\u00a0GW` : formatNumber(value, language);
  }
}

/** What would have to be true, and how long firms stand without new money. */
export function questionSentences(asked: Questions, name: (id: string) => string): readonly Text[] {
  const { focus, mostGrowth, closesAt, standsAt, runway } = asked;
  if (focus === null) return [];
  return [
    ...closesAt.map(({ probability, growth: at }) => ({
      en:
        at === null
          ? `At no growth up to ${formatShare(mostGrowth, "en")} a year does ${name(focus)} close in ${formatShare(probability, "en")} of the paths.`
          : `${name(focus)} closes in ${formatShare(probability, "en")} of the paths if its end demand grows by ${formatShare(at, "en")} a year or more.`,
      fr:
        at === null
          ? `À aucune croissance jusqu’à ${formatShare(mostGrowth, "fr")} par an ${name(focus)} ne se referme dans ${formatShare(probability, "fr")} des trajectoires.`
          : `${name(focus)} se referme dans ${formatShare(probability, "fr")} des trajectoires si sa demande finale croît d’au moins ${formatShare(at, "fr")} par an.`,
    })),
    standsAt === null
      ? {
          en: `Without chance, some firm fails at any common growth up to ${formatShare(mostGrowth, "en")} a year.`,
          fr: `Sans hasard, une entreprise échoue à toute croissance commune jusqu’à ${formatShare(mostGrowth, "fr")} par an.`,
        }
      : {
          en: `Without chance, no firm fails if the end demand of all grows by ${formatShare(standsAt, "en")} a year or more.`,
          fr: `Sans hasard, aucune entreprise n’échoue si la demande finale de toutes croît d’au moins ${formatShare(standsAt, "fr")} par an.`,
        },
    {
      en: `Without new money from anyone, and without chance: ${listing(
        runway.map(
          ({ entity, quarters }) =>
            `${name(entity)} ${quarters === null ? "stands to the end" : `stands ${quarters} ${plural(quarters, "quarter", "quarters", "en")}`}`,
        ),
        "en",
      )}.`,
      fr: `Sans argent neuf de quiconque, et sans hasard : ${listing(
        runway.map(
          ({ entity, quarters }) =>
            `${name(entity)} ${quarters === null ? "tient jusqu’au bout" : `tient ${quarters} ${plural(quarters, "trimestre", "trimestres", "fr")}`}`,
        ),
        "fr",
      )}.`,
    },
  ];
}
