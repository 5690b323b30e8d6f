import type { Messages } from "keiretsu";

export const circularityWords = {
  loops: { en: "Loops that can carry most", fr: "Boucles qui peuvent porter le plus" },
  loop: { en: "Loop", fr: "Boucle" },
  carries: { en: "Carries", fr: "Porte" },
  status: { en: "Weakest status", fr: "Statut le plus faible" },
  none: { en: "No loop in this view.", fr: "Aucune boucle dans cette vue." },
} as const satisfies Messages;
