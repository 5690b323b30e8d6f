import { drawKey, type KeyItem, SWATCH } from "./key-items.ts";
import { colon, speak } from "../language.ts";
import { formatAmount } from "../money.ts";
import { element, lineHeight, picture, type PictureOptions, round, textBlock } from "./svg.ts";
import { textWidth, wrapText } from "./text-width.ts";
import { drawBars, type Texture, uprightSwatch } from "./texture.ts";
import { acrossOf, drawLevels, drawYears, type Frame, quarterWidth, type Scale, scaleOver, upOf, YEARS } from "./time-axes.ts";

/** Where the cash of one firm comes from and where it goes, quarter by quarter: sources above a line, uses below it, as much of one as of the other. */
export interface StackScene {
  readonly title: string;
  readonly unit: string;
  readonly quarters: readonly string[];
  /** From the line outwards. */
  readonly sources: readonly StackPart[];
  readonly uses: readonly StackPart[];
  /** The quarter in which the firm fails; null = it stands. */
  readonly fails: number | null;
  /** What the scale measures, in words. */
  readonly axis: string;
}

interface StackPart {
  readonly name: string;
  readonly texture: Texture;
  /** By quarter, 0 or more. */
  readonly amounts: readonly number[];
}

const messages = {
  sources: { en: "Above the line: where the cash comes from", fr: "Au-dessus de la ligne : d’où vient l’argent" },
  uses: { en: "Below the line: where it goes", fr: "Au-dessous de la ligne : où il va" },
  order: { en: "Named in the order of the bars, from the line outwards.", fr: "Dans l’ordre des barres, en s’éloignant de la ligne." },
  fails: { en: "it cannot pay", fr: "elle ne peut plus payer" },
  total: {
    en: (amount: string) => `${amount} in all`,
    fr: (amount: string) => `${amount} en tout`,
  },
} as const;

export function pictureStack(scene: StackScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const narrow = width < 480;
  const size = narrow ? 11 : 12;
  const tell = (value: number): string => formatAmount(Math.abs(value), scene.unit, language);
  const totals = (parts: readonly StackPart[]): readonly number[] =>
    scene.quarters.map((_, q) => parts.reduce((sum, { amounts }) => sum + amounts[q], 0));
  const scale = scaleOver([...totals(scene.sources), ...totals(scene.uses).map((use) => -use)], narrow ? 6 : 8);
  const margin = Math.max(...scale.levels.map((level) => textWidth(tell(level), size))) + 8;
  const title = wrapText(scene.title, { width: width - 16, size: size + 1, weight: "bold", lines: 3 });
  const head = 6 + title.length * (size + 1) * lineHeight;
  const top = head + size * (scene.fails === null ? 1 : 2);
  const frame = { left: 8 + margin, right: width - 10, top, bottom: top + (narrow ? 260 : 320), quarters: scene.quarters, size };
  const zero = upOf(frame, scale, 0);
  const drawn =
    textBlock({ x: 8, y: 6 + size + 1, lines: title, size: size + 1, weight: "bold" }) +
    drawLevels(frame, scale, tell) +
    drawStack(scene.sources, { frame, scale, side: 1 }) +
    drawStack(scene.uses, { frame, scale, side: -1 }) +
    element("line", { class: "k-line-ink", x1: frame.left, y1: zero, x2: frame.right, y2: zero, "stroke-width": 1.6 }) +
    drawYears(frame) +
    (scene.fails === null ? "" : drawFailure(scene.fails, frame, t.fails));
  const above = drawKey(scene.sources.map(keyOf), [], { width, top: frame.bottom + YEARS + size * 1.8, size });
  const headed = frame.bottom + YEARS + size * 2;
  const second = headed + above.height + size * 1.4;
  const below = drawKey(scene.uses.map(keyOf), [scene.axis, t.order], { width, top: second, size });
  const heads =
    textBlock({ x: 8, y: headed, lines: [t.sources], size, weight: "bold" }) +
    textBlock({ x: 8, y: second, lines: [t.uses], size, weight: "bold" });
  const described = [...scene.sources, ...scene.uses].map(
    ({ name, amounts }) => `${name}${colon(language)} ${t.total(tell(amounts.reduce((sum, amount) => sum + amount, 0)))}`,
  );
  return picture(
    options,
    second + below.height,
    { title: scene.title, description: described.join("; ") },
    drawn + heads + above.content + below.content,
  );
}

/** One path a part: a bar for each quarter, with a hair of paper between two parts. */
function drawStack(
  parts: readonly StackPart[],
  { frame, scale, side }: { readonly frame: Frame; readonly scale: Scale; readonly side: 1 | -1 },
): string {
  const reached = frame.quarters.map(() => 0);
  const wide = quarterWidth(frame);
  return parts
    .map(({ texture, amounts }) => {
      const bars = amounts.map((amount, q) => {
        if (amount <= 0) return "";
        const from = upOf(frame, scale, side * reached[q]);
        reached[q] += amount;
        const to = upOf(frame, scale, side * reached[q]);
        const hair = Math.abs(to - from) > 2 ? side * 0.7 : 0;
        return `M${round(acrossOf(frame, q))} ${round(from)}V${round(to + hair)}`;
      });
      return drawBars(texture, bars.join(""), wide * 0.8);
    })
    .join("");
}

/** A line after which nothing is paid any more. */
function drawFailure(quarter: number, frame: Frame, words: string): string {
  const { size, left, right, top, bottom } = frame;
  const x = acrossOf(frame, quarter) + quarterWidth(frame) / 2;
  const half = textWidth(words, size) / 2;
  const middle = Math.min(Math.max(x, left + half), right - half);
  return (
    element("line", { class: "k-line-ink", x1: x, y1: top - 4, x2: x, y2: bottom, "stroke-width": 1.2, "stroke-dasharray": "5 4" }) +
    textBlock({ x: middle, y: top - 8, lines: [words], size, anchor: "middle" })
  );
}

function keyOf({ name, texture }: StackPart): KeyItem {
  return { words: name, mark: (x, middle) => drawBars(texture, uprightSwatch(x, middle), SWATCH) };
}
