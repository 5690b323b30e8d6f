import type { Messages } from "keiretsu";

export const commandWords = {
  same: { en: "The same answer in a terminal:", fr: "La même réponse dans un terminal :" },
  copy: { en: "Copy", fr: "Copier" },
  withoutEdits: {
    en: "The command answers from the casebook as recorded, without the what-if of this page.",
    fr: "La commande répond d’après le dossier tel que consigné, sans l’hypothèse de cette page.",
  },
} as const satisfies Messages;
