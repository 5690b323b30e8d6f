import { element, round, type TextBlock, textBlock } from "./svg.ts";
import { textWidth } from "./text-width.ts";

/** Quarters across, amounts up: what pictures over time share. Quarters are written as in a result, "2026-Q1". */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly quarters: readonly string[];
  readonly size: number;
}

/** Room for the years below a frame. */
export const YEARS = 20;

export function quarterWidth({ left, right, quarters }: Frame): number {
  return (right - left) / Math.max(1, quarters.length);
}

/** Where the middle of a quarter stands. */
export function acrossOf(frame: Frame, q: number): number {
  return frame.left + (q + 0.5) * quarterWidth(frame);
}

/** Levels at round numbers, 0 always among them. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly levels: readonly number[];
}

export function scaleOver(values: readonly number[], steps: number): Scale {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (most === least) return { low: 0, high: 1, levels: [0, 1] };
  const step = roundStep((most - least) / steps);
  const [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)];
  const levels = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
  return { low: levels[0], high: levels.at(-1)!, levels };
}

export function upOf({ top, bottom }: Frame, { low, high }: Scale, value: number): number {
  return bottom - ((bottom - top) * (Math.min(Math.max(value, low), high) - low)) / (high - low);
}

/** 1, 2 or 5 times a power of ten, no less than asked. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => least <= factor * power * (1 + 1e-9)) ?? 10);
}

/** Lines at the levels with their labels before them. */
export function drawLevels(frame: Frame, scale: Scale, label: (level: number) => string): string {
  const rows = scale.levels.map((level) => ({ level, y: upOf(frame, scale, level) }));
  const labels = rows.map(({ level, y }) =>
    textBlock({ x: frame.left - 6, y: y + frame.size * 0.35, lines: [label(level)], size: frame.size, anchor: "end", tone: "soft" }),
  );
  return hairs(rows.map(({ y }) => `M${round(frame.left)} ${round(y)}H${round(frame.right)}`)) + labels.join("");
}

function hairs(paths: readonly string[]): string {
  return element("path", { class: "k-line k-line-rule", d: paths.join(""), "stroke-width": 1 });
}

/** The years below a frame, as many as find room, each over its quarters, with a mark where one begins. */
export function drawYears(frame: Frame): string {
  const { quarters, bottom, left, right, size } = frame;
  const wide = quarterWidth(frame);
  const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))];
  const every = [1, 2, 5, 10, 25].find((k) => 4 * k * wide >= textWidth("0000", size) + 6) ?? 50;
  const lines = [`M${round(left)} ${round(bottom)}H${round(right)}`];
  const labels: string[] = [];
  for (const year of years) {
    const first = quarters.findIndex((quarter) => quarter.startsWith(year));
    const count = quarters.filter((quarter) => quarter.startsWith(year)).length;
    const start = left + first * wide;
    if (first > 0) lines.push(`M${round(start)} ${round(bottom)}v5`);
    const label: TextBlock = { x: start + (count * wide) / 2, y: bottom + size + 5, lines: [year], size, anchor: "middle", tone: "soft" };
    const half = textWidth(year, size) / 2;
    const fits = every > 1 ? label.x - half >= left && label.x + half <= right : count * wide >= 2 * half + 4;
    if (Number(year) % every === 0 && fits) labels.push(textBlock(label));
  }
  return hairs(lines) + labels.join("");
}
