import { leftOut } from "./answer-words.ts";
import { plural } from "./language.ts";

/** The sentences that lead the sections of a page: what is measured, how to read it. */
export const sectionWords = {
  nothing: {
    en: "No payment between firms with a known amount is recorded: nothing can be said to go round.",
    fr: "Aucun paiement d’un montant connu n’est recensé entre entreprises : on ne peut rien dire de ce qui tourne.",
  },
  moves: {
    en: (choice: string, low: string, lowShare: string, high: string, highShare: string) =>
      `What moves it most is a choice of the analyst. ${choice}: ${lowShare} with ${low}, ${highShare} with ${high}.`,
    fr: (choice: string, low: string, lowShare: string, high: string, highShare: string) =>
      `Ce qui la déplace le plus est un choix de l’analyste. ${choice} : ${lowShare} avec ${low}, ${highShare} avec ${high}.`,
  },
  coverage: {
    en: (withAmount: number, legs: number) =>
      `${withAmount} of the ${legs} legs that count have a known amount; ${plural(legs - withAmount, "the other is", "the others are", "en")} ${leftOut(legs - withAmount, 0, "en")}.`,
    fr: (withAmount: number, legs: number) =>
      `${withAmount} des ${legs} volets comptés ont un montant connu ; ${plural(legs - withAmount, "l’autre est", "les autres sont", "fr")} ${leftOut(legs - withAmount, 0, "fr")}.`,
  },
  covered: {
    en: (legs: number) => `All ${legs} legs that count have a known amount.`,
    fr: (legs: number) => `Les ${legs} volets comptés ont tous un montant connu.`,
  },
  asOf: {
    en: (known: string, status: string) => `${known}, deals count from “${status}” up.`,
    fr: (known: string, status: string) => `${known}, les accords comptent à partir du statut « ${status} ».`,
  },
  asOfDate: { en: (date: string) => `With what was known on ${date}`, fr: (date: string) => `Avec ce que l’on savait le ${date}` },
  asOfNow: { en: "With all that is known to date", fr: "Avec tout ce que l’on sait à ce jour" },
  from: { en: (low: string, high: string) => `from ${low} to ${high}`, fr: (low: string, high: string) => `de ${low} à ${high}` },
  noCeiling: { en: (low: string) => `at least ${low}, no ceiling is known`, fr: (low: string) => `au moins ${low}, aucun plafond connu` },
  panelNote: {
    en: "Several measures, never one number: each sees a different way for money to come back. Every figure links to what it rests on.",
    fr: "Plusieurs mesures, jamais un seul chiffre : chacune voit une autre façon de revenir. Chaque chiffre mène à ce sur quoi il repose.",
  },
  networkNote: {
    en: "An arrow runs from who pays to who receives. The amounts of several deals between the same two firms are added where they are alike.",
    fr: "Une flèche va de celui qui paie à celui qui reçoit. Les montants de plusieurs accords semblables entre deux entreprises s’ajoutent.",
  },
  storyNote: {
    en: (amount: string) =>
      `One promise, ${amount}. The line is what had to be believed on each date, all sources known by then weighed; a hollow mark is a source that says otherwise.`,
    fr: (amount: string) =>
      `Une promesse, ${amount}. Le trait est ce qu’il fallait croire à chaque date, toutes les sources alors connues pesées ; un cercle vide est une source qui dit autre chose.`,
  },
  tellsOf: { en: "The announcement is told of by", fr: "L’annonce est relatée par" },
  vendorNote: {
    en: "Of what each seller earns, how much may its own shares, loans and guarantees have paid? Shares of different sellers overlap and must not be added.",
    fr: "De ce que gagne chaque vendeur, combien son propre financement (actions, prêts, garanties) a-t-il pu payer ? Les parts de vendeurs différents se recouvrent et ne s’ajoutent pas.",
  },
} as const;
