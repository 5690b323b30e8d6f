import { boxOf, element, lineHeight, type PictureOptions, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";

/** What pictures of rows share: a name, marks on one scale, words; on a narrow screen name and words stand above the marks. */
export interface BarRow {
  readonly name: string;
  readonly words: string;
}

export interface BarRows {
  /** Where the marks of each row stand. */
  readonly middles: readonly number[];
  /** The scale runs from `left` to `right`. */
  readonly left: number;
  readonly right: number;
  /** Below the last row. */
  readonly bottom: number;
  readonly size: number;
  readonly narrow: boolean;
  /** Names and words, drawn. */
  readonly texts: string;
}

/** Marks want this much beside names and words. */
const LEAST_ROOM = 180;

/** `mark`: how high the marks of a row are. */
export function layOutRows(rows: readonly BarRow[], { width }: PictureOptions, mark = 18): BarRows {
  const size = width < 480 ? 12 : 13;
  const nameRoom = roomFor(
    290,
    90,
    rows.map((row) => textWidth(row.name, size, "bold")),
  );
  const wordsRoom = roomFor(
    260,
    60,
    rows.map((row) => textWidth(row.words, size)),
  );
  // Long names and words would leave the marks no room: then they stand above them, as on a narrow screen.
  const narrow = width < 480 || width - nameRoom - wordsRoom - 34 < LEAST_ROOM;
  const nameWidth = narrow ? width - 16 : nameRoom;
  const wordsWidth = narrow ? 0 : wordsRoom;
  const left = narrow ? 10 : nameWidth + 16;
  const right = narrow ? width - 14 : width - wordsWidth - 18;
  const line = size * lineHeight;
  const texts: string[] = [];
  const middles: number[] = [];
  let y = 10;
  for (const row of rows) {
    const name = wrapText(row.name, { width: nameWidth, size, weight: "bold", lines: 3 });
    const words = wrapText(row.words, { width: narrow ? width - 16 : wordsWidth, size, lines: 3 });
    if (narrow) {
      texts.push(textBlock({ x: 8, y: y + size, lines: name, size, weight: "bold" }));
      texts.push(textBlock({ x: 8, y: y + size + name.length * line, lines: words, size, tone: "soft" }));
      const middle = y + (name.length + words.length) * line + mark / 2 + 5;
      middles.push(middle);
      y = middle + mark / 2 + 9;
      continue;
    }
    const height = Math.max(Math.max(name.length, words.length) * line + 16, mark + 8);
    const middle = y + height / 2;
    const baseline = (lines: readonly string[]): number => middle - (lines.length * line) / 2 + size * 0.98;
    texts.push(textBlock({ x: nameWidth + 2, y: baseline(name), lines: name, size, anchor: "end", weight: "bold" }));
    texts.push(textBlock({ x: right + 14, y: baseline(words), lines: words, size }));
    middles.push(middle);
    y += height;
  }
  return { middles, left, right, bottom: y + 6, size, narrow, texts: texts.join("") };
}

function roomFor(most: number, least: number, texts: readonly number[]): number {
  return Math.min(most, Math.max(least, ...texts)) + 6;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Least room between two labels of a scale. */
const APART = 4;

/** The lines of the scale with their labels. On a narrow screen words stand on the lines: there they are drawn only beside the marks. */
export function drawScale(ticks: readonly Tick[], { middles, bottom, size, narrow }: BarRows): string {
  const spans: (readonly [number, number])[] = narrow ? middles.map((middle) => [middle - 9, middle + 9]) : [[6, bottom]];
  const lines = spans.flatMap(([y1, y2]) =>
    ticks.map(({ at }) => element("line", { class: "k-line-rule", x1: at, y1, x2: at, y2, "stroke-width": 1 })),
  );
  const last = ticks.length - 1;
  const labels = ticks.map(({ at, label }, i) => {
    const anchor = i === 0 && narrow ? "start" : i === last && narrow ? "end" : "middle";
    return { x: at, y: bottom + 16, lines: [label], size: size - 1, anchor, tone: "soft" } as const;
  });
  // The ends of the scale come first: what would touch another label is left out.
  const shown: (typeof labels)[number][] = [];
  for (const label of [...labels.slice(last), ...labels.slice(0, last)]) {
    const { x, width } = boxOf(label);
    const isFree = shown.map(boxOf).every((other) => x > other.x + other.width + APART || x + width + APART < other.x);
    if (isFree) shown.push(label);
  }
  return (
    lines.join("") +
    labels
      .filter((label) => shown.includes(label))
      .map(textBlock)
      .join("")
  );
}

/** What the scale measures and what the marks mean, below it; with the height of the whole picture. */
export function drawFoot(
  sentences: readonly string[],
  { bottom, size }: Pick<BarRows, "bottom" | "size">,
  width: number,
): { content: string; height: number } {
  const lines = sentences.flatMap((text) => wrapText(text, { width: width - 20, size: size - 1, lines: 6 }));
  return {
    content: textBlock({ x: 8, y: bottom + 40, lines, size: size - 1, tone: "soft" }),
    height: bottom + 40 + lines.length * (size - 1) * lineHeight,
  };
}
