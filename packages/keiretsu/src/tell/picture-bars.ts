import { colon } from "./language.ts";
import { formatShare } from "./money.ts";
import { element, lineHeight, picture, type PictureOptions, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";

/**
 * Rows of one share each, on one scale: a bar for the value, a whisker for the interval in which it must lie (vendor financing seller by
 * seller), or a dot for each choice of the analyst (the spread). null = unknown: no mark, and the words say so.
 */
export interface BarsScene {
  readonly title: string;
  readonly rows: readonly BarsRow[];
  /** What the scale measures, in words. */
  readonly axis: string;
  /** What the marks mean, in words. */
  readonly key: string;
}

interface BarsRow {
  readonly name: string;
  /** Fraction; null = unknown. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Dots on the line, one a choice. */
  readonly dots?: readonly number[];
  readonly words: string;
  readonly strong?: boolean;
}

export function pictureBars(scene: BarsScene, options: PictureOptions): string {
  const { width, language } = options;
  const narrow = width < 480;
  const size = narrow ? 12 : 13;
  const nameWidth = narrow ? width - 16 : Math.min(290, Math.max(90, ...scene.rows.map((row) => textWidth(row.name, size, "bold")))) + 6;
  const wordsWidth = narrow ? 0 : Math.min(260, Math.max(60, ...scene.rows.map((row) => textWidth(row.words, size)))) + 6;
  const left = narrow ? 10 : nameWidth + 16;
  const right = narrow ? width - 14 : width - wordsWidth - 18;
  const most = scaleEnd(scene.rows);
  const x = (share: number): number => left + ((right - left) * Math.min(share, most)) / most;

  const parts: string[] = [];
  let y = 10;
  const bands: { middle: number; row: BarsRow }[] = [];
  for (const row of scene.rows) {
    const name = wrapText(row.name, { width: nameWidth, size, weight: "bold", lines: 3 });
    const words = wrapText(row.words, { width: narrow ? width - 16 : wordsWidth, size, lines: 3 });
    const line = size * lineHeight;
    if (narrow) {
      parts.push(textBlock({ x: 8, y: y + size, lines: name, size, weight: "bold" }));
      parts.push(textBlock({ x: 8, y: y + size + name.length * line, lines: words, size, tone: "soft" }));
      const middle = y + (name.length + words.length) * line + 14;
      bands.push({ middle, row });
      y = middle + 18;
    } else {
      const height = Math.max(name.length, words.length) * line + 16;
      const middle = y + height / 2;
      parts.push(
        textBlock({
          x: nameWidth + 2,
          y: middle - (name.length * line) / 2 + size * 0.98,
          lines: name,
          size,
          anchor: "end",
          weight: "bold",
        }),
      );
      parts.push(textBlock({ x: right + 14, y: middle - (words.length * line) / 2 + size * 0.98, lines: words, size }));
      bands.push({ middle, row });
      y += height;
    }
  }
  const bottom = y + 6;
  const grid = ticks(most).map((tick) => ({ tick, label: formatShare(tick, language) }));
  const scale = grid.map(({ tick, label }, i) => {
    const anchor = i === 0 && narrow ? "start" : i === grid.length - 1 && narrow ? "end" : "middle";
    return (
      element("line", { class: "k-line-rule", x1: x(tick), y1: 6, x2: x(tick), y2: bottom, "stroke-width": 1 }) +
      textBlock({ x: x(tick), y: bottom + 16, lines: [label], size: size - 1, anchor, tone: "soft" })
    );
  });
  const foot = [scene.axis, scene.key].flatMap((text) => wrapText(text, { width: width - 20, size: size - 1, lines: 4 }));
  parts.push(textBlock({ x: 8, y: bottom + 40, lines: foot, size: size - 1, tone: "soft" }));
  const marks = bands.map(({ middle, row }) => drawRow(row, middle, x));
  return picture(
    options,
    bottom + 40 + foot.length * (size - 1) * lineHeight,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(options.language)} ${row.words}`).join("; ") },
    // On a narrow screen words stand on the grid's lines: the grid is drawn only beside the marks.
    (narrow ? narrowGrid(bands, grid, x) + scale.map(labelOnly).join("") : scale.join("")) + marks.join("") + parts.join(""),
  );
}

function drawRow(row: BarsRow, middle: number, x: (share: number) => number): string {
  const parts: string[] = [];
  const tone = row.strong === false ? "edge" : "accent";
  if (row.dots === undefined && row.value !== null) {
    parts.push(
      element("rect", { class: `k-${tone}`, x: x(0), y: middle - 7, width: Math.max(x(row.value) - x(0), 1), height: 14, opacity: "0.78" }),
    );
  }
  if (row.low !== null && row.high !== null) {
    parts.push(element("line", { class: "k-line-ink", x1: x(row.low), y1: middle, x2: x(row.high), y2: middle, "stroke-width": 1.6 }));
    for (const end of [row.low, row.high]) {
      parts.push(element("line", { class: "k-line-ink", x1: x(end), y1: middle - 5, x2: x(end), y2: middle + 5, "stroke-width": 1.6 }));
    }
  }
  for (const dot of row.dots ?? []) {
    parts.push(element("circle", { class: `k-${tone} k-line-paper`, cx: x(dot), cy: middle, r: 6, "stroke-width": 1.5 }));
  }
  if (row.dots !== undefined && row.value !== null) {
    parts.push(
      element("line", { class: "k-line-ink", x1: x(row.value), y1: middle - 10, x2: x(row.value), y2: middle + 10, "stroke-width": 2.2 }),
    );
  }
  return parts.join("");
}

function narrowGrid(
  bands: readonly { readonly middle: number }[],
  grid: readonly { readonly tick: number }[],
  x: (share: number) => number,
): string {
  return bands
    .flatMap(({ middle }) =>
      grid.map(({ tick }) =>
        element("line", { class: "k-line-rule", x1: x(tick), y1: middle - 9, x2: x(tick), y2: middle + 9, "stroke-width": 1 }),
      ),
    )
    .join("");
}

function labelOnly(mark: string): string {
  return mark.slice(mark.indexOf("<text"));
}

/** The scale ends at 100 %, or sooner where all rows are small, or later where a share may exceed the whole. */
function scaleEnd(rows: readonly BarsRow[]): number {
  const most = Math.max(0, ...rows.flatMap((row) => [row.value ?? 0, row.high ?? 0, ...(row.dots ?? [])]));
  return [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1].find((end) => most <= end + 1e-9) ?? Math.ceil(most);
}

function ticks(most: number): readonly number[] {
  // Steps that a reader can name: quarters and fifths of the scale.
  const count = most > 1 ? Math.min(most, 5) : [0.05, 0.15, 0.25, 0.5].includes(most) ? 5 : most === 0.3 || most === 0.6 ? 3 : 4;
  return Array.from({ length: count + 1 }, (_, i) => (most * i) / count);
}
