import type { Messages } from "keiretsu";

export const askWords = {
  lead: {
    en: "Every answer of the command line, asked of the server with the same options.",
    fr: "Chaque réponse de la ligne de commande, demandée au serveur avec les mêmes options.",
  },
  published: {
    en: "This site is published as plain files: there is no server to ask. The same answer on the command line:",
    fr: "Ce site est publié en simples fichiers : il n’y a pas de serveur à interroger. La même réponse en ligne de commande :",
  },
  sameOn: { en: "The same on the command line:", fr: "La même chose en ligne de commande :" },
  questions: { en: "Questions", fr: "Questions" },
  command: { en: "Command", fr: "Commande" },
  summary: { en: "What it answers", fr: "Ce à quoi elle répond" },
  unknown: {
    en: (name: string) => `The server knows no answer “${name}”.`,
    fr: (name: string) => `Le serveur ne connaît pas de réponse « ${name} ».`,
  },
  ask: { en: "Ask", fr: "Demander" },
  needed: { en: "needed", fr: "obligatoire" },
  leftOut: { en: "left out", fr: "laissé vide" },
  recordOnly: {
    en: "The server answers on the record: what is supposed here is not in this answer.",
    fr: "Le serveur répond sur le dossier : ce qui est supposé ici n’est pas dans cette réponse.",
  },
  needs: { en: (names: string) => `Needed: ${names}.`, fr: (names: string) => `Obligatoire : ${names}.` },
} as const satisfies Messages;
