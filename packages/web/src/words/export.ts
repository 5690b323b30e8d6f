import type { Messages } from "keiretsu";

export const exportWords = {
  print: { en: "Print", fr: "Imprimer" },
  whole: {
    en: "SVG and PNG are the picture as you see it; CSV, JSON, GEXF and GraphML hold every tie that the filters let pass, drawn or not, with its evidence, and can be read back.",
    fr: "SVG et PNG sont le dessin tel que vous le voyez ; CSV, JSON, GEXF et GraphML contiennent tous les liens que les filtres laissent passer, dessinés ou non, avec leurs preuves, et peuvent être relus.",
  },
  network: {
    en: "CSV, JSON, GEXF and GraphML hold the network of payments in this view with its evidence, and can be read back. SVG and PNG stand below each picture.",
    fr: "CSV, JSON, GEXF et GraphML contiennent le réseau des paiements dans cette vue, avec ses preuves, et peuvent être relus. SVG et PNG sont sous chaque dessin.",
  },
  tables: { en: "Tables of this page (CSV)", fr: "Tableaux de cette page (CSV)" },
  embedPage: { en: "To put this page into another one", fr: "Pour mettre cette page dans une autre" },
  embed: { en: "To put this picture into another page", fr: "Pour mettre ce dessin dans une autre page" },
  copyEmbed: { en: "Copy the snippet", fr: "Copier l’extrait" },
  failed: { en: (why: string) => `The file could not be made: ${why}`, fr: (why: string) => `Le fichier n’a pas pu être fait : ${why}` },
  valid: { en: (date: string) => `True on ${date}`, fr: (date: string) => `Vrai au ${date}` },
  known: { en: (date: string) => `Known on ${date}`, fr: (date: string) => `Connu au ${date}` },
  source: { en: (book: string) => `Source: keiretsu, casebook ${book}`, fr: (book: string) => `Source : keiretsu, dossier ${book}` },
  full: { en: "Open the full page", fr: "Ouvrir la page entière" },
} as const satisfies Messages;
