import { colon, type Language } from "../language.ts";
import type { Firmness } from "../../record/standing.ts";
import { type BarRow, type BarRows, drawFoot, drawScale, layOutRows } from "./bar-rows.ts";
import { element, picture, type PictureOptions } from "./svg.ts";
import { textWidth } from "./text-width.ts";

/** Spans of time on one scale of years: when each leg of a loop may be paid, and the days on which its standing turned. */
export interface SpansScene {
  readonly title: string;
  readonly rows: readonly SpansRow[];
  /** What the scale measures, in words. */
  readonly axis: string;
  /** What the marks mean, in words. */
  readonly key: string;
}

interface SpansRow extends BarRow {
  readonly flow: "funding" | "revenue" | "transfer";
  readonly firmness: Firmness;
  /** First day, as years since the year 0 with a fraction. */
  readonly from: number;
  /** Last day; null = open ended. */
  readonly to: number | null;
  readonly turns: readonly { readonly at: number; readonly ended: boolean }[];
}

const barHeight = 12;

export function pictureSpans(scene: SpansScene, options: PictureOptions): string {
  const rows = layOutRows(scene.rows, options);
  const { first, last } = years(scene.rows);
  const x = (at: number): number => rows.left + ((rows.right - rows.left) * (Math.min(Math.max(at, first), last) - first)) / (last - first);
  const scale = drawScale(
    yearTicks(first, last, rows).map((year) => ({ at: x(year), label: String(year) })),
    rows,
  );
  const marks = scene.rows.map((row, k) => drawSpan(row, rows.middles[k], { x, end: rows.right }));
  const foot = drawFoot([scene.axis, scene.key], rows, options.width);
  return picture(
    options,
    foot.height,
    { title: scene.title, description: described(scene, options.language) },
    scale + marks.join("") + rows.texts + foot.content,
  );
}

function described({ rows }: SpansScene, language: Language): string {
  return rows.map((row) => `${row.name}${colon(language)} ${row.words}`).join("; ");
}

/** Whole years around all that is drawn; what is open ended runs a year past the last thing known. */
function years(rows: readonly SpansRow[]): { readonly first: number; readonly last: number } {
  const days = rows.flatMap((row) => [row.from, row.to ?? row.from + 1, ...row.turns.map((turn) => turn.at)]);
  const [first, last] = [Math.floor(Math.min(...days)), Math.ceil(Math.max(...days) + 1e-9)];
  return { first, last: Math.max(last, first + 1) };
}

/** As many years as have room for their labels. */
function yearTicks(first: number, last: number, { left, right, size }: BarRows): readonly number[] {
  const wide = (right - left) / (last - first);
  const every = [1, 2, 5, 10, 25, 50].find((step) => step * wide >= textWidth("0000", size) + 14) ?? 100;
  const ticks: number[] = [];
  for (let year = first; year <= last; year++) if ((year - first) % every === 0) ticks.push(year);
  return ticks;
}

function drawSpan(row: SpansRow, middle: number, { x, end }: { readonly x: (at: number) => number; readonly end: number }): string {
  const start = x(row.from);
  const stop = row.to === null ? end : Math.max(x(row.to), start + 2);
  const opacity = row.firmness === "ghost" ? "0.28" : "0.78";
  const top = middle - barHeight / 2;
  const bar =
    row.firmness === "promised"
      ? element("line", {
          class: `k-line-${row.flow}`,
          x1: start,
          y1: middle,
          x2: stop,
          y2: middle,
          "stroke-width": barHeight,
          "stroke-dasharray": "7 4",
          opacity,
        })
      : element("rect", { class: `k-${row.flow}`, x: start, y: top, width: stop - start, height: barHeight, opacity });
  // An open end points on, past the scale.
  const open =
    row.to !== null
      ? ""
      : element("polygon", { class: `k-${row.flow}`, points: `${stop},${top} ${stop + 9},${middle} ${stop},${top + barHeight}`, opacity });
  const turns = row.turns.map(({ at, ended }) =>
    element("circle", {
      class: `${ended ? "k-paper" : "k-ink"} k-line-${ended ? "ink" : "paper"}`,
      cx: x(at),
      cy: middle,
      r: 5,
      "stroke-width": 1.6,
    }),
  );
  return bar + open + turns.join("");
}
