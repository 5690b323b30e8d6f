import { element, lineHeight, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";

/** The key under a picture: a mark and what it means, over as many lines as they need, then notes in words. */
export interface KeyItem {
  readonly words: string;
  /** Drawn from x to x + SWATCH, about the middle of the line of text. */
  readonly mark: (x: number, middle: number) => string;
}

export const SWATCH = 26;

export interface KeyRoom {
  readonly width: number;
  /** Where the key starts. */
  readonly top: number;
  readonly size: number;
}

export function drawKey(
  items: readonly KeyItem[],
  notes: readonly string[],
  { width, top, size }: KeyRoom,
): { readonly content: string; readonly height: number } {
  const step = size * 1.7;
  let x = 8;
  let y = top + (items.length > 0 ? size * 1.6 : 0);
  const parts: string[] = [];
  for (const { words, mark } of items) {
    const lines = wrapText(words, { width: width - 16 - SWATCH - 8, size, lines: 3 });
    const needed = SWATCH + 8 + Math.max(...lines.map((line) => textWidth(line, size))) + 22;
    if (x > 8 && x + needed - 22 > width - 8) {
      x = 8;
      y += step;
    }
    parts.push(mark(x, y - size * 0.35), textBlock({ x: x + SWATCH + 8, y, lines, size, tone: "soft" }));
    x += needed;
    y += (lines.length - 1) * size * lineHeight;
  }
  for (const note of notes) {
    const lines = wrapText(note, { width: width - 16, size, lines: 6 });
    y += step;
    parts.push(textBlock({ x: 8, y, lines, size, tone: "soft" }));
    y += (lines.length - 1) * size * lineHeight;
  }
  return { content: element("g", {}, parts.join("")), height: y + size - top };
}
