import { type BarRow, drawFoot, drawScale, layOutRows } from "./bar-rows.ts";
import { colon } from "../language.ts";
import { formatShare } from "../money.ts";
import { element, picture, type PictureOptions } from "./svg.ts";

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

interface BarsRow extends BarRow {
  /** Fraction; null = unknown. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Dots on the line, one a choice. */
  readonly dots?: readonly number[];
  readonly strong?: boolean;
}

export function pictureBars(scene: BarsScene, options: PictureOptions): string {
  const rows = layOutRows(scene.rows, options);
  const most = scaleEnd(scene.rows);
  const x = (share: number): number => rows.left + ((rows.right - rows.left) * Math.min(share, most)) / most;
  const scale = drawScale(
    ticks(most).map((tick) => ({ at: x(tick), label: formatShare(tick, options.language) })),
    rows,
  );
  const marks = scene.rows.map((row, k) => drawRow(row, rows.middles[k], x));
  const foot = drawFoot([scene.axis, scene.key], rows, options.width);
  return picture(
    options,
    foot.height,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(options.language)} ${row.words}`).join("; ") },
    scale + marks.join("") + rows.texts + foot.content,
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
