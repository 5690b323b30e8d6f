import type { Choice, Spread } from "../panel/spread.ts";
import { type Language, listing, type Text } from "./language.ts";
import { formatDate } from "./money.ts";
import { statusNames } from "./vocabulary.ts";

/** The analyst's choices and their values in words. */
export const choiceNames: Readonly<Record<Choice, Text>> = {
  "at-least": { en: "How firm a deal must be to count", fr: "La fermeté exigée d’un accord" },
  known: { en: "The date of knowledge", fr: "La date à laquelle on savait" },
  perimeter: { en: "Whose flows are one firm’s", fr: "Le périmètre d’une entreprise" },
  "in-kind": { en: "Shares, warrants and credits", fr: "Les actions, bons et crédits" },
  contingent: { en: "Guarantees", fr: "Les garanties" },
  amounts: { en: "Which end of each amount", fr: "Le bout retenu de chaque montant" },
  composition: { en: "Wholes, parts or totals", fr: "Ensembles, parties ou totaux" },
  policy: { en: "Which of several amounts", fr: "Le montant retenu parmi plusieurs" },
  "max-length": { en: "The longest loop searched", fr: "La longueur des boucles cherchées" },
};

const valueNames: Readonly<Record<string, Text>> = {
  ...statusNames,
  now: { en: "all that is known", fr: "tout ce que l’on sait" },
  parent: { en: "units with their parent", fr: "unités avec leur maison mère" },
  unit: { en: "units apart", fr: "unités à part" },
  yes: { en: "counted", fr: "comptés" },
  no: { en: "left out", fr: "laissés de côté" },
  low: { en: "lowest", fr: "le plus bas" },
  point: { en: "as stated", fr: "tel qu’annoncé" },
  high: { en: "highest", fr: "le plus haut" },
  wholes: { en: "wholes", fr: "ensembles" },
  parts: { en: "parts", fr: "parties" },
  umbrellas: { en: "umbrella totals", fr: "totaux englobants" },
  editor: { en: "editor’s reading", fr: "lecture de l’éditeur" },
  latest: { en: "latest", fr: "le plus récent" },
  strongest: { en: "strongest source", fr: "source la plus solide" },
  lowest: { en: "lowest", fr: "le plus bas" },
  highest: { en: "highest", fr: "le plus élevé" },
};

const feminine: Readonly<Record<string, Text>> = {
  yes: { en: "counted", fr: "comptées" },
  no: { en: "left out", fr: "laissées de côté" },
};

/** The values of a choice that give the lowest and the highest verdict, in words. */
export function choiceExtremes(
  { choices, movesMost }: Pick<Spread, "choices" | "movesMost">,
  language: Language,
): { readonly choice: string; readonly low: string; readonly high: string; readonly lowShare: number; readonly highShare: number } | null {
  const choice = choices.find((one) => one.choice === movesMost);
  if (!choice || choice.low === null || choice.high === null) return null;
  const named = (share: number): string =>
    listing(
      choice.rows.filter((row) => row.figures.setOffShare === share).map((row) => `« ${valueName(row.value, language, choice.choice)} »`),
      language,
    )
      .replaceAll("« ", language === "fr" ? "«\u00a0" : "“")
      .replaceAll(" »", language === "fr" ? "\u00a0»" : "”");
  return {
    choice: choiceNames[choice.choice][language],
    low: named(choice.low),
    high: named(choice.high),
    lowShare: choice.low,
    highShare: choice.high,
  };
}

/** A value of a choice, as typed on the command line, in words. In French they agree with what is counted: des garanties comptées. */
export function valueName(value: string, language: Language, choice: Choice): string {
  if (choice === "known" && value !== "now") return formatDate(value, language);
  if (choice === "contingent" && value in feminine) return feminine[value][language];
  return valueNames[value]?.[language] ?? value;
}

export const spreadWords = {
  note: {
    en: "One choice is changed at a time, the others stay as on this page. The choice that moves the answer most comes first.",
    fr: "Un seul choix change à la fois, les autres restent ceux de cette page. Celui qui déplace le plus la réponse vient d’abord.",
  },
  caption: { en: "The same figures under other choices", fr: "Les mêmes chiffres avec d’autres choix" },
  wider: { en: "A wider screen shows more columns.", fr: "Un écran plus large montre plus de colonnes." },
  same: { en: "Counts the same legs as this page.", fr: "Compte les mêmes volets que cette page." },
  more: { en: (list: string) => `Also counts ${list}.`, fr: (list: string) => `Compte aussi ${list}.` },
  less: { en: (list: string) => `Does not count ${list}.`, fr: (list: string) => `Ne compte pas ${list}.` },
  seller: { en: (name: string) => `${name}: financed by itself`, fr: (name: string) => `${name} : financé par soi` },
} as const;
