import { drawKey, type KeyItem, SWATCH } from "./key-items.ts";
import { colon, speak } from "../language.ts";
import { formatAmount, formatShare } from "../money.ts";
import { element, lineHeight, picture, type PictureOptions, round, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { acrossOf, drawLevels, drawYears, type Frame, type Scale, scaleOver, upOf, YEARS } from "./time-axes.ts";

/**
 * What many paths have of one thing, quarter by quarter, one small picture a firm: the middle half of the paths, nine in ten of them, their median, and what was
 * reported since. Each firm has a scale of its own.
 */
export interface FanScene {
  readonly title: string;
  /** A currency, or "share" of a whole. */
  readonly unit: string;
  readonly quarters: readonly string[];
  readonly panels: readonly FanPanel[];
  /** A level that decides something: 0 for money, 1 for what is covered. */
  readonly line: number;
  /** The scale ends here, whatever lies above; null = it holds everything. */
  readonly most: number | null;
  /** What the scale measures, in words. */
  readonly axis: string;
  readonly notes: readonly string[];
}

interface FanPanel {
  readonly name: string;
  readonly words: string;
  /** By quarter: 5, 25, 50, 75 and 95 % of the paths; null where there is nothing to count. */
  readonly bands: readonly (readonly (number | null)[])[];
  /** Figures that sources gave since, by quarter. */
  readonly reported: readonly { readonly quarter: number; readonly value: number }[];
}

const messages = {
  most: { en: "nine paths in ten", fr: "neuf trajectoires sur dix" },
  half: { en: "every other path", fr: "une trajectoire sur deux" },
  median: { en: "median", fr: "médiane" },
  reported: { en: "reported since", fr: "publié depuis" },
  said: {
    en: (last: string, low: string, point: string, high: string) => `${last}: ${point} (${low} to ${high})`,
    fr: (last: string, low: string, point: string, high: string) => `${last} : ${point} (de ${low} à ${high})`,
  },
} as const;

const GAP = 20;

export function pictureFan(scene: FanScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const narrow = width < 480;
  const size = narrow ? 11 : 12;
  const tell = (value: number): string =>
    scene.unit === "share" ? formatShare(value, language) : formatAmount(value, scene.unit, language);
  const columns = Math.max(1, Math.min(narrow ? 1 : width < 800 ? 2 : 3, scene.panels.length));
  const room = (width - 16 - GAP * (columns - 1)) / columns;
  const scales = scene.panels.map((panel) => scaleOf(scene, panel));
  const labels = scales.flatMap(({ levels }) => levels.map((level) => textWidth(tell(level), size)));
  const margin = Math.max(0, ...labels) + 8;
  const parts: string[] = [];
  let y = 6;
  for (let start = 0; start < scene.panels.length; start += columns) {
    const row = scene.panels.slice(start, start + columns);
    const heads = row.map(({ name, words }) => ({
      name: wrapText(name, { width: room, size: size + 1, weight: "bold", lines: 2 }),
      words: wrapText(words, { width: room, size, lines: 3 }),
    }));
    const head = Math.max(...heads.map(({ name, words }) => name.length * (size + 1) * lineHeight + words.length * size * lineHeight));
    const top = y + head + size * 0.9;
    const bottom = top + (narrow ? 120 : 140);
    for (const [k, panel] of row.entries()) {
      const left = 8 + k * (room + GAP);
      const { name, words } = heads[k];
      parts.push(
        textBlock({ x: left, y: y + size + 1, lines: name, size: size + 1, weight: "bold" }),
        textBlock({ x: left, y: y + size + name.length * (size + 1) * lineHeight, lines: words, size, tone: "soft" }),
      );
      const frame = { left: left + margin, right: left + room - 4, top, bottom, quarters: scene.quarters, size };
      parts.push(drawPanel(panel, { frame, scale: scales[start + k], line: scene.line, tell }));
    }
    y = bottom + YEARS + 16;
  }
  const key = drawKey(keyOf(scene, t), [scene.axis, ...scene.notes], { width, top: y - 10, size });
  const last = scene.quarters.length - 1;
  const described = scene.panels.map(({ name, words, bands }) => {
    const [low, , point, , high] = bands[last] ?? [];
    const end = low === null || low === undefined ? "" : ` ${t.said(scene.quarters[last], tell(low), tell(point!), tell(high!))}`;
    return `${name}${colon(language)} ${words}${end}`;
  });
  return picture(options, y - 10 + key.height, { title: scene.title, description: described.join("; ") }, parts.join("") + key.content);
}

function scaleOf({ most, line }: FanScene, { bands, reported }: FanPanel): Scale {
  const values = [...bands.flat().filter((value) => value !== null), ...reported.map(({ value }) => value), line];
  return scaleOver(most === null ? values : values.map((value) => Math.min(value, most)), 4);
}

function drawPanel(
  { bands, reported }: FanPanel,
  at: { readonly frame: Frame; readonly scale: Scale; readonly line: number; readonly tell: (value: number) => string },
): string {
  const { frame, scale, line, tell } = at;
  const x = (q: number): string => round(acrossOf(frame, q));
  const up = (value: number): string => round(upOf(frame, scale, value));
  const edge = (run: readonly number[], level: number): readonly string[] => run.map((q) => `${x(q)} ${up(bands[q][level]!)}`);
  const parts = [drawLevels(frame, scale, tell)];
  for (const run of runsOf(bands)) {
    const area = (low: number, high: number, opacity: string): string => {
      const d = `M${[...edge(run, high), ...edge(run, low).toReversed()].join("L")}Z`;
      // A run of one quarter has no area: its outline shows it.
      return element("path", { class: "k-accent k-line-accent", d, opacity, "stroke-width": run.length > 1 ? 0 : 3 });
    };
    const median = `M${edge(run, 2).join("L")}${run.length > 1 ? "" : "h3"}`;
    parts.push(area(0, 4, "0.2"), area(1, 3, "0.36"), element("path", { class: "k-line k-line-ink", d: median, "stroke-width": 1.8 }));
  }
  const level = upOf(frame, scale, line);
  parts.push(element("line", { class: "k-line-ink", x1: frame.left, y1: level, x2: frame.right, y2: level, "stroke-width": 1.2 }));
  for (const { quarter, value } of reported) parts.push(dot(acrossOf(frame, quarter), upOf(frame, scale, value)));
  return parts.join("") + drawYears(frame);
}

/** Quarters in a row that have numbers. */
function runsOf(bands: FanPanel["bands"]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const [q, band] of bands.entries()) {
    if (band.length === 0 || band.includes(null)) continue;
    if (runs.at(-1)?.at(-1) === q - 1 && q > 0) runs.at(-1)!.push(q);
    else runs.push([q]);
  }
  return runs;
}

function dot(x: number, y: number): string {
  return element("circle", { class: "k-funding k-line-paper", cx: x, cy: y, r: 4.5, "stroke-width": 1.5 });
}

function block(words: string, opacity: string): KeyItem {
  return {
    words,
    mark: (x, middle) => element("rect", { class: "k-accent", x, y: middle - 6, width: SWATCH, height: 12, opacity }),
  };
}

function keyOf(
  { panels }: FanScene,
  t: { readonly most: string; readonly half: string; readonly median: string; readonly reported: string },
): readonly KeyItem[] {
  const median: KeyItem = {
    words: t.median,
    mark: (x, middle) => element("line", { class: "k-line-ink", x1: x, y1: middle, x2: x + SWATCH, y2: middle, "stroke-width": 1.8 }),
  };
  const reported: KeyItem = { words: t.reported, mark: (x, middle) => dot(x + SWATCH / 2, middle) };
  return [block(t.most, "0.2"), block(t.half, "0.49"), median, ...(panels.some((panel) => panel.reported.length > 0) ? [reported] : [])];
}
