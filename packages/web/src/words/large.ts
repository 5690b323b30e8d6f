import type { Messages } from "keiretsu";

export const largeWords = {
  lead: {
    en: (name: string, nodes: string, edges: string) =>
      `${name}: ${nodes} parties, ${edges} payments, each drawn as an arrow from who pays to who is paid.`,
    fr: (name: string, nodes: string, edges: string) =>
      `${name} : ${nodes} parties, ${edges} paiements, chacun dessiné par une flèche de qui paie à qui est payé.`,
  },
  laying: { en: (percent: string) => `Laying it out… ${percent}%`, fr: (percent: string) => `Mise en place… ${percent}\u202f%` },
  slow: {
    en: "More than 2,000 parties or 10,000 payments: it may be slow to move.",
    fr: "Plus de 2 000 parties ou 10 000 paiements : le dessin peut bouger lentement.",
  },
  left: {
    en: (edges: string) => `Not drawn: the ${edges} smallest payments.`,
    fr: (edges: string) => `Non dessinés : les ${edges} plus petits paiements.`,
  },
  how: {
    en: "The wheel zooms, dragging moves; arrows are hidden while it moves. Larger circles have more passing through.",
    fr: "La molette agrandit, glisser déplace ; les flèches sont masquées pendant le mouvement. Plus le cercle est grand, plus il y passe d’argent.",
  },
  thicket: {
    en: "So many arrows are a thicket: the picture shows where money gathers, the table and the Import page’s figures show who pays whom.",
    fr: "Tant de flèches font un fourré : le dessin montre où l’argent se concentre, le tableau et les chiffres de la page Importer montrent qui paie qui.",
  },
  largest: { en: "Largest payments", fr: "Plus grands paiements" },
  none: { en: "No payment.", fr: "Aucun paiement." },
  from: { en: "From", fr: "De" },
  to: { en: "To", fr: "À" },
  amount: { en: "Amount", fr: "Montant" },
  gone: {
    en: "This edge list is no longer open: it is kept only as long as the page.",
    fr: "Cette liste n’est plus ouverte : elle n’est gardée que le temps de la page.",
  },
  open: { en: "Open a file", fr: "Ouvrir un fichier" },
  draw: { en: "Draw it", fr: "La dessiner" },
} as const satisfies Messages;
