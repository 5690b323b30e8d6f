/**
 * Pictures as bitmaps by @resvg/resvg-js, an optional dependency: where it cannot be installed, pictures stay SVG and one line says so.
 * Bitmaps are drawn in the light colours and with the fonts of the machine, so that their bytes differ between machines.
 */
export type Rasterize = (svg: string) => Uint8Array;

/** Pixels of the bitmap to one pixel of the picture: sharp on paper and on dense screens. */
const zoom = 2;

/** The drawing function, or null when the dependency is absent. */
export async function rasterizer(): Promise<Rasterize | null> {
  try {
    const { Resvg } = await import("@resvg/resvg-js");
    const font = { loadSystemFonts: true, defaultFontFamily: "Liberation Sans", sansSerifFamily: "DejaVu Sans" };
    return (svg) => new Resvg(svg, { fitTo: { mode: "zoom", value: zoom }, font }).render().asPng();
  } catch {
    return null;
  }
}
