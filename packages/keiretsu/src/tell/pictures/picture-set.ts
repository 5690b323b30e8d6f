import type { Language } from "../language.ts";
import type { PictureOptions } from "./svg.ts";

/** One picture in three widths; the page shows the one that fits. */
export interface PictureSet {
  readonly wide: string;
  /** For tablets and for A4, where the wide one would be too small to read. */
  readonly medium: string;
  readonly narrow: string;
}

const widths = { wide: 1040, medium: 680, narrow: 356 } as const;

export function pictureSet(
  draw: (options: PictureOptions) => string,
  language: Language,
  theme: PictureOptions["theme"] = "both",
): PictureSet {
  return {
    wide: draw({ width: widths.wide, language, theme }),
    medium: draw({ width: widths.medium, language, theme }),
    narrow: draw({ width: widths.narrow, language, theme }),
  };
}

/** As files of their own, by name without ending. */
export function setFiles(name: string, set: PictureSet): Readonly<Record<string, string>> {
  return { [name]: set.wide, [`${name}-medium`]: set.medium, [`${name}-narrow`]: set.narrow };
}
