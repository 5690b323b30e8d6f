import { speak, type Language } from "../language.ts";
import { formatAmount } from "../money.ts";
import { flowClasses } from "../../record/instrument.ts";
import { flowNames } from "../vocabulary.ts";
import { drawKey, SWATCH } from "./key-items.ts";
import { element } from "./svg.ts";

/** The key under a picture of payments: colours, dashes, widths, and what was left out. Items flow over as many lines as they need. */
export interface LegendOptions {
  readonly width: number;
  /** Where the key starts. */
  readonly top: number;
  readonly size: number;
  readonly language: Language;
  readonly unit: string;
  /** Amount of the thickest arrow. */
  readonly most: number;
  readonly widest: number;
  readonly thinnest: number;
  readonly notes: readonly string[];
}

const messages = {
  promised: { en: "dashed: promised, not yet under contract", fr: "tirets : promis, pas encore sous contrat" },
  ghost: { en: "pale: lapsed, counts for nothing", fr: "pâle : caduc, ne compte pour rien" },
  scale: { en: (amount: string) => `width: ${amount}`, fr: (amount: string) => `largeur : ${amount}` },
} as const;

export function legend(options: LegendOptions): { readonly content: string; readonly height: number } {
  const { width, top, size, language, unit, most } = options;
  const t = speak(messages, language);
  const round = most > 0 ? 10 ** Math.floor(Math.log10(most)) : 0;
  const scale = width < 480 ? 0.6 : 1;
  const thickness = Math.max(options.thinnest, (options.widest * scale * round) / Math.max(most, 1));
  const items = [
    ...flowClasses.map((flow) => ({ tone: flow, dash: null, opacity: null, thickness: 4, words: flowNames[flow][language] })),
    { tone: "edge", dash: "7 4", opacity: null, thickness: 3, words: t.promised },
    { tone: "edge", dash: null, opacity: "0.35", thickness: 4, words: t.ghost },
    ...(round > 0 ? [{ tone: "edge", dash: null, opacity: null, thickness, words: t.scale(formatAmount(round, unit, language)) }] : []),
  ];
  const keys = items.map(({ tone, dash, opacity, thickness: wide, words }) => ({
    words,
    mark: (x: number, y: number) =>
      element("line", {
        class: `k-line-${tone}`,
        x1: x,
        y1: y,
        x2: x + SWATCH,
        y2: y,
        "stroke-width": wide,
        "stroke-dasharray": dash,
        opacity,
      }),
  }));
  return drawKey(keys, options.notes, { width, top, size });
}
