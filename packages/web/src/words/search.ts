import type { HitKind, Messages, Text } from "keiretsu";

export const searchWords = {
  open: { en: "Search", fr: "Chercher" },
  title: { en: "Search firms, deals, claims, sources and pages", fr: "Chercher entreprises, accords, affirmations, sources et pages" },
  hint: { en: "A name, words, or a sum such as 100 billion", fr: "Un nom, des mots, ou une somme comme 100 milliards" },
  none: { en: "Nothing holds these words.", fr: "Rien ne contient ces mots." },
  found: { en: (count: string) => `${count} found`, fr: (count: string) => `${count} trouvés` },
  page: { en: "page", fr: "page" },
} as const satisfies Messages;

export const hitNames: Readonly<Record<HitKind, Text>> = {
  entity: { en: "firm", fr: "entreprise" },
  deal: { en: "deal", fr: "accord" },
  leg: { en: "leg", fr: "volet" },
  claim: { en: "claim", fr: "affirmation" },
  source: { en: "source", fr: "source" },
};
