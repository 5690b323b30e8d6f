/**
 * How wide is a text, without asking a browser? For each character the wider of DejaVu Sans and Liberation Sans (metrics of Arial), in
 * hundredths of the font size, so that a label placed by this table fits in either. Accents take the width of their letter.
 */

const firstCode = 32;

const regular = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56, 102, 68,
  69, 72, 77, 67, 61, 78, 75, 29, 50, 67, 56, 86, 75, 79, 67, 79, 72, 67, 61, 73, 68, 99, 69, 67, 69, 39, 34, 39, 84, 56, 50, 61, 63, 55,
  63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

const bold = [
  35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 61, 100, 77,
  76, 73, 83, 68, 68, 82, 84, 37, 56, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 56, 50, 67, 72, 59,
  72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
];

const others: Readonly<Record<string, number>> = {
  "\u00a0": 35,
  "\u202f": 20,
  "’": 38,
  "‘": 38,
  "“": 52,
  "”": 52,
  "–": 56,
  "€": 70,
  "£": 70,
  "¥": 70,
  "«": 65,
  "»": 65,
  "·": 38,
  "°": 50,
  "•": 64,
  ß: 72,
  ı: 34,
};

export type Weight = "regular" | "bold";

/** Width of one line in the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = "regular"): number {
  const table = weight === "bold" ? bold : regular;
  let total = 0;
  for (const character of text) {
    const code = character.normalize("NFD").codePointAt(0)!;
    const inTable = code - firstCode < table.length && code >= firstCode;
    total += inTable ? table[code - firstCode] : (others[character] ?? (code < 0x2e80 ? 100 : 110));
  }
  return (total * size) / 100;
}

/**
 * Break a text at spaces into lines no wider than `width`; a word that is wider is broken where it must be. Past `lines` lines the rest is
 * replaced by an ellipsis: the full text belongs in a title.
 */
export function wrapText(text: string, options: { width: number; size: number; weight?: Weight; lines?: number }): readonly string[] {
  const { width, size, weight = "regular", lines = 3 } = options;
  const fits = (line: string): boolean => textWidth(line, size, weight) <= width;
  const wrapped: string[] = [];
  for (const word of text.split(/[ \t\r\n]+/).filter((part) => part !== "")) {
    const previous = wrapped.at(-1);
    if (previous !== undefined && fits(`${previous} ${word}`)) {
      wrapped[wrapped.length - 1] = `${previous} ${word}`;
      continue;
    }
    let piece = "";
    for (const character of word) {
      if (piece !== "" && !fits(piece + character)) {
        wrapped.push(piece);
        piece = "";
      }
      piece += character;
    }
    wrapped.push(piece);
    if (wrapped.length > lines) break;
  }
  if (wrapped.length <= lines) return wrapped;
  let last = wrapped[lines - 1];
  while (last !== "" && !fits(`${last}…`)) last = Array.from(last).slice(0, -1).join("");
  return [...wrapped.slice(0, lines - 1), `${last.trimEnd()}…`];
}

/** Width of the widest line. */
export function blockWidth(lines: readonly string[], size: number, weight: Weight = "regular"): number {
  return lines.reduce((widest, line) => Math.max(widest, textWidth(line, size, weight)), 0);
}
