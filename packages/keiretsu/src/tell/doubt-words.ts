import { plural } from "./language.ts";

/** What a reader must doubt, in sentences: contradictions side by side, and what nobody has published. */
export const doubtWords = {
  conflictNote: {
    en: "Contradicting claims stay side by side. Where an amount is needed, the editor’s reading chooses one, and the others stay citable.",
    fr: "Les affirmations contradictoires restent côte à côte. Là où il faut un montant, la lecture de l’éditeur en retient une, et les autres restent citables.",
  },
  noConflicts: {
    en: "No two claims of this casebook contradict each other.",
    fr: "Aucune affirmation de ce dossier n’en contredit une autre.",
  },
  origins: {
    en: (count: number) => `${count} independent ${count === 1 ? "origin" : "origins"}`,
    fr: (count: number) => `${count} ${plural(count, "origine indépendante", "origines indépendantes", "fr")}`,
  },
  withoutAmount: { en: "Deals that count and have no known amount", fr: "Accords comptés sans montant connu" },
  withoutCeiling: { en: "Deals with a floor and no known ceiling", fr: "Accords avec un plancher, sans plafond connu" },
  setAside: {
    en: "Left out, since nothing moves until they are called or paid in kind",
    fr: "Laissés de côté : rien ne bouge tant qu’on n’y fait pas appel, ou c’est payé en nature",
  },
  lapsedLegs: { en: "Lapsed or denied: they count for nothing", fr: "Caducs ou démentis : ils ne comptent pour rien" },
  below: { en: "Less firm than asked for", fr: "Moins fermes que demandé" },
  limit: {
    en: (kind: string, amount: string) => `, bounded by the payer’s ${kind}: ${amount}`,
    fr: (kind: string, amount: string) => `, borné par ce que dit le payeur (${kind}) : ${amount}`,
  },
  unbounded: {
    en: "Where nothing else is said, no known limit of the payer bounds the amount.",
    fr: "Sauf mention, aucune limite connue du payeur ne borne le montant.",
  },
  undecided: {
    en: (claims: string) => `, read as unknown by the editor; claims give ${claims}`,
    fr: (claims: string) => `, lu comme inconnu par l’éditeur\u202f; des affirmations donnent ${claims}`,
  },
  allKnown: { en: "Every deal that counts has a known amount.", fr: "Tous les accords comptés ont un montant connu." },
  undetermined: {
    en: "Where the money of a firm came from is known only as far as its deals are recorded: the intervals above hold for every possible mix, and where an interval runs from 0% to 100% the records decide nothing.",
    fr: "On ne sait d’où vient l’argent d’une entreprise que si ses accords sont recensés : les intervalles ci-dessus valent pour tous les mélanges possibles, et là où l’intervalle va de 0 à 100 %, les données ne tranchent rien.",
  },
} as const;
