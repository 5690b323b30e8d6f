import type { CoverageYear } from "../panel/coverage.ts";
import type { Text } from "./language.ts";

/** How much others depend on one firm, in words. */
export const dependenceWords = {
  firm: { en: "Firm", fr: "Firme" },
  source: { en: "Source", fr: "Source" },
  ofFunding: { en: "Of its funding", fr: "De son financement" },
  ofPurchases: { en: "Of its purchases", fr: "De ses achats" },
  rescue: { en: "Guarantees", fr: "Garanties" },
  firmness: { en: "At least", fr: "Au moins" },
  promised: { en: "Between", fr: "Entre" },
  named: { en: "As named", fr: "Tel que nommé" },
  times: { en: "Of free cash flow", fr: "Du flux disponible" },
  backlog: { en: "Backlog", fr: "Carnet" },
  ofBacklog: { en: "From it", fr: "Venant d’elle" },
  cut: { en: "Lost without it", fr: "Perdu sans elle" },
  year: { en: "Year", fr: "Année" },
  revenue: { en: "Revenue", fr: "Revenus" },
  revenueBy: { en: "By", fr: "Selon" },
  dues: { en: "Dues", fr: "Dû" },
  outlays: { en: "Paid out", fr: "Dépensé" },
  cover: { en: "Cover at most", fr: "Couverture au plus" },
  funds: { en: "Whom it funds", fr: "Qui elle finance" },
  funding: { en: "What it has promised as funding, by firmness", fr: "Ce qu’elle a promis comme financement, par fermeté" },
  sellers: { en: "Who sells to it", fr: "Qui lui vend" },
  coverage: { en: "What it earns over what it owes", fr: "Ce qu’elle gagne rapporté à ce qu’elle doit" },
  clients: { en: "Its clients", fr: "Ses clients" },
  suppliers: { en: "Its suppliers", fr: "Ses fournisseurs" },
  nobody: { en: "No firm depends on it in this view.", fr: "Aucune firme n’en dépend dans cette vue." },
  partOf: {
    en: "Shares of the funding and of the purchases that the casebook records, not of all that the firm has.",
    fr: "Parts du financement et des achats que le dossier enregistre, non de tout ce qu’a l’entreprise.",
  },
  noFreeCash: { en: "No source gives its free cash flow.", fr: "Aucune source ne donne son flux de trésorerie disponible." },
} as const;

export const revenueByNames: Readonly<Record<NonNullable<CoverageYear["revenueBy"]> | "none", Text>> = {
  stated: { en: "source", fr: "source" },
  held: { en: "held", fr: "tenu" },
  forecast: { en: "forecast", fr: "prévision" },
  none: { en: "–", fr: "–" },
};
