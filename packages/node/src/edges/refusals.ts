import type { AmountFault } from "./amount.ts";
import type { RowFault } from "./split-row.ts";

/** Why a row of an edge list was refused. */
export type Refusal = AmountFault | RowFault | "ragged-row" | "missing-id" | "row-too-long" | "bad-date" | "bad-json" | "wrong-type";

export interface Sentences {
  readonly summary: string;
  readonly advice: string;
}

export const REFUSALS: Readonly<Record<Refusal, { readonly en: Sentences; readonly fr: Sentences }>> = {
  "missing-amount": {
    en: { summary: "The row has no amount", advice: "Give the amount; an unknown amount is not 0 and cannot be summed." },
    fr: { summary: "La ligne n’a pas de montant", advice: "Indiquez le montant ; un montant inconnu n’est pas 0 et ne s’additionne pas." },
  },
  "negative-amount": {
    en: {
      summary: "The amount is negative, 0 or more was expected",
      advice: "Write a payment in the other direction, or net credit notes before.",
    },
    fr: {
      summary: "Le montant est négatif, 0 ou plus est attendu",
      advice: "Écrivez un paiement dans l’autre sens, ou déduisez les avoirs auparavant.",
    },
  },
  "not-a-number": {
    en: {
      summary: "The amount is not a plain number such as 1234.50",
      advice: "Remove grouping marks, currency signs and words; use --decimal , for a decimal comma.",
    },
    fr: {
      summary: "Le montant n’est pas un nombre simple tel que 1234.50",
      advice: "Retirez séparateurs de milliers, symboles monétaires et mots ; --decimal , lit la virgule décimale.",
    },
  },
  "too-many-digits": {
    en: {
      summary: "The amount has more digits than can be held exactly (2^53 units of its last decimal)",
      advice: "Round the amount or split the row.",
    },
    fr: {
      summary: "Le montant a plus de chiffres qu’on ne peut en garder exactement (2^53 unités de sa dernière décimale)",
      advice: "Arrondissez le montant ou partagez la ligne.",
    },
  },
  "finer-than-unit": {
    en: {
      summary: "The amount has more decimals than the unit allows",
      advice: "Raise --minor-digits, or round the amount at its origin.",
    },
    fr: {
      summary: "Le montant a plus de décimales que l’unité n’en permet",
      advice: "Augmentez --minor-digits, ou arrondissez le montant à la source.",
    },
  },
  "nul-byte": {
    en: { summary: "The row holds a NUL byte", advice: "Remove it; the file may be damaged or in another encoding." },
    fr: { summary: "La ligne contient un octet nul", advice: "Retirez-le ; le fichier est peut-être abîmé ou dans un autre codage." },
  },
  "unclosed-quote": {
    en: { summary: "A quoted field is not closed", advice: 'Close the quote, or double it ("") where it belongs to the name.' },
    fr: {
      summary: "Un champ entre guillemets n’est pas fermé",
      advice: 'Fermez le guillemet, ou doublez-le ("") s’il fait partie du nom.',
    },
  },
  "text-after-quote": {
    en: {
      summary: "Text follows the closing quote of a field",
      advice: 'Double a quote ("") that belongs to the name, or remove the text.',
    },
    fr: {
      summary: "Du texte suit le guillemet fermant d’un champ",
      advice: 'Doublez ("") un guillemet qui fait partie du nom, ou retirez le texte.',
    },
  },
  "ragged-row": {
    en: {
      summary: "The row does not have as many fields as the header",
      advice: "Quote fields that hold the delimiter, fill empty fields.",
    },
    fr: {
      summary: "La ligne n’a pas autant de champs que l’en-tête",
      advice: "Mettez entre guillemets les champs qui contiennent le séparateur, complétez les champs vides.",
    },
  },
  "missing-id": {
    en: { summary: "The row does not say who pays or who is paid", advice: "Give both ids." },
    fr: { summary: "La ligne ne dit pas qui paie ou qui est payé", advice: "Indiquez les deux identifiants." },
  },
  "row-too-long": {
    en: { summary: "The row is longer than a row may be", advice: "Check that lines end with a newline and quotes are closed." },
    fr: {
      summary: "La ligne dépasse la longueur permise",
      advice: "Vérifiez que chaque ligne finit par un retour à la ligne et que les guillemets sont fermés.",
    },
  },
  "bad-json": {
    en: { summary: "The line is no JSON object or array", advice: "Write one object or one array on each line." },
    fr: { summary: "La ligne n’est ni un objet ni un tableau JSON", advice: "Écrivez un objet ou un tableau par ligne." },
  },
  "wrong-type": {
    en: {
      summary: "The value is of another kind than its column",
      advice: "Ids are texts or whole numbers, amounts are numbers without quotes.",
    },
    fr: {
      summary: "La valeur n’est pas de la nature de sa colonne",
      advice: "Les identifiants sont des textes ou des nombres entiers, les montants des nombres sans guillemets.",
    },
  },
  "bad-date": {
    en: { summary: "The date is not YYYY, YYYY-MM or YYYY-MM-DD", advice: "Write the date in one of these forms." },
    fr: { summary: "La date n’est pas de la forme AAAA, AAAA-MM ou AAAA-MM-JJ", advice: "Écrivez la date sous l’une de ces formes." },
  },
};

/** The place of a cell in the text of its row: its own line and column, both from 1. */
export function placeOf(
  bytes: Uint8Array,
  at: { readonly line: number; readonly row: number; readonly begin: number; readonly end: number },
): { readonly line: number; readonly column: number; readonly excerpt: string } {
  let { line } = at;
  let column = 1;
  for (let i = at.row; i < at.begin; i++) {
    if (bytes[i] === 0x0a) {
      line++;
      column = 1;
    } else if ((bytes[i] & 0xc0) !== 0x80) column++;
  }
  return { line, column, excerpt: excerptOf(bytes, at.begin, at.end) };
}

/** The text at fault, at most 80 characters, control characters shown as a middle dot. */
function excerptOf(bytes: Uint8Array, begin: number, end: number): string {
  const text = new TextDecoder().decode(bytes.subarray(begin, Math.min(end, begin + 320)));
  let shown = "";
  for (const character of text.trimEnd()) {
    if (shown.length >= 80) break;
    shown += character < " " || character === "\u007f" ? "·" : character;
  }
  return shown;
}
