import { type BarRow, drawFoot, drawScale, layOutRows, type Tick } from "./bar-rows.ts";
import { drawKey, SWATCH } from "./key-items.ts";
import { colon, speak } from "../language.ts";
import { element, picture, type PictureOptions, round } from "./svg.ts";
import { drawBars, type Texture } from "./texture.ts";

/**
 * Which assumption moves an answer, a row an assumption, the widest first: a bar from the answer at the low end of its range to that at the high end, and a line where the answer stands
 * with all of them as they are. The low end is striped and the high end full, so that a bar also says which way it pulls.
 */
export interface TornadoScene {
  readonly title: string;
  readonly rows: readonly TornadoRow[];
  /** The answer as the scenario stands. */
  readonly base: number;
  /** What the scale measures, in words. */
  readonly axis: string;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

interface TornadoRow extends BarRow {
  /** The answer with this one at an end of its range. */
  readonly atLow: number;
  readonly atHigh: number;
}

const messages = {
  low: { en: "at the low end of its range", fr: "au bas de sa fourchette" },
  high: { en: "at the high end of its range", fr: "au haut de sa fourchette" },
  base: { en: "as the scenario stands", fr: "tel que le scénario le pose" },
} as const;

const LOW: Texture = { tone: "funding", fill: "striped" };
const HIGH: Texture = { tone: "revenue", fill: "full" };
const HEIGHT = 16;

export function pictureTornado(scene: TornadoScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const rows = layOutRows(scene.rows, options, HEIGHT + 4);
  const [first, last] = [scene.ticks[0].value, scene.ticks.at(-1)!.value];
  const x = (value: number): number => rows.left + ((rows.right - rows.left) * (value - first)) / (last - first);
  const ticks: Tick[] = scene.ticks.map(({ value, label }) => ({ at: x(value), label }));
  const base = x(scene.base);
  const marks = scene.rows.map(({ atLow, atHigh }, k) => {
    const bar = (texture: Texture, end: number): string =>
      end === base ? "" : drawBars(texture, `M${round(base)} ${round(rows.middles[k])}H${round(end)}`, HEIGHT);
    // Where both ends pull the same way, the shorter bar stands on the longer one.
    const both = [
      { texture: LOW, end: x(atLow) },
      { texture: HIGH, end: x(atHigh) },
    ].sort((a, b) => Math.abs(b.end - base) - Math.abs(a.end - base));
    return both.map(({ texture, end }) => bar(texture, end)).join("");
  });
  const line = rows.middles.map((middle) => `M${round(base)} ${round(middle - HEIGHT / 2 - 4)}V${round(middle + HEIGHT / 2 + 4)}`).join("");
  const key = drawKey(
    [
      { words: t.low, mark: swatch(LOW) },
      { words: t.high, mark: swatch(HIGH) },
      {
        words: t.base,
        mark: (from, middle) =>
          element("path", {
            class: "k-line k-line-ink",
            d: `M${round(from + SWATCH / 2)} ${round(middle - 7)}V${round(middle + 7)}`,
            "stroke-width": 2,
          }),
      },
    ],
    [],
    { width, top: rows.bottom + 24, size: rows.size - 1 },
  );
  const foot = drawFoot([scene.axis], { bottom: rows.bottom + key.height, size: rows.size }, width);
  return picture(
    options,
    foot.height,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(language)} ${row.words}`).join("; ") },
    drawScale(ticks, rows) +
      marks.join("") +
      element("path", { class: "k-line k-line-ink", d: line, "stroke-width": 2 }) +
      rows.texts +
      key.content +
      foot.content,
  );
}

function swatch(texture: Texture): (from: number, middle: number) => string {
  return (from, middle) => drawBars(texture, `M${round(from)} ${round(middle)}H${round(from + SWATCH)}`, 12);
}
