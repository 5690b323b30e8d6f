import { type Messages, plural } from "keiretsu";

export const resultWords = {
  unknown: { en: "unknown", fr: "inconnu" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  none: { en: "none", fr: "aucun" },
  number: { en: "No.", fr: "N°" },
  value: { en: "Value", fr: "Valeur" },
  name: { en: "Name", fr: "Nom" },
  warnings: { en: "What a reader must know", fr: "Ce qu’il faut savoir" },
  notConverged: {
    en: (residual: string) => `Not converged (residual ${residual}): do not rely on these figures.`,
    fr: (residual: string) => `Calcul non convergé (résidu ${residual}) : ne pas se fier à ces chiffres.`,
  },
  reached: {
    en: (iterations: string, residual: string) => `Converged; iterations: ${iterations}, residual: ${residual}.`,
    fr: (iterations: string, residual: string) => `Convergé ; itérations : ${iterations}, résidu : ${residual}.`,
  },
  params: { en: "Parameters in force", fr: "Paramètres en vigueur" },
  more: {
    en: (n: number) => `Show ${n} more ${plural(n, "row", "rows", "en")}`,
    fr: (n: number) => `Afficher ${n} ${plural(n, "ligne", "lignes", "fr")} de plus`,
  },
  json: { en: "Save the result as JSON", fr: "Enregistrer le résultat en JSON" },
  unit: { en: (unit: string) => `Amounts in ${unit}.`, fr: (unit: string) => `Montants en ${unit}.` },
  share: { en: "share", fr: "part" },
  money: { en: "money", fr: "argent" },
  edges: { en: "edges", fr: "arêtes" },
  nodes: { en: "nodes", fr: "nœuds" },
  days: { en: "days", fr: "jours" },
} as const satisfies Messages;
