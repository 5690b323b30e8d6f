import { type BarRow, drawFoot, drawScale, layOutRows } from "./bar-rows.ts";
import { colon } from "../language.ts";
import { formatAmount } from "../money.ts";
import { element, picture, type PictureOptions } from "./svg.ts";

/**
 * Who bears how much of one loss: bars that start where the one before ended, then their total. Of a loss that is only bounded, what is
 * sure is drawn full, what may come on top light; a loss without a ceiling fades out to the end of the scale.
 */
export interface WaterfallScene {
  readonly title: string;
  /** Currency of the amounts. */
  readonly unit: string;
  readonly rows: readonly WaterfallRow[];
  /** What the scale measures, in words. */
  readonly axis: string;
  /** What the marks mean, in words. */
  readonly key: string;
}

interface WaterfallRow extends BarRow {
  /** high null = no ceiling is known. */
  readonly amount: { readonly low: number; readonly high: number | null };
  /** A total starts at 0 again. */
  readonly total?: boolean;
}

export function pictureWaterfall(scene: WaterfallScene, options: PictureOptions): string {
  const rows = layOutRows(scene.rows, options);
  const starts = startsOf(scene.rows);
  const end = niceEnd(Math.max(0, ...scene.rows.map(({ amount }, k) => starts[k] + (amount.high ?? amount.low))));
  const x = (amount: number): number => rows.left + ((rows.right - rows.left) * Math.min(amount, end)) / end;
  const count = rows.narrow ? 2 : 4;
  const ticks = Array.from({ length: count + 1 }, (_, i) => (end * i) / count).map((amount) => ({
    at: x(amount),
    label: formatAmount(amount, scene.unit, options.language),
  }));
  const marks = scene.rows.map((row, k) => drawBar(row, { start: starts[k], middle: rows.middles[k], end, x }));
  const foot = drawFoot([scene.axis, scene.key], rows, options.width);
  return picture(
    options,
    foot.height,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(options.language)} ${row.words}`).join("; ") },
    drawScale(ticks, rows) + marks.join("") + rows.texts + foot.content,
  );
}

/** Each bar starts at the largest end of those before it, so that even the light parts never overlap. */
function startsOf(rows: readonly WaterfallRow[]): readonly number[] {
  let reached = 0;
  return rows.map(({ amount, total }) => {
    if (total) return 0;
    const start = reached;
    reached += amount.high ?? amount.low;
    return start;
  });
}

function drawBar(
  { amount, total }: WaterfallRow,
  at: { readonly start: number; readonly middle: number; readonly end: number; readonly x: (amount: number) => number },
): string {
  const { start, middle, end, x } = at;
  const tone = total ? "k-ink" : "k-funding";
  const bar = (from: number, to: number, opacity: string): string =>
    to <= from ? "" : element("rect", { class: tone, x: x(from), y: middle - 8, width: Math.max(x(to) - x(from), 1), height: 16, opacity });
  const sure = start + amount.low;
  const most = amount.high === null ? end : start + amount.high;
  const open = amount.high === null ? element("line", { ...dashes(x(sure), x(end), middle), class: "k-line-funding" }) : "";
  return bar(start, sure, "0.85") + (amount.high === null ? open : bar(sure, most, "0.32"));
}

function dashes(x1: number, x2: number, y: number): Readonly<Record<string, string | number>> {
  return { x1, x2, y1: y, y2: y, "stroke-width": 3, "stroke-dasharray": "7 5" };
}

/** 1, 2, 4 or 8 times a power of ten: its quarters are short numbers. */
function niceEnd(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 4, 8].find((factor) => most <= factor * power * (1 + 1e-9)) ?? 10);
}
