import { SWATCH } from "./key-items.ts";
import { element, round } from "./svg.ts";

/**
 * How a bar is filled so that it is told from its neighbours without colour: full, light or striped. Bars are strokes along their length, and stripes the dashes of
 * such a stroke: a pattern would need a name, which is one for all pictures of a page.
 */
export interface Texture {
  readonly tone: "ink" | "soft" | "edge" | "funding" | "revenue" | "transfer" | "rule";
  readonly fill: "full" | "light" | "striped" | "dotted";
}

const fills: Readonly<Record<Texture["fill"], { readonly opacity: string; readonly dashes: string | null }>> = {
  full: { opacity: "0.88", dashes: null },
  light: { opacity: "0.42", dashes: null },
  striped: { opacity: "0.25", dashes: "3 2.6" },
  dotted: { opacity: "0.12", dashes: "1.2 3.4" },
};

/** Bars of one kind, as one path of straight segments, each `width` broad. */
export function drawBars({ tone, fill }: Texture, path: string, width: number): string {
  if (path === "") return "";
  const { opacity, dashes } = fills[fill];
  const stroke = { class: `k-line k-line-${tone}`, d: path, "stroke-width": width };
  return element("path", { ...stroke, opacity }) + (dashes === null ? "" : element("path", { ...stroke, "stroke-dasharray": dashes }));
}

/** The path of a mark in a key for upright bars, as broad as the key's marks are wide. */
export function uprightSwatch(x: number, middle: number): string {
  return `M${round(x + SWATCH / 2)} ${round(middle + 6)}V${round(middle - 6)}`;
}
