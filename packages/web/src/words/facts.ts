import type { Messages } from "keiretsu";

export const factsWords = {
  value: { en: "Value", fr: "Valeur" },
  when: { en: "For", fr: "Pour" },
  known: { en: "Known on", fr: "Connu le" },
  said: { en: "In our words", fr: "En nos mots" },
  source: { en: "Source", fr: "Source" },
  counts: {
    en: (claims: string, origins: string) => `claims: ${claims}, independent origins: ${origins}`,
    fr: (claims: string, origins: string) => `affirmations : ${claims}, origines indépendantes : ${origins}`,
  },
  contradicted: { en: "contradicted by", fr: "contredite par" },
  chosen: { en: "read by the rule in force", fr: "retenue par la règle en vigueur" },
  corrected: { en: "corrected by", fr: "corrigée par" },
  none: { en: "Nothing is said of it at these dates.", fr: "Rien n’en est dit à ces dates." },
} as const satisfies Messages;
