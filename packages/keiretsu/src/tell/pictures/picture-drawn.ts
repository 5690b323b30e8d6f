import { speak } from "../language.ts";
import { arrowMarks, type DrawnNetwork, type PlacedLabels, thinnestCore } from "./drawn-network.ts";
import { fan } from "./fan.ts";
import { drawKey, type KeyItem, SWATCH } from "./key-items.ts";
import { drawName } from "./network-labels.ts";
import { boxOf, element, lineHeight, picture, type PictureOptions, plate, textBlock } from "./svg.ts";
import { wrapText } from "./text-width.ts";

/** A drawn network as a file of its own: title and sentence above, key and notes below. */
export interface DrawnWords {
  readonly title: string;
  readonly description: string;
  /** What an arrow says. */
  readonly sentence: string;
  /** What is not drawn, the dates, the source. */
  readonly notes: readonly string[];
  /** A width in pixels and the amount it stands for. */
  readonly scale: { readonly width: number; readonly amount: string } | null;
}

const messages = {
  funding: { en: "funding (shares, loans, guarantees)", fr: "financement (actions, prêts, garanties)" },
  revenue: { en: "purchase (chips, computing, licences)", fr: "achat (puces, calcul, licences)" },
  transfer: { en: "transfer (shares sold, acquisitions)", fr: "cession (actions vendues, acquisitions)" },
  promised: { en: "dashed: promised, not yet under contract", fr: "tirets : promis, pas encore sous contrat" },
  ghost: { en: "pale: lapsed, counts for nothing", fr: "pâle : caduc, ne compte pour rien" },
  range: { en: "broad and pale: up to the high end", fr: "large et clair : jusqu’au plus haut" },
  open: { en: "ragged: at least that much", fr: "bord dentelé : au moins ce montant" },
  unknown: { en: "dotted: amount unknown", fr: "pointillé : montant inconnu" },
  scale: { en: (amount: string) => `width: ${amount}`, fr: (amount: string) => `largeur : ${amount}` },
} as const;

export function pictureDrawn(labels: PlacedLabels, words: DrawnWords, options: PictureOptions): string {
  const { drawing } = labels;
  const { width } = options;
  const narrow = width < 480;
  const size = narrow ? 11 : 12;
  const title = { x: 8, y: narrow ? 20 : 24, lines: wrapText(words.title, { width: width - 16, size: narrow ? 14 : 17, weight: "bold" }) };
  const titleBlock = { ...title, size: narrow ? 14 : 17, weight: "bold" } as const;
  const below = boxOf(titleBlock);
  const sentence = {
    x: 8,
    y: below.y + below.height + size * 1.3,
    lines: wrapText(words.sentence, { width: width - 16, size }),
    size,
    tone: "soft",
  };
  const top = Math.ceil(sentence.y + sentence.lines.length * size * lineHeight);
  const key = drawKey(keyOf(drawing, words, options), words.notes, { width, top: top + drawing.height, size });
  return picture(
    options,
    top + drawing.height + key.height,
    words,
    textBlock(titleBlock) + textBlock(sentence) + element("g", {}, marksOf(lowered(labels, top))) + key.content,
  );
}

/** The same further down, under the title. */
function lowered({ drawing, names, amounts }: PlacedLabels, by: number): PlacedLabels {
  const down = <P extends { readonly y: number }>(point: P): P => ({ ...point, y: point.y + by });
  return {
    drawing: { ...drawing, nodes: drawing.nodes.map((node) => ({ ...node, centre: down(node.centre) })) },
    names: names.map(
      (label) =>
        label && {
          block: down(label.block),
          leader: label.leader && { from: down(label.leader.from), to: down(label.leader.to) },
        },
    ),
    amounts: amounts.map((block) => block && down(block)),
  };
}

function marksOf({ drawing: { nodes, arrows }, names, amounts }: PlacedLabels): string {
  const arcs = fan(nodes, arrows);
  const drawn = arrows.map((arrow, k) => {
    const { line, head, core, halo } = arrowMarks(arcs[k], arrow);
    const lineClass = `k-line k-line-${arrow.tone}`;
    return element(
      "g",
      { opacity: arrow.firmness === "ghost" ? "0.3" : null },
      (halo === null
        ? ""
        : element("path", { class: lineClass, d: line, "stroke-width": halo.width, "stroke-dasharray": halo.dash, opacity: "0.28" })) +
        element("path", {
          class: lineClass,
          d: line,
          "stroke-width": core.width,
          "stroke-dasharray": core.dash,
          "stroke-linecap": core.round ? "round" : null,
        }) +
        element("polygon", { class: `k-${arrow.tone}`, points: head }),
    );
  });
  const circles = nodes.map(({ centre, radius }) =>
    element("circle", { class: "k-node k-line-edge", cx: centre.x, cy: centre.y, r: radius, "stroke-width": 1.2 }),
  );
  const written = amounts.flatMap((block) => (block === null ? [] : [plate(block) + textBlock(block)]));
  return [...drawn.toReversed(), ...circles, ...written, ...names.flatMap((label) => (label === null ? [] : [drawName(label)]))].join("");
}

function keyOf({ arrows }: DrawnNetwork, { scale }: DrawnWords, { language }: PictureOptions): readonly KeyItem[] {
  const t = speak(messages, language);
  const tones = (["funding", "revenue", "transfer"] as const).filter((tone) => arrows.some((arrow) => arrow.tone === tone));
  const lines = [
    ...tones.map((tone) => ({ tone, width: 4, words: t[tone] })),
    ...(arrows.some((arrow) => arrow.firmness === "promised") ? [{ width: 3, dash: "7 4", words: t.promised }] : []),
    ...(arrows.some((arrow) => arrow.firmness === "ghost") ? [{ width: 4, opacity: "0.35", words: t.ghost }] : []),
    ...(arrows.some((arrow) => arrow.width - arrow.core > 0.7) ? [{ width: 9, opacity: "0.28", words: t.range }] : []),
    ...(arrows.some((arrow) => arrow.open) ? [{ width: 8, dash: "1.5 2.5", opacity: "0.5", words: t.open }] : []),
    ...(arrows.some((arrow) => arrow.width === 0) ? [{ width: thinnestCore * 1.5, dash: "1.5 3.5", words: t.unknown }] : []),
    ...(scale === null ? [] : [{ width: Math.max(thinnestCore, scale.width), words: t.scale(scale.amount) }]),
  ];
  return lines.map(({ words, ...line }) => ({ words, mark: (x, y) => keyLine(line, x, y) }));
}

interface KeyLine {
  readonly width: number;
  readonly tone?: string;
  readonly dash?: string;
  readonly opacity?: string;
}

function keyLine({ tone = "edge", width, dash, opacity }: KeyLine, x: number, y: number): string {
  return element("line", {
    class: `k-line-${tone}`,
    x1: x,
    y1: y,
    x2: x + SWATCH,
    y2: y,
    "stroke-width": width,
    "stroke-dasharray": dash ?? null,
    opacity: opacity ?? null,
  });
}
