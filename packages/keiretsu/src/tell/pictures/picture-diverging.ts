import { colon } from "../language.ts";
import { type BarRow, drawFoot, drawScale, layOutRows } from "./bar-rows.ts";
import { drawKey, type KeyItem, SWATCH } from "./key-items.ts";
import { element, picture, type PictureOptions } from "./svg.ts";
import { scaleOver } from "./time-axes.ts";

/** What comes in to the right of a line, what goes out to the left of it, row by row on one scale: sources and uses of money by counterparty. */
export interface DivergingScene {
  readonly title: string;
  readonly rows: readonly DivergingRow[];
  /** Words over the two sides. */
  readonly out: string;
  readonly in: string;
  /** A level of the scale in words. */
  readonly level: (value: number) => string;
  /** Tones met, with their words. */
  readonly tones: readonly { readonly tone: string; readonly words: string }[];
  /** What the marks mean, in words. */
  readonly key: string;
}

interface DivergingRow extends BarRow {
  readonly out: DivergingSide;
  readonly in: DivergingSide;
}

export interface DivergingSide {
  /** In the order in which they stand from the line outwards. */
  readonly parts: readonly { readonly tone: string; readonly value: number }[];
  /** Bounds of the whole; high null = no ceiling is known. */
  readonly low: number;
  readonly high: number | null;
  /** Some of it is of unknown amount. */
  readonly unknown: boolean;
}

const barHeight = 14;
const HEAD = 22;

export function pictureDiverging(scene: DivergingScene, options: PictureOptions): string {
  const rows = layOutRows(scene.rows, options, barHeight + 4);
  const { size } = rows;
  const room = (rows.right - rows.left) / 2 - 14;
  const middle = (rows.left + rows.right) / 2;
  const ends = scene.rows.flatMap((row) => [row.in, row.out]).map((side) => Math.max(side.high ?? 0, side.low, sizeOf(side)));
  const scale = scaleOver([Math.max(1e-9, ...ends)], 2);
  const reach = (value: number): number => (room * Math.min(value, scale.high)) / scale.high;
  const levels = scale.levels.filter((level) => level > 0);
  const ticks = drawScale(
    [
      ...levels.map((level) => ({ at: middle - reach(level), label: scene.level(level) })).reverse(),
      { at: middle, label: "0" },
      ...levels.map((level) => ({ at: middle + reach(level), label: scene.level(level) })),
    ],
    rows,
  );
  const sides = scene.rows.map(
    (row, k) =>
      drawSide(row.in, { middle, y: rows.middles[k], reach, way: 1 }) + drawSide(row.out, { middle, y: rows.middles[k], reach, way: -1 }),
  );
  // On a narrow screen words stand where the line would run.
  const spans: (readonly [number, number])[] = rows.narrow ? rows.middles.map((y) => [y - barHeight, y + barHeight]) : [[4, rows.bottom]];
  const axis = spans
    .map(([y1, y2]) => element("line", { class: "k-line-ink", x1: middle, y1, x2: middle, y2, "stroke-width": 1.2 }))
    .join("");
  const heads =
    element(
      "text",
      { class: "k-soft", x: middle - 10, y: rows.bottom + 34, "font-size": size - 1, "text-anchor": "end" },
      `← ${scene.out}`,
    ) + element("text", { class: "k-soft", x: middle + 10, y: rows.bottom + 34, "font-size": size - 1 }, `${scene.in} →`);
  const keys = drawKey(scene.tones.map(keyOf), [], { width: options.width, top: rows.bottom + HEAD + 16, size: size - 1 });
  const foot = drawFoot([scene.key], { bottom: rows.bottom + HEAD + keys.height - 8, size }, options.width);
  const description = scene.rows.map((row) => `${row.name}${colon(options.language)} ${row.words}`).join("; ");
  return picture(
    options,
    foot.height,
    { title: scene.title, description },
    ticks + sides.join("") + axis + rows.texts + heads + keys.content + foot.content,
  );
}

function sizeOf({ parts }: DivergingSide): number {
  return parts.reduce((total, { value }) => total + value, 0);
}

function drawSide(
  side: DivergingSide,
  at: { readonly middle: number; readonly y: number; readonly reach: (value: number) => number; readonly way: 1 | -1 },
): string {
  const { middle, y, reach, way } = at;
  const marks: string[] = [];
  let sum = 0;
  for (const { tone, value } of side.parts) {
    const [from, to] = [reach(sum), reach(sum + value)];
    sum += value;
    if (to > from)
      marks.push(
        element("rect", {
          class: `k-${tone}`,
          x: way > 0 ? middle + from : middle - to,
          y: y - barHeight / 2,
          width: to - from,
          height: barHeight,
          opacity: "0.82",
        }),
      );
  }
  const end = (value: number): number => middle + way * reach(value);
  if (side.high !== null && side.high > side.low) {
    marks.push(element("line", { class: "k-line-ink", x1: end(side.low), y1: y, x2: end(side.high), y2: y, "stroke-width": 1.6 }));
    for (const bound of [side.low, side.high])
      marks.push(element("line", { class: "k-line-ink", x1: end(bound), y1: y - 5, x2: end(bound), y2: y + 5, "stroke-width": 1.6 }));
  }
  // No ceiling or no amount: the bar points on, hollow.
  if (side.unknown || side.high === null) {
    const tip = end(Math.max(sum, side.low));
    const points = [`${tip + way * 2},${y - 6}`, `${tip + way * 11},${y}`, `${tip + way * 2},${y + 6}`].join(" ");
    marks.push(element("polygon", { class: "k-paper k-line-ink", points, "stroke-width": 1.4 }));
  }
  return marks.join("");
}

function keyOf({ tone, words }: { readonly tone: string; readonly words: string }): KeyItem {
  return { words, mark: (x, y) => element("rect", { class: `k-${tone}`, x, y: y - 5, width: SWATCH, height: 10, opacity: "0.82" }) };
}
