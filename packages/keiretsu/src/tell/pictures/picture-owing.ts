import { type BarRow, drawFoot, layOutRows } from "./bar-rows.ts";
import { drawKey, type KeyItem, SWATCH } from "./key-items.ts";
import { colon, speak } from "../language.ts";
import { formatAmount } from "../money.ts";
import { element, picture, type PictureOptions, round } from "./svg.ts";
import { drawBars, type Texture, uprightSwatch } from "./texture.ts";
import { acrossOf, drawYears, type Frame, quarterWidth, YEARS } from "./time-axes.ts";

/**
 * Who owes whom over time, a row a pair: how high a bar is says how much at the end of that quarter, on one scale for all pairs, full what stands on the books,
 * striped what is promised and not yet due. Heights are read more exactly than the shades of a heat map, and need no colour.
 */
export interface OwingScene {
  readonly title: string;
  readonly unit: string;
  readonly quarters: readonly string[];
  readonly rows: readonly OwingRow[];
  /** What is counted, in words. */
  readonly axis: string;
  /** What is left out, in words. */
  readonly notes: readonly string[];
}

interface OwingRow extends BarRow {
  /** By quarter: loans, unpaid bills and credits. */
  readonly booked: readonly number[];
  readonly promised: readonly number[];
  /** The quarter in which the debtor fails; null = it stands. */
  readonly fails: number | null;
}

const messages = {
  booked: { en: "on the books", fr: "inscrit dans les comptes" },
  promised: { en: "promised, not yet due", fr: "promis, pas encore exigible" },
  fails: { en: "the debtor cannot pay", fr: "le débiteur ne peut plus payer" },
  highest: { en: (amount: string) => `The highest bar: ${amount}.`, fr: (amount: string) => `La plus haute barre : ${amount}.` },
} as const;

const textures = {
  booked: { tone: "funding", fill: "full" },
  promised: { tone: "revenue", fill: "striped" },
} as const satisfies Readonly<Record<string, Texture>>;

/** How high the highest bar is. */
const [HIGH, HIGH_NARROW] = [40, 28];

export function pictureOwing(scene: OwingScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const high = width < 480 ? HIGH_NARROW : HIGH;
  const rows = layOutRows(scene.rows, options, high + 4);
  const most = Math.max(0, ...scene.rows.flatMap(({ booked, promised }) => booked.map((amount, q) => amount + promised[q])));
  const frame: Frame = { left: rows.left, right: rows.right, top: 0, bottom: rows.bottom, quarters: scene.quarters, size: rows.size - 1 };
  const bars = scene.rows.map((row, k) => drawRow(row, { frame, floor: rows.middles[k] + high / 2, unit: most > 0 ? high / most : 0 }));
  const failure: KeyItem = { words: t.fails, mark: (x, middle) => cross(x + SWATCH / 2, middle) };
  const key = drawKey(
    [
      ...(["booked", "promised"] as const)
        .filter((kind) => scene.rows.some((row) => row[kind].some((amount) => amount > 0)))
        .map((kind) => ({
          words: t[kind],
          mark: (x: number, middle: number) => drawBars(textures[kind], uprightSwatch(x, middle), SWATCH),
        })),
      ...(scene.rows.some(({ fails }) => fails !== null) ? [failure] : []),
    ],
    [],
    { width, top: rows.bottom + YEARS, size: rows.size - 1 },
  );
  const foot = drawFoot(
    [scene.axis, ...(most > 0 ? [t.highest(formatAmount(most, scene.unit, language))] : []), ...scene.notes],
    { bottom: rows.bottom + YEARS - 22 + key.height, size: rows.size },
    width,
  );
  return picture(
    options,
    foot.height,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(language)} ${row.words}`).join("; ") },
    bars.join("") + drawYears(frame) + rows.texts + key.content + foot.content,
  );
}

function drawRow(
  { booked, promised, fails }: OwingRow,
  { frame, floor, unit }: { readonly frame: Frame; readonly floor: number; readonly unit: number },
): string {
  const wide = quarterWidth(frame) * 0.8;
  // What is owed at all is seen: a hair at least.
  const high = (amount: number): number => (amount > 0 ? Math.max(0.8, amount * unit) : 0);
  const bar = (q: number, from: number, to: number): string =>
    to > from ? `M${round(acrossOf(frame, q))} ${round(floor - from)}V${round(floor - to)}` : "";
  const paths = {
    booked: booked.map((amount, q) => bar(q, 0, high(amount))).join(""),
    promised: promised.map((amount, q) => bar(q, high(booked[q]), high(booked[q]) + high(amount))).join(""),
  };
  return (
    element("line", { class: "k-line-rule", x1: frame.left, y1: floor, x2: frame.right, y2: floor, "stroke-width": 1 }) +
    drawBars(textures.booked, paths.booked, wide) +
    drawBars(textures.promised, paths.promised, wide) +
    (fails === null ? "" : cross(acrossOf(frame, fails), floor - 7))
  );
}

function cross(x: number, y: number): string {
  const d = `M${round(x - 4)} ${round(y - 4)}l8 8m-8 0l8 -8`;
  return (
    element("path", { class: "k-line k-line-paper", d, "stroke-width": 5 }) +
    element("path", { class: "k-line k-line-ink", d, "stroke-width": 2.2 })
  );
}
