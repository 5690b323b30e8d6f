import type { Status } from "../../record/casebook.ts";
import type { DayRange } from "../../record/date.ts";
import { type Language, speak } from "../language.ts";
import { formatDate } from "../money.ts";
import type { Point } from "./place.ts";
import { element, lineHeight, picture, type PictureOptions, round, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { statusNames } from "../vocabulary.ts";

/** One promise as it was believed on each date: time of knowledge runs to the right, the ladder is how firm it was held to be. */
export interface TimelineScene {
  readonly title: string;
  /** By date of knowledge. */
  readonly turns: readonly TimelineTurn[];
}

interface TimelineTurn {
  readonly knownOn: DayRange;
  /** What the source of this turn says. */
  readonly said: Status;
  /** What had to be believed at the end of that day, all sources weighed. */
  readonly believed: Status;
  readonly text: string;
}

const messages = {
  description: {
    en: (list: string) => `What had to be believed, date by date: ${list}.`,
    fr: (list: string) => `Ce qu’il fallait croire, date après date : ${list}.`,
  },
  solid: { en: "line: what had to be believed", fr: "trait : ce qu’il fallait croire" },
  hollow: { en: "hollow: what one source said", fr: "cercle vide : ce que dit une source" },
} as const;

/** Radius of a numbered dot with its rim, in pixels. */
const dot = 10;

/** From bottom to top. */
const ladder: readonly Status[] = [
  "denied",
  "lapsed",
  "rumoured",
  "letter-of-intent",
  "announced",
  "definitive",
  "partly-performed",
  "closed",
];

export function pictureTimeline(scene: TimelineScene, options: PictureOptions): string {
  const { language } = options;
  const t = speak(messages, language);
  const list = scene.turns.map((turn) => `${formatDate(turn.knownOn, language)}, ${statusNames[turn.believed][language]}`).join("; ");
  const words = { title: scene.title, description: t.description(list) };
  const drawn = options.width < 480 ? drawDown(scene, options) : drawAcross(scene, options);
  return picture(options, drawn.height, words, drawn.content);
}

/** Only the rungs that the story touches, and those between them. */
function rungs(scene: TimelineScene): readonly Status[] {
  const used = scene.turns.flatMap((turn) => [ladder.indexOf(turn.said), ladder.indexOf(turn.believed)]);
  const [low, high] = [Math.min(...used), Math.max(...used)];
  return ladder.filter((status, i) => i >= low && i <= high && (status !== "denied" || used.includes(0)));
}

/** Time runs to the right. The dots are numbered and their words stand below in columns, so that no line ever crosses a text. */
function drawAcross(scene: TimelineScene, options: PictureOptions): { content: string; height: number } {
  const { width, language } = options;
  const t = speak(messages, language);
  const size = 13;
  const { turns } = scene;
  const shown = rungs(scene);
  const names = shown.map((status) => statusNames[status][language]);
  const left = Math.max(...names.map((name) => textWidth(name, size))) + 26;
  const step = 58;
  const top = 26;
  const foot = top + step * (shown.length - 1);
  const y = (status: Status): number => foot - step * shown.indexOf(status);
  const xs = acrossOf(turns, { first: left + 24, last: width - 32 });

  const parts: string[] = [];
  for (const [i, status] of shown.entries()) {
    parts.push(element("line", { class: "k-line-rule", x1: left, y1: y(status), x2: width - 8, y2: y(status), "stroke-width": 1 }));
    parts.push(textBlock({ x: left - 12, y: y(status) + 4, lines: [names[i]], size, anchor: "end", tone: "soft" }));
  }
  const points = beliefPoints(turns.map((turn, k) => ({ x: xs[k], y: y(turn.believed) })));
  const after = points.at(-1);
  parts.push(belief(after ? [...points, { x: width - 8, y: after.y }] : points));
  for (const [k, turn] of turns.entries()) {
    parts.push(numbered({ x: xs[k], y: y(turn.said) }, k + 1, turn.said === turn.believed));
  }
  parts.push(...ends(turns, xs, { y: foot + dot + 18, language, size: size - 1 }));
  const list = labelList(turns, { x: 8, y: foot + 62, width: width - 16 }, language, size);
  parts.push(list.content, key(t, { x: 8, y: list.bottom + 22, size }));
  return { content: parts.join(""), height: list.bottom + 36 };
}

/** By day, but two dots never cover each other: those on the same rung keep their distance, the others their order. */
function acrossOf(turns: readonly TimelineTurn[], room: { readonly first: number; readonly last: number }): readonly number[] {
  const [firstDay, lastDay] = [turns[0]?.knownOn.lastDay ?? 0, turns.at(-1)?.knownOn.lastDay ?? 1];
  const scale = (room.last - room.first) / Math.max(lastDay - firstDay, 1);
  const xs = turns.map((turn) => room.first + scale * (turn.knownOn.lastDay - firstDay));
  const apart = (a: number, b: number): number => (turns[a].said === turns[b].said ? 2 * dot + 3 : 0);
  for (let k = 0; k < xs.length; k++) for (let j = 0; j < k; j++) xs[k] = Math.max(xs[k], xs[j] + apart(j, k));
  for (let k = xs.length - 1; k >= 0; k--) {
    xs[k] = Math.min(xs[k], room.last);
    for (let j = k + 1; j < xs.length; j++) xs[k] = Math.min(xs[k], xs[j] - apart(k, j));
  }
  return xs;
}

/** The first and the last date below the ladder. */
function ends(
  turns: readonly TimelineTurn[],
  xs: readonly number[],
  at: { readonly y: number; readonly language: Language; readonly size: number },
): readonly string[] {
  const { y, language, size } = at;
  const [first, last] = [turns[0], turns.at(-1)!].map((turn) => formatDate(turn.knownOn, language, "short"));
  const apart = xs.at(-1)! - xs[0] + 2 * dot > textWidth(first, size) + textWidth(last, size) + 12;
  return [
    textBlock({ x: xs[0] - dot, y, lines: [first], size, tone: "soft" }),
    ...(apart ? [textBlock({ x: xs.at(-1)! + dot, y, lines: [last], size, anchor: "end", tone: "soft" })] : []),
  ];
}

/** Number, date and words of every dot, in columns that are read one after the other. */
function labelList(
  turns: readonly TimelineTurn[],
  room: { readonly x: number; readonly y: number; readonly width: number },
  language: Language,
  size: number,
): { readonly content: string; readonly bottom: number } {
  const columns = room.width > 800 ? 3 : 2;
  const perColumn = Math.ceil(turns.length / columns);
  const gap = 28;
  const wide = (room.width - gap * (columns - 1)) / columns;
  const indent = 2 * dot + 8;
  const parts: string[] = [];
  let bottom = room.y;
  let y = room.y;
  for (const [k, turn] of turns.entries()) {
    const column = Math.floor(k / perColumn);
    if (k % perColumn === 0) y = room.y;
    const x = room.x + column * (wide + gap);
    const words = wrapText(turn.text, { width: wide - indent, size: size - 1, lines: 5 });
    parts.push(numbered({ x: x + dot + 1, y: y - 4 }, k + 1, turn.said === turn.believed));
    parts.push(textBlock({ x: x + indent, y, lines: [formatDate(turn.knownOn, language, "short")], size, weight: "bold" }));
    parts.push(textBlock({ x: x + indent, y: y + size * lineHeight, lines: words, size: size - 1 }));
    y += size * lineHeight + words.length * (size - 1) * lineHeight + 12;
    bottom = Math.max(bottom, y - 12);
  }
  return { content: parts.join(""), bottom };
}

/** A dot with its number, filled where the source says what had to be believed. */
function numbered(point: Point, number: number, solid: boolean): string {
  const circle = element("circle", {
    class: `${solid ? "k-accent" : "k-paper"} k-line-accent`,
    cx: point.x,
    cy: point.y,
    r: dot - 1,
    "stroke-width": 2,
  });
  const tone = solid ? "paper" : "accent";
  return circle + textBlock({ x: point.x, y: point.y + 3.8, lines: [String(number)], size: 11, anchor: "middle", weight: "bold", tone });
}

function belief(points: readonly Point[]): string {
  return element("polyline", {
    class: "k-line k-line-accent",
    points: points.map((point) => `${round(point.x)},${round(point.y)}`).join(" "),
    "stroke-width": 3,
  });
}

/** On a narrow screen time runs downwards: a small ladder at the left, the words at the right of it. */
function drawDown(scene: TimelineScene, options: PictureOptions): { content: string; height: number } {
  const { width, language } = options;
  const t = speak(messages, language);
  const size = 12;
  const shown = rungs(scene);
  const names = shown.map((status) => statusNames[status][language]);
  const column = 20;
  const headTop = 8;
  const headHeight = Math.max(...names.map((name) => textWidth(name, size))) + 14;
  const x = (status: Status): number => 14 + column * shown.indexOf(status);
  const textLeft = 14 + column * shown.length + 2;
  const parts = names.map((name, i) =>
    element(
      "text",
      {
        class: "k-soft",
        "font-size": size,
        transform: `translate(${round(x(shown[i]) + 4)} ${round(headTop + headHeight - 6)}) rotate(-90)`,
      },
      name,
    ),
  );
  let y = headTop + headHeight + 14;
  const rows = scene.turns.map((turn) => {
    const words = wrapText(turn.text, { width: width - textLeft - 4, size, lines: 6 });
    const row = { turn, y, words };
    y += (words.length + 1) * size * lineHeight + 14;
    return row;
  });
  const end = y - 8;
  for (const status of shown) {
    parts.push(
      element("line", { class: "k-line-rule", x1: x(status), y1: headTop + headHeight, x2: x(status), y2: end, "stroke-width": 1 }),
    );
  }
  const points: Point[] = [];
  for (const row of rows) {
    const before = points.at(-1);
    if (before) points.push({ x: before.x, y: row.y - 4 });
    points.push({ x: x(row.turn.believed), y: row.y - 4 });
  }
  const last = points.at(-1);
  if (last) points.push({ x: last.x, y: end });
  parts.push(belief(points));
  for (const { turn, y: top, words } of rows) {
    parts.push(mark({ x: x(turn.said), y: top - 4 }, turn.said === turn.believed));
    parts.push(textBlock({ x: textLeft, y: top, lines: [formatDate(turn.knownOn, language)], size, weight: "bold" }));
    parts.push(textBlock({ x: textLeft, y: top + size * lineHeight, lines: words, size }));
  }
  parts.push(key(t, { x: 6, y: end + 24, size, stacked: true }));
  return { content: parts.join(""), height: end + 56 };
}

function mark(point: Point, solid: boolean): string {
  return element("circle", { class: `${solid ? "k-accent" : "k-paper"} k-line-accent`, cx: point.x, cy: point.y, r: 5, "stroke-width": 2 });
}

/** A step where the belief changes: level up to the day, then up or down. */
function beliefPoints(at: readonly Point[]): readonly Point[] {
  return at.flatMap((point, k) => (k > 0 && at[k - 1].y !== point.y ? [{ x: point.x, y: at[k - 1].y }, point] : [point]));
}

function key(
  t: { readonly solid: string; readonly hollow: string },
  at: { x: number; y: number; size: number; stacked?: boolean },
): string {
  const second = at.stacked ? { x: at.x, y: at.y + at.size * 1.6 } : { x: at.x + 46 + textWidth(t.solid, at.size) + 18, y: at.y };
  return (
    element("line", { class: "k-line-accent", x1: at.x, y1: at.y - 4, x2: at.x + 26, y2: at.y - 4, "stroke-width": 3 }) +
    textBlock({ x: at.x + 34, y: at.y, lines: [t.solid], size: at.size, tone: "soft" }) +
    mark({ x: second.x + 14, y: second.y - 4 }, false) +
    textBlock({ x: second.x + 34, y: second.y, lines: [t.hollow], size: at.size, tone: "soft" })
  );
}
