import type { Messages } from "keiretsu";

export const copyWords = {
  copied: { en: "Copied", fr: "Copié" },
  byHand: { en: "The browser does not let pages copy here; copy this:", fr: "Le navigateur ne laisse pas copier ici ; copiez ceci :" },
} as const satisfies Messages;
