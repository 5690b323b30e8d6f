import { escapeText } from "../escape.ts";
import { colon, type Language, plural, semicolons, speak } from "../language.ts";
import { element, lineHeight, picture, type PictureOptions, round, textBlock } from "./svg.ts";
import { wrapText } from "./text-width.ts";

/**
 * One shock passed on, wave by wave: a column for each wave, from those hit first to those whom they drag along; an arrow is as wide as the
 * loss that it carries. On a narrow screen the waves stand below each other and each firm says who hit it.
 */
export interface CascadeScene {
  readonly title: string;
  readonly waves: readonly (readonly CascadeNode[])[];
  readonly links: readonly CascadeLink[];
  /** When those fail that perhaps do: "only if its buffer is thin". */
  readonly perhaps: string;
}

interface CascadeNode {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  /** Fails whatever the unknowns are, at one end of them, or never: then it only loses. */
  readonly fails: "surely" | "perhaps" | "never";
}

interface CascadeLink {
  readonly from: string;
  readonly to: string;
  /** What `to` loses through `from`, in one unit for all links; null = it does, and how much is not known. */
  readonly loss: number | null;
  /** The loss in words; empty where it is not known. */
  readonly words: string;
}

const messages = {
  wave: {
    en: (k: number) => (k === 0 ? "The shock" : `Wave ${k}`),
    fr: (k: number) => (k === 0 ? "Le choc" : `Vague ${k}`),
  },
  others: {
    en: (count: number) => `and ${count} ${plural(count, "other", "others", "en")}`,
    fr: (count: number) => `et ${count} ${plural(count, "autre", "autres", "fr")}`,
  },
  surely: { en: "Full: fails.", fr: "Plein : fait défaut." },
  perhaps: { en: (when: string) => `Dashed: fails ${when}.`, fr: (when: string) => `Tirets : fait défaut ${when}.` },
  never: { en: "Outlined: hit, and holds.", fr: "Contour : touchée, et tient." },
  wide: {
    en: "An arrow is as wide as the loss it carries.",
    fr: "Une flèche est large comme la perte qu’elle transmet.",
  },
  thin: {
    en: "A dotted arrow carries a loss whose part is not known.",
    fr: "Une flèche pointillée transmet une perte dont la part n’est pas connue.",
  },
  through: {
    en: (name: string, words: string) => `through ${name}${words === "" ? "" : `${colon("en")} ${words}`}`,
    fr: (name: string, words: string) => `par ${name}${words === "" ? "" : `${colon("fr")} ${words}`}`,
  },
} as const;

/** Firms drawn in a wave; the rest are counted. */
const SHOWN = 7;
const WIDEST = 16;
/** Boxes narrower than this hold no words: then the waves stand below each other. */
const NARROWEST = 108;

interface Box extends CascadeNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly nameLines: readonly string[];
  readonly wordLines: readonly string[];
}

export function pictureCascade(scene: CascadeScene, options: PictureOptions): string {
  const { language } = options;
  const t = speak(messages, language);
  const down = options.width < 480 || columnsOf(scene, options).wide < NARROWEST;
  const drawn = down ? drawDown(scene, options) : drawAcross(scene, options);
  const told = scene.waves.map(
    (nodes, k) => `${t.wave(k)}${colon(language)} ${nodes.map(({ name, words }) => `${name} (${words})`).join(", ")}`,
  );
  return picture(options, drawn.height, { title: scene.title, description: told.join("; ") }, drawn.content);
}

function columnsOf({ waves }: CascadeScene, { width }: PictureOptions): { readonly wide: number; readonly gap: number } {
  const columns = Math.max(waves.length, 2);
  const gap = columns > 4 || (columns > 3 && width < 800) ? 34 : 64;
  return { gap, wide: Math.min(230, (width - 16 - gap * (columns - 1)) / columns) };
}

function drawAcross(scene: CascadeScene, options: PictureOptions): { content: string; height: number } {
  const { width, language } = options;
  const t = speak(messages, language);
  const size = 13;
  const { wide, gap } = columnsOf(scene, options);
  const boxes: Box[] = [];
  const parts: string[] = [];
  let bottom = 0;
  for (const [k, nodes] of scene.waves.entries()) {
    const x = 8 + k * (wide + gap);
    parts.push(textBlock({ x, y: 22, lines: wrapText(t.wave(k), { width: wide, size, lines: 1 }), size, tone: "soft", weight: "bold" }));
    let y = 40;
    for (const node of nodes.slice(0, SHOWN)) {
      const box = boxAt(node, { x, y, width: wide }, size);
      boxes.push(box);
      y += box.height + 12;
    }
    if (nodes.length > SHOWN) {
      parts.push(textBlock({ x, y: y + size, lines: [t.others(nodes.length - SHOWN)], size, tone: "soft", halo: true }));
      y += size * lineHeight + 8;
    }
    bottom = Math.max(bottom, y);
  }
  const known = scene.links.some(({ loss }) => loss !== null);
  const unknown = scene.links.some(({ loss }) => loss === null);
  const words = [...boxKeys(scene, language), ...(known ? [t.wide] : []), ...(unknown ? [t.thin] : [])];
  const key = wrapText(words.join(" "), { width: width - 16, size: size - 1, lines: 4 });
  parts.push(textBlock({ x: 8, y: bottom + 20, lines: key, size: size - 1, tone: "soft" }));
  return {
    content: drawLinks(scene.links, boxes) + boxes.map((box) => drawBox(box, size)).join("") + parts.join(""),
    height: bottom + 24 + key.length * (size - 1) * lineHeight,
  };
}

