import { type BarRow, drawFoot, drawScale, layOutRows } from "./bar-rows.ts";
import { drawKey, SWATCH } from "./key-items.ts";
import { colon, speak } from "../language.ts";
import { formatShare } from "../money.ts";
import { element, picture, type PictureOptions, round } from "./svg.ts";
import { drawBars, type Texture } from "./texture.ts";

/**
 * How paths end, a row a firm, a loop or a scenario: the shares that close, roll on and fail add up to the bar; a whisker stands at each of the two borders, for the
 * interval of what lies outside it.
 */
export interface OutcomesScene {
  readonly title: string;
  readonly rows: readonly OutcomesRow[];
  /** What the scale measures, in words. */
  readonly axis: string;
}

interface OutcomesRow extends BarRow {
  /** null = the books of this firm are not kept: no mark, and the words say so. */
  readonly outcomes: Readonly<Record<"closed" | "rolled" | "failed", Interval>> | null;
}

interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const messages = {
  closed: { en: "closes: stands without new money from outside", fr: "se referme : tient sans argent neuf" },
  rolled: { en: "rolls on: stands on new money", fr: "roule : tient grâce à de l’argent neuf" },
  failed: { en: "fails: cannot pay what falls due", fr: "échoue : ne peut payer ce qui est dû" },
  whisker: {
    en: "Whiskers: intervals at 95% (Wilson) of the share that closes, from the left, and of the share that fails, from the right.",
    fr: "Moustaches : intervalles à 95 % (Wilson) de la part qui se referme, depuis la gauche, et de celle qui échoue, depuis la droite.",
  },
} as const;

const outcomeTextures: Readonly<Record<"closed" | "rolled" | "failed", Texture>> = {
  closed: { tone: "revenue", fill: "full" },
  rolled: { tone: "transfer", fill: "striped" },
  failed: { tone: "funding", fill: "full" },
};

const HIGH = 18;

export function pictureOutcomes(scene: OutcomesScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const rows = layOutRows(scene.rows, options, HIGH + 6);
  const x = (share: number): number => rows.left + (rows.right - rows.left) * share;
  const scale = drawScale(
    [0, 0.25, 0.5, 0.75, 1].map((tick) => ({ at: x(tick), label: formatShare(tick, language) })),
    rows,
  );
  const marks = scene.rows.map((row, k) => drawRow(row, rows.middles[k], x));
  const key = drawKey(
    (["closed", "rolled", "failed"] as const).map((outcome) => ({
      words: t[outcome],
      mark: (from, middle) => drawBars(outcomeTextures[outcome], `M${round(from)} ${round(middle)}H${round(from + SWATCH)}`, 12),
    })),
    [],
    { width, top: rows.bottom + 24, size: rows.size - 1 },
  );
  const foot = drawFoot([scene.axis, t.whisker], { bottom: rows.bottom + key.height, size: rows.size }, width);
  return picture(
    options,
    foot.height,
    { title: scene.title, description: scene.rows.map((row) => `${row.name}${colon(language)} ${row.words}`).join("; ") },
    scale + marks.join("") + rows.texts + key.content + foot.content,
  );
}

function drawRow({ outcomes }: OutcomesRow, middle: number, x: (share: number) => number): string {
  if (outcomes === null) return "";
  const { closed, rolled, failed } = outcomes;
  const parts: string[] = [];
  let reached = 0;
  for (const outcome of ["closed", "rolled", "failed"] as const) {
    const end = reached + outcomes[outcome].share;
    if (end > reached)
      parts.push(drawBars(outcomeTextures[outcome], `M${round(x(reached))} ${round(middle)}H${round(x(Math.min(1, end)))}`, HIGH));
    reached = end;
  }
  // Without anything on one side of it a border is the end of the scale; its interval still says how sure that is.
  parts.push(whisker(middle - 4, x(closed.low), x(closed.high)));
  if (rolled.share + failed.share > 0 || failed.high > 0) parts.push(whisker(middle + 4, x(1 - failed.high), x(1 - failed.low)));
  return parts.join("");
}

function whisker(y: number, from: number, to: number): string {
  const ends = [from, to].map((end) => `M${round(end)} ${round(y - 4)}V${round(y + 4)}`).join("");
  const d = `M${round(from)} ${round(y)}H${round(to)}${ends}`;
  return (
    element("path", { class: "k-line k-line-paper", d, "stroke-width": 4 }) +
    element("path", { class: "k-line k-line-ink", d, "stroke-width": 1.6 })
  );
}
