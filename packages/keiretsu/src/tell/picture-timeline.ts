import type { Status } from "../record/casebook.ts";
import type { DayRange } from "../record/date.ts";
import { type Language, speak } from "./language.ts";
import { formatDate } from "./money.ts";
import { between, type Box, place, type Point } from "./place.ts";
import { boxOf, element, lineHeight, picture, type PictureOptions, round, textBlock } from "./svg.ts";
import { blockWidth, textWidth, wrapText } from "./text-width.ts";
import { statusNames } from "./vocabulary.ts";

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

function drawAcross(scene: TimelineScene, options: PictureOptions): { content: string; height: number } {
  const { width, language } = options;
  const t = speak(messages, language);
  const size = 13;
  const shown = rungs(scene);
  const names = shown.map((status) => statusNames[status][language]);
  const left = Math.max(...names.map((name) => textWidth(name, size))) + 26;
  const step = Math.max(78, 330 / Math.max(shown.length, 1));
  const top = 84;
  const bottom = top + step * (shown.length - 1) + 84;
  const right = width - 40;
  const { turns } = scene;
  const [firstDay, lastDay] = [turns[0]?.knownOn.lastDay ?? 0, turns.at(-1)?.knownOn.lastDay ?? 1];
  const x = (day: number): number => left + 30 + ((right - left - 60) * (day - firstDay)) / Math.max(lastDay - firstDay, 1);
  const y = (status: Status): number => top + step * (shown.length - 1 - shown.indexOf(status));

  const parts: string[] = [];
  for (const [i, status] of shown.entries()) {
    parts.push(element("line", { class: "k-line-rule", x1: left, y1: y(status), x2: width - 8, y2: y(status), "stroke-width": 1 }));
    parts.push(textBlock({ x: left - 12, y: y(status) + 4, lines: [names[i]], size, anchor: "end", tone: "soft" }));
  }
  const points = beliefPoints(turns, x, y);
  parts.push(
    element("polyline", {
      class: "k-line k-line-accent",
      points: points.map((point) => `${round(point.x)},${round(point.y)}`).join(" "),
      "stroke-width": 3,
    }),
  );
  const marks = turns.map((turn) => ({ x: x(turn.knownOn.lastDay), y: y(turn.said) }));
  for (const [k, turn] of turns.entries()) parts.push(mark(marks[k], turn.said === turn.believed));

  const taken: Box[] = [];
  const circles = marks.map((centre) => ({ centre, radius: 7 }));
  const lines = [...polylineSamples(points)];
  const frame = { x: left + 4, y: 4, width: width - left - 8, height: bottom - 30 };
  for (const [k, turn] of turns.entries()) {
    const found = place(labelCandidates(turn, marks[k], language, size), { frame, taken, circles, lines }, { gap: 4 });
    if (found === null) continue;
    taken.push(found.box);
    if (found.leader.length > 3) {
      lines.push(...found.leader);
      const end = found.leader.at(-1)!;
      parts.push(element("line", { class: "k-line-edge", x1: marks[k].x, y1: marks[k].y, x2: end.x, y2: end.y, "stroke-width": 0.8 }));
    }
    parts.push(found.content);
  }
  parts.push(key(t, { x: left, y: bottom, size }));
  return { content: parts.join(""), height: bottom + 16 };
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
  parts.push(
    element("polyline", {
      class: "k-line k-line-accent",
      points: points.map((point) => `${round(point.x)},${round(point.y)}`).join(" "),
      "stroke-width": 3,
    }),
  );
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

function beliefPoints(turns: readonly TimelineTurn[], x: (day: number) => number, y: (status: Status) => number): readonly Point[] {
  const points: Point[] = [];
  for (const turn of turns) {
    const at = { x: x(turn.knownOn.lastDay), y: y(turn.believed) };
    const before = points.at(-1);
    if (before && before.y !== at.y) points.push({ x: at.x, y: before.y });
    points.push(at);
  }
  return points;
}

function polylineSamples(points: readonly Point[]): readonly Point[] {
  return points.slice(1).flatMap((end, i) => between(points[i], end, 6));
}

/** Date in bold over two to four lines of words, above or below its mark, near first. */
function labelCandidates(
  turn: TimelineTurn,
  point: Point,
  language: Language,
  size: number,
): readonly { readonly box: Box; readonly leader: readonly Point[]; readonly content: string }[] {
  const date = formatDate(turn.knownOn, language, "short");
  return [170, 136, 220].flatMap((width) => {
    const words = wrapText(turn.text, { width, size: size - 1, lines: 5 });
    const height = size * lineHeight + words.length * (size - 1) * lineHeight;
    const wide = Math.max(blockWidth(words, size - 1), textWidth(date, size, "bold"));
    return [10, 24, 42, 64, 90, 120, 150].flatMap((away) =>
      [-1, 1].flatMap((side) =>
        [0, -0.35, 0.35, -0.5, 0.5, -0.9, 0.9].map((shift) => {
          const x = point.x - wide / 2 + shift * wide;
          const y = side < 0 ? point.y - away - height : point.y + away;
          const head = { x, y: y + size * 0.95, lines: [date], size, weight: "bold" as const, halo: true };
          const body = { x, y: y + size * lineHeight + (size - 1) * 0.95, lines: words, size: size - 1, halo: true };
          const bottom = boxOf(body);
          const box = { x, y, width: wide, height: bottom.y + bottom.height - y };
          const near = { x: clamp(point.x, x, x + wide), y: clamp(point.y, y, y + box.height) };
          return { box, leader: between(point, near), content: textBlock(head) + textBlock(body) };
        }),
      ),
    );
  });
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

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
