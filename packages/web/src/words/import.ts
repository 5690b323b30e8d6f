import type { Messages } from "keiretsu";

export const importWords = {
  intro: {
    en: "Files are read in this browser first: nothing is sent before you say so.",
    fr: "Les fichiers sont d’abord lus dans ce navigateur : rien n’est envoyé avant que vous le disiez.",
  },
  folder: { en: "A casebook: the folder with its datapackage.json", fr: "Un dossier : le répertoire et son datapackage.json" },
  network: {
    en: "A network: CSV with the columns from, to and amount, GEXF, GraphML or JSON",
    fr: "Un réseau : CSV avec les colonnes from, to et amount, GEXF, GraphML ou JSON",
  },
  notText: {
    en: (names: string) => `Left out, no UTF-8 text: ${names}`,
    fr: (names: string) => `Laissés de côté, pas du texte UTF-8 : ${names}`,
  },
  hidden: {
    en: (names: string) => `Left out, being hidden: ${names}`,
    fr: (names: string) => `Laissés de côté, car cachés : ${names}`,
  },
  tooLarge: { en: "Together more than 64 MB: use the command line.", fr: "Plus de 64 Mo en tout : utilisez la ligne de commande." },
  rows: { en: "Rows", fr: "Lignes" },
  table: { en: "Table", fr: "Tableau" },
  read: { en: "Read", fr: "Lues" },
  merged: { en: "There already", fr: "Déjà là" },
  refused: { en: "Refused", fr: "Refusées" },
  takenBack: {
    en: (count: string, id: string, revision: number) =>
      `What ${id} says in the store, at revision ${revision}, and these files do not say, or say otherwise: ${count}. Taking them in takes it back:`,
    fr: (count: string, id: string, revision: number) =>
      `Ce que dit ${id} dans le dépôt, à la révision ${revision}, et que ces fichiers ne disent pas, ou disent autrement : ${count}. Les verser le reprend :`,
  },
  more: { en: (count: string) => `and ${count} more`, fr: (count: string) => `et ${count} autres` },
  meansIt: { en: "I have read what is taken back", fr: "J’ai lu ce qui est repris" },
  none: { en: "No table.", fr: "Aucun tableau." },
  whole: { en: "The casebook is whole.", fr: "Le dossier est entier." },
  notWhole: {
    en: "The casebook is not whole: mend the errors below first.",
    fr: "Le dossier n’est pas entier : corrigez d’abord les erreurs ci-dessous.",
  },
  findings: { en: (count: number) => `Findings: ${count}`, fr: (count: number) => `Constats : ${count}` },
  place: { en: "Place", fr: "Endroit" },
  found: { en: "What", fr: "Quoi" },
  advice: { en: "What to do", fr: "Que faire" },
  noFindings: { en: "Nothing to report.", fr: "Rien à signaler." },
  look: { en: "Look at it here, without saving", fr: "Le regarder ici, sans l’enregistrer" },
  takeIn: { en: "Take it into the store", fr: "Le verser dans le dépôt" },
  id: { en: "Name in the store", fr: "Nom dans le dépôt" },
  why: { en: "Why", fr: "Pourquoi" },
  takenIn: { en: (revision: number) => `Taken in as revision ${revision}.`, fr: (revision: number) => `Versé : révision ${revision}.` },
  needsRole: {
    en: "Taking in needs the role of an administrator, or the key of this server.",
    fr: "Verser demande le rôle d’administrateur, ou la clé de ce serveur.",
  },
  network1: {
    en: (nodes: string, edges: string, unknown: string) => `${nodes} nodes, ${edges} edges, ${unknown} of them without an amount.`,
    fr: (nodes: string, edges: string, unknown: string) => `${nodes} nœuds, ${edges} arêtes, dont ${unknown} sans montant.`,
  },
  goesRound: {
    en: (gross: string, setOff: string, share: string) => `Of ${gross}, up to ${setOff} (${share}) could be the same money going round.`,
    fr: (gross: string, setOff: string, share: string) =>
      `Sur ${gross}, jusqu’à ${setOff} (${share}) pourraient être le même argent qui tourne.`,
  },
  nodes: { en: "Nodes", fr: "Nœuds" },
  edges: { en: "Edges", fr: "Arêtes" },
  kept: { en: "Kept", fr: "Gardées" },
  leftAlone: {
    en: (names: string) => `Left alone, since a network has no place for it: ${names}`,
    fr: (names: string) => `Laissé de côté, car un réseau n’en a pas l’usage : ${names}`,
  },
  loop: { en: "Loop", fr: "Boucle" },
  carries: { en: "Carries", fr: "Porte" },
  noLoops: { en: "No loop.", fr: "Aucune boucle." },
} as const satisfies Messages;
