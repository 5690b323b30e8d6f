import { escapeText } from "../escape.ts";
import type { Box } from "./place.ts";
import { blockWidth, type Weight } from "./text-width.ts";

/**
 * SVG as text. Colours are classes, so that a picture follows the reader's light or dark screen and prints on white; they are literal
 * values, not variables, because converters to bitmaps know no variables. Palette: Okabe and Ito 2008, safe for the colour-blind; its vermilion is darkened so that text reads at 4.5 to 1 on white.
 */
export interface Attributes {
  readonly [name: string]: string | number | null;
}

const fontFamily = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif";

/** Distance between two lines of text, in font sizes. */
export const lineHeight = 1.25;

export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escapeText(value!)}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Coordinates with one decimal: enough for a screen, and the same bytes on every machine. */
export function round(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

export interface TextBlock {
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly lines: readonly string[];
  readonly size: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: Weight;
  /** Colour class: ink, soft, funding ... */
  readonly tone?: string;
  /** A halo of paper keeps a label readable over a line. */
  readonly halo?: boolean;
}

/** A block of lines; each line is its own text element, so that a reader's software measures what it draws. */
export function textBlock(block: TextBlock): string {
  const { x, y, lines, size, anchor = "start", weight = "regular", tone = "ink", halo = false } = block;
  return lines
    .map((line, i) =>
      element(
        "text",
        {
          class: `${halo ? "k-halo " : ""}k-${tone}`,
          x,
          y: y + i * size * lineHeight,
          "font-size": size,
          "text-anchor": anchor === "start" ? null : anchor,
          "font-weight": weight === "bold" ? "bold" : null,
        },
        escapeText(line),
      ),
    )
    .join("");
}

/** The room that a block takes, by the widest of the fonts that may draw it. */
export function boxOf(block: TextBlock): Box {
  const { x, y, lines, size, anchor = "start", weight = "regular" } = block;
  const width = blockWidth(lines, size, weight);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { x: left, y: y - 0.95 * size, width, height: (lines.length - 1) * size * lineHeight + 1.2 * size };
}

/** Ground under a block, so that no line strikes a number. */
export function plate(block: TextBlock): string {
  const { x, y, width, height } = boxOf(block);
  return element("rect", { class: "k-paper", x: x - 1, y, width: width + 2, height, rx: 2 });
}

const light = {
  paper: "#ffffff",
  ink: "#1b1f24",
  soft: "#57606a",
  rule: "#d5dae0",
  node: "#e9edf1",
  edge: "#8b949e",
  funding: "#b84f00",
  revenue: "#0072b2",
  transfer: "#8a6d00",
  accent: "#0072b2",
} as const;

const dark: Record<keyof typeof light, string> = {
  paper: "#12161b",
  ink: "#e9edf1",
  soft: "#a3adb8",
  rule: "#343c46",
  node: "#2a323c",
  edge: "#7d8894",
  funding: "#f0883e",
  revenue: "#56b4e9",
  transfer: "#e6c229",
  accent: "#56b4e9",
};

export type Theme = "both" | "light" | "dark";

/** The classes of every picture; a page that holds several pictures may carry them once. */
export function pictureStyle(theme: Theme): string {
  const base = theme === "dark" ? dark : light;
  const screen = theme === "both" ? `@media screen and (prefers-color-scheme:dark){${rules(dark)}}` : "";
  return `.k-picture{font-family:${fontFamily}}.k-picture .k-line{fill:none}${rules(base)}.k-picture .k-halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}${screen}`;
}

function rules(colours: Readonly<Record<keyof typeof light, string>>): string {
  const fills = Object.entries(colours).map(
    ([name, colour]) => `.k-picture .k-${name}{fill:${colour}}.k-picture .k-line-${name}{stroke:${colour}}`,
  );
  return `${fills.join("")}.k-picture .k-halo{stroke:${colours.paper}}`;
}

export interface PictureOptions {
  /** Width in CSS pixels; below 480 the narrow layout. */
  readonly width: number;
  readonly language: "en" | "fr";
  readonly theme?: Theme;
}

/** The frame: size, title and description for those who cannot see it. */
export function picture(options: PictureOptions, height: number, words: { title: string; description: string }, content: string): string {
  const { width, language, theme = "both" } = options;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "k-picture",
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width,
      height,
      role: "img",
      lang: language,
      "aria-label": words.title,
    },
    element("title", {}, escapeText(words.title)) +
      element("desc", {}, escapeText(words.description)) +
      `<style>${pictureStyle(theme)}</style>` +
      element("rect", { class: "k-paper", x: 0, y: 0, width, height: Math.ceil(height) }) +
      content,
  );
}
