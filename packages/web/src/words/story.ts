import type { Messages } from "keiretsu";

export const storyWords = {
  choose: { en: "Whose story", fr: "L’histoire de" },
  none: { en: "No promise of this casebook turned more than once.", fr: "Aucune promesse de ce dossier n’a tourné plus d’une fois." },
  first: { en: "First", fr: "Début" },
  before: { en: "Before", fr: "Précédent" },
  after: { en: "Next", fr: "Suivant" },
  play: { en: "Play", fr: "Dérouler" },
  stop: { en: "Stop", fr: "Arrêter" },
  turn: { en: (k: string, n: string) => `Turn ${k} of ${n}`, fr: (k: string, n: string) => `Tournant ${k} sur ${n}` },
  believed: {
    en: (date: string, status: string, amount: string) => `On ${date} it had to be believed: ${status}, ${amount}.`,
    fr: (date: string, status: string, amount: string) => `Le ${date}, il fallait croire : ${status}, ${amount}.`,
  },
  ended: {
    en: (date: string, status: string) => `On ${date} it had to be believed: ${status}. It counts for nothing.`,
    fr: (date: string, status: string) => `Le ${date}, il fallait croire : ${status}. Elle ne compte plus pour rien.`,
  },
  says: {
    en: (status: string) => `The source of this turn says: ${status}.`,
    fr: (status: string) => `La source de ce tournant dit : ${status}.`,
  },
  headline: {
    en: (gross: string, share: string) =>
      `With what was known that day, ${gross} was promised in counted deals of known amount, and up to ${share} of it could be the same money going round.`,
    fr: (gross: string, share: string) =>
      `Avec ce que l’on savait ce jour-là, ${gross} étaient promis dans les accords comptés au montant connu, et jusqu’à ${share} pouvaient être le même argent qui tourne.`,
  },
  loops: {
    en: (count: string, one: boolean, capacity: string) =>
      `${count} ${one ? "loop passes" : "loops pass"} through this promise; the largest can carry ${capacity}.`,
    fr: (count: string, one: boolean, capacity: string) =>
      `${count} ${one ? "boucle passe" : "boucles passent"} par cette promesse ; la plus grande peut porter ${capacity}.`,
  },
  noLoop: { en: "No loop that counts passes through this promise.", fr: "Aucune boucle comptée ne passe par cette promesse." },
  table: { en: "Turn by turn", fr: "Tournant par tournant" },
  figure: { en: "Headline then", fr: "Chiffre d’alors" },
  gross: { en: "Promised in all", fr: "Promis en tout" },
  deal: { en: "The deal", fr: "L’accord" },
  atLeast: {
    en: "Letters of intent count only where the bar above asks for them (“At least”).",
    fr: "Les lettres d’intention ne comptent que si la barre ci-dessus le demande (« Au moins »).",
  },
} as const satisfies Messages;