/** The marks of boxes that the scene holds. */
function boxKeys({ waves, perhaps }: CascadeScene, language: Language): readonly string[] {
  const t = speak(messages, language);
  const words = { surely: t.surely, perhaps: t.perhaps(perhaps), never: t.never } as const;
  return (["surely", "perhaps", "never"] as const)
    .filter((kind) => waves.flat().some(({ fails }) => fails === kind))
    .map((kind) => words[kind]);
}

function boxAt(node: CascadeNode, at: { x: number; y: number; width: number }, size: number, lines = 5): Box {
  const nameLines = wrapText(node.name, { width: at.width - 16, size, weight: "bold", lines: 2 });
  const wordLines = wrapText(node.words, { width: at.width - 16, size: size - 1, lines });
  const height = 12 + nameLines.length * size * lineHeight + wordLines.length * (size - 1) * lineHeight;
  return { ...node, ...at, height, nameLines, wordLines };
}

function drawBox({ x, y, width, height, nameLines, wordLines, fails }: Box, size: number): string {
  const full = fails === "surely";
  const tone = full ? "paper" : "ink";
  const under = y + size + 4 + nameLines.length * size * lineHeight;
  return (
    element("rect", {
      class: `${full ? "k-funding" : "k-paper"} k-line-funding`,
      x,
      y,
      width,
      height,
      rx: 5,
      "stroke-width": fails === "perhaps" ? 2 : 1.6,
      "stroke-dasharray": fails === "perhaps" ? "6 4" : null,
    }) +
    textBlock({ x: x + 8, y: y + size + 4, lines: nameLines, size, weight: "bold", tone }) +
    textBlock({ x: x + 8, y: under, lines: wordLines, size: size - 1, tone })
  );
}

/** From the right side of one box to the left side of a later one; links inside a wave or backwards are told in words only. */
function drawLinks(links: readonly CascadeLink[], boxes: readonly Box[]): string {
  const place = new Map(boxes.map((box) => [box.id, box]));
  const most = Math.max(...links.map(({ loss }) => loss ?? 0), Number.MIN_VALUE);
  const parts = links.flatMap(({ from, to, loss, words }) => {
    const a = place.get(from);
    const b = place.get(to);
    if (!a || !b || b.x <= a.x || loss === 0) return [];
    const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x - 7, b.y + b.height / 2];
    const bend = (x2 - x1) / 2;
    const stroke = Math.max(1.2, (WIDEST * (loss ?? 0)) / most);
    const path = `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
    const title = element("title", {}, escapeText(`${a.name} → ${b.name}${words === "" ? "" : `: ${words}`}`));
    const dots = loss === null ? "2 3" : null;
    const line = element(
      "path",
      { class: "k-line k-line-edge", d: path, "stroke-width": stroke, "stroke-dasharray": dots, opacity: "0.55" },
      title,
    );
    const head = Math.max(5, stroke / 2 + 2);
    const tip = `M${round(x2 + 6)} ${round(y2)}L${round(x2 - 4)} ${round(y2 - head)}L${round(x2 - 4)} ${round(y2 + head)}Z`;
    return [line + element("path", { class: "k-edge", d: tip })];
  });
  return parts.join("");
}

function drawDown(scene: CascadeScene, { width, language }: PictureOptions): { content: string; height: number } {
  const t = speak(messages, language);
  const size = 12;
  const line = size * lineHeight;
  const names = new Map(scene.waves.flat().map(({ id, name }) => [id, name]));
  const waveOf = new Map(scene.waves.flatMap((nodes, k) => nodes.map(({ id }) => [id, k] as const)));
  const parts: string[] = [];
  let y = 10;
  for (const [k, nodes] of scene.waves.entries()) {
    parts.push(textBlock({ x: 8, y: y + size, lines: [t.wave(k)], size, tone: "soft", weight: "bold" }));
    y += line + 8;
    for (const node of nodes.slice(0, SHOWN)) {
      const hits = scene.links
        .filter(({ from, to, loss }) => to === node.id && loss !== 0 && (waveOf.get(from) ?? 0) <= k)
        .sort((a, b) => (b.loss ?? 0) - (a.loss ?? 0));
      const through = hits.slice(0, 3).map(({ from, words }) => t.through(names.get(from) ?? from, words));
      const box = boxAt({ ...node, words: semicolons([node.words, ...through], language) }, { x: 8, y, width: width - 16 }, size, 7);
      parts.push(drawBox(box, size));
      y += box.height + 8;
    }
    if (nodes.length > SHOWN) {
      parts.push(textBlock({ x: 8, y: y + size, lines: [t.others(nodes.length - SHOWN)], size, tone: "soft" }));
      y += line + 4;
    }
    y += 6;
  }
  const key = wrapText(boxKeys(scene, language).join(" "), { width: width - 16, size, lines: 4 });
  parts.push(textBlock({ x: 8, y: y + size, lines: key, size, tone: "soft" }));
  return { content: parts.join(""), height: y + 8 + key.length * line };
}
