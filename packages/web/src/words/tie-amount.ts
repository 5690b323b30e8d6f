import { formatAmount, formatShare, type Language, type Lens, plural, type TieTotal } from "keiretsu";

/** An amount of a lens: money, or the share of what is owned. */
export function tieAmount(
  value: { readonly low: number | null; readonly high: number | null },
  { lens, unit }: { readonly lens: Lens; readonly unit: string },
  language: Language,
): string {
  return lens === "owns" ? formatShare(value, language) : formatAmount(value, unit, language);
}

/** A sum with what it leaves out because nobody states it: never a bare number where something is unknown. */
export function totalWords(total: TieTotal, of: { readonly lens: Lens; readonly unit: string }, language: Language): string {
  const { ties, unknown } = total;
  const beside = {
    en: `${unknown} of unknown amount`,
    fr: `${unknown} de montant inconnu`,
  }[language];
  if (ties === unknown) return unknown === 0 ? { en: "nothing", fr: "rien" }[language] : beside;
  const known = tieAmount(total, of, language);
  return unknown === 0 ? known : `${known}${{ en: ", and ", fr: ", et " }[language]}${beside}`;
}

export function tieCount(ties: number, language: Language): string {
  return `${ties} ${language === "fr" ? plural(ties, "lien", "liens", "fr") : plural(ties, "tie", "ties", "en")}`;
}
