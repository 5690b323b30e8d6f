import type { Messages } from "keiretsu";
import { plural } from "keiretsu";

export const timeWords = {
  title: { en: "Through time", fr: "Dans le temps" },
  valid: { en: "True on", fr: "Vrai au" },
  known: { en: "Known on", fr: "Connu au" },
  noLimit: { en: "no limit", fr: "sans limite" },
  play: { en: "Play", fr: "Lecture" },
  pause: { en: "Pause", fr: "Pause" },
  back: { en: "One step back", fr: "Un pas en arrière" },
  on: { en: "One step on", fr: "Un pas en avant" },
  which: { en: "Which date moves", fr: "Date qui avance" },
  speed: { en: "Speed", fr: "Vitesse" },
  slow: { en: "slow", fr: "lente" },
  usual: { en: "usual", fr: "normale" },
  fast: { en: "fast", fr: "rapide" },
  changedValid: { en: (date: string) => `On ${date}:`, fr: (date: string) => `Le ${date} :` },
  changedKnown: { en: (date: string) => `Known since ${date}:`, fr: (date: string) => `Connu depuis le ${date} :` },
  nothing: { en: "nothing in this picture changes.", fr: "rien ne change dans ce dessin." },
  begins: {
    en: (tie: string, amount: string, status: string) => `new: ${tie}, ${amount}${status}`,
    fr: (tie: string, amount: string, status: string) => `nouveau : ${tie}, ${amount}${status}`,
  },
  ends: {
    en: (tie: string, amount: string) => `ends: ${tie}, ${amount}`,
    fr: (tie: string, amount: string) => `prend fin : ${tie}, ${amount}`,
  },
  status: {
    en: (tie: string, before: string, after: string) => `${tie}: from ${before} to ${after}`,
    fr: (tie: string, before: string, after: string) => `${tie} : de « ${before} » à « ${after} »`,
  },
  amount: {
    en: (tie: string, before: string, after: string) => `${tie}: ${after}, was ${before}`,
    fr: (tie: string, before: string, after: string) => `${tie} : ${after}, auparavant ${before}`,
  },
  more: {
    en: (count: number) => `and ${count} more`,
    fr: (count: number) => `et ${count} ${plural(count, "autre", "autres", "fr")}`,
  },
} as const satisfies Messages;
