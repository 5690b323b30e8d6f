import type { Language } from "./language.ts";

/**
 * The answer in sentences, for the terminal and the report alike: what could go round is an upper limit of what may be the same money, not a
 * finding that it is. The holes hold formatted amounts and shares, or links to what they rest on.
 */
export const answerWords = {
  lead: {
    en: (gross: string, setOff: string, share: string) =>
      `Of ${gross} promised in deals whose amount is known (caps in full, all years added), up to ${setOff} (${share}) could be the same money going round: it could be struck off along loops without changing what any firm pays or receives on balance.`,
    fr: (gross: string, setOff: string, share: string) =>
      `Sur ${gross} promis dans des accords au montant connu (plafonds comptés en entier, années additionnées), jusqu’à ${setOff} (${share}) peuvent être le même argent qui tourne : on pourrait les compenser le long de boucles sans changer ce que chaque entreprise paie ou reçoit en solde.`,
  },
  none: {
    en: (gross: string) =>
      `Of ${gross} promised in deals whose amount is known (caps in full, all years added), none can be the same money going round: these amounts close no loop.`,
    fr: (gross: string) =>
      `Sur ${gross} promis dans des accords au montant connu (plafonds comptés en entier, années additionnées), rien ne peut être le même argent qui tourne : ces montants ne ferment aucune boucle.`,
  },
  noAmount: {
    en: "No leg that counts has a known amount: how much of the money goes round cannot be said.",
    fr: "Aucun volet compté n’a de montant connu : on ne peut dire quelle part de l’argent tourne.",
  },
  bounds: {
    en: (setOff: string, gross: string) => `Whatever the unknown amounts: ${setOff} can go round, out of ${gross} in all.`,
    fr: (setOff: string, gross: string) => `Quels que soient les montants inconnus : ${setOff} compensables, sur ${gross} au total.`,
  },
  /** In place of `bounds` where they rest on figures of payers that may not hold (`--limits overlapping`). */
  scenario: {
    en: (setOff: string, gross: string) => `If no payer spends beyond the cited figure: ${setOff} can go round, out of ${gross} in all.`,
    fr: (setOff: string, gross: string) =>
      `Si aucun payeur ne dépense plus que le chiffre cité : ${setOff} compensables, sur ${gross} au total.`,
  },
  range: {
    en: (share: string) => `With all known amounts at their low or all at their high end, the share is ${share}.`,
    fr: (share: string) => `Tous les montants connus au plus bas, ou tous au plus haut, la part est ${ofShare(share)}.`,
  },
  vendors: {
    en: "Revenue that the seller’s own funding may have paid",
    fr: "Revenus que le financement du vendeur a pu payer",
  },
  noVendors: {
    en: "Among recorded deals, no funding reaches a client whose purchase is recorded.",
    fr: "Parmi les accords recensés, aucun financement n’atteint un client dont l’achat est recensé.",
  },
  halfLoops: {
    en: (loops: string) => `Sources state a return that is no recorded deal: ${loops}.`,
    fr: (loops: string) => `Des sources disent un retour qui n’est pas un accord recensé : ${loops}.`,
  },
  even: { en: "If mixed evenly", fr: "Mélange égal" },
  proved: { en: "Proved", fr: "Prouvé" },
  notProved: { en: "Scenario", fr: "Scénario" },
  atStated: { en: "At the stated amounts", fr: "Aux montants cités" },
  inKind: { en: "in kind", fr: "en nature" },
} as const;

/** « de 13 % », « de 2,3 à 16 % »: a range begins with the word already. */
function ofShare(share: string): string {
  return /^(de|au) /.test(share) ? share : `de ${share}`;
}

/** What becomes of legs without an amount: nothing is assumed of them. */
export function leftOut(count: number, bounded: number, language: Language): string {
  const one = language === "fr" ? count < 2 : count === 1;
  const open = bounded < count;
  if (language === "fr")
    return `${one ? "absent" : "absents"} des montants cités et des parts${open ? ` ; ${one ? "il laisse" : "ils laissent"} les bornes hautes ouvertes` : ""}`;
  return `left out of the stated figures and shares${open ? `; ${one ? "it leaves" : "they leave"} upper bounds open` : ""}`;
}
