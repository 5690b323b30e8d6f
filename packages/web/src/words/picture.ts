import type { Messages } from "keiretsu";

export const pictureWords = {
  asTable: { en: "The same as a table", fr: "La même chose en tableau" },
  noPng: { en: "The browser could not draw a PNG; SVG works.", fr: "Le navigateur n’a pas pu dessiner de PNG ; SVG fonctionne." },
} as const satisfies Messages;
