/** Text without case, accents, ligatures or typographic apostrophes, so that Élysée, ELYSEE and elysee meet. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .trim();
}

/** The words of a text, folded, without the plural s or x of longer ones; numbers keep their decimal point (12.5, 12,5 -> 12.5). */
export function words(text: string): readonly string[] {
  const found = fold(text).match(/\d+(?:[.,]\d+)*|[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (/^\d/.test(word) ? word.replace(/,(?=\d{3}\b)/g, "").replaceAll(",", ".") : singular(word)));
}

function singular(word: string): string {
  return word.length > 3 && /[^s][sx]$/.test(word) ? word.slice(0, -1) : word;
}
