import { type Messages, plural } from "keiretsu";

const counted = (n: number) => ({
  en: `${n} ${plural(n, "change", "changes", "en")}`,
  fr: `${n} ${plural(n, "changement", "changements", "fr")}`,
});

export const whatIfWords = {
  supposed: {
    en: (n: number) => `Supposed: ${counted(n).en}`,
    fr: (n: number) => `Supposé : ${counted(n).fr}`,
  },
  notRecord: {
    en: "Every page shows the casebook with it. Nothing is written to the record.",
    fr: "Toutes les pages montrent le dossier avec. Rien n’est écrit dans le dossier.",
  },
  untitled: { en: "no name", fr: "sans nom" },
  undo: { en: "Undo", fr: "Annuler" },
  redo: { en: "Redo", fr: "Rétablir" },
  discard: { en: "Back to the record", fr: "Revenir au dossier" },
  page: { en: "Change and compare", fr: "Modifier et comparer" },
  list: { en: "What is supposed", fr: "Ce qui est supposé" },
  remove: { en: "Remove", fr: "Retirer" },
  removeOne: { en: (what: string) => `Remove: ${what}`, fr: (what: string) => `Retirer : ${what}` },
  unreadable: {
    en: "What this link supposes cannot be read; this is the record.",
    fr: "Ce que ce lien suppose est illisible ; voici le dossier tel quel.",
  },
  elsewhere: {
    en: "What is supposed here was too long for a link and stays in the browser that made it; this is the record. Open its file to see it.",
    fr: "Ce qui est supposé ici était trop long pour un lien et reste dans le navigateur qui l’a fait ; voici le dossier tel quel. Ouvrez son fichier pour le voir.",
  },
  tooLong: {
    en: "Too long for a link: it stays in this browser. Save it as a file to share it.",
    fr: "Trop long pour un lien : cela reste dans ce navigateur. Enregistrez-le dans un fichier pour le partager.",
  },
  refused: { en: "Not possible here:", fr: "Impossible ici :" },
  unsound: {
    en: (n: number) => `With what is supposed the casebook has ${n} ${plural(n, "fault", "faults", "en")}.`,
    fr: (n: number) => `Avec ce qui est supposé, le dossier a ${n} ${plural(n, "défaut", "défauts", "fr")}.`,
  },
  cancelled: { en: (deal: string) => `Cancelled: ${deal}`, fr: (deal: string) => `Annulé : ${deal}` },
  without: { en: (firm: string) => `Without the deals of ${firm}`, fr: (firm: string) => `Sans les accords de ${firm}` },
  amountOf: {
    en: (leg: string, amount: string) => `${leg}: ${amount} instead`,
    fr: (leg: string, amount: string) => `${leg} : ${amount} à la place`,
  },
  statusOf: {
    en: (leg: string, status: string, date: string) => `${leg}: ${status} from ${date}`,
    fr: (leg: string, status: string, date: string) => `${leg} : ${status} à partir du ${date}`,
  },
  termOf: {
    en: (leg: string, start: string, years: string) => `${leg}: ${start}${years}`,
    fr: (leg: string, start: string, years: string) => `${leg} : ${start}${years}`,
  },
  from: { en: (date: string) => `from ${date}`, fr: (date: string) => `à partir du ${date}` },
  forYears: { en: (years: string) => ` for ${years} years`, fr: (years: string) => ` pour ${years} ans` },
  newDeal: { en: (title: string) => `New: ${title}`, fr: (title: string) => `Nouveau : ${title}` },
  rows: {
    en: (n: number) => `${n} ${plural(n, "row", "rows", "en")} of the casebook`,
    fr: (n: number) => `${n} ${plural(n, "ligne", "lignes", "fr")} du dossier`,
  },
} as const satisfies Messages;
