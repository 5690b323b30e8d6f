import type { Messages } from "keiretsu";
import { plural } from "keiretsu";

export const networkWords = {
  tools: { en: "Find, filter, go through time", fr: "Chercher, filtrer, parcourir le temps" },
  lens: { en: "Who … whom", fr: "Qui … qui" },
  pays: { en: "pays", fr: "paie" },
  owes: { en: "owes", fr: "doit à" },
  owns: { en: "owns", fr: "détient" },
  supplies: { en: "supplies", fr: "fournit" },
  paysTitle: { en: "Who pays whom", fr: "Qui paie qui" },
  owesTitle: { en: "Who owes whom", fr: "Qui doit à qui" },
  ownsTitle: { en: "Who owns whom", fr: "Qui détient qui" },
  suppliesTitle: { en: "Who supplies whom", fr: "Qui fournit qui" },
  paysSentence: {
    en: "A → B: A pays B. An arrow follows the money, from who pays to who is paid.",
    fr: "A → B : A paie B. La flèche suit l’argent, de celui qui paie à celui qui est payé.",
  },
  owesSentence: {
    en: "A → B: A owes B, whole and not a year of it: loans, what is bought and not yet paid in full, guarantees if they are called.",
    fr: "A → B : A doit à B, en tout et non par an : emprunts, achats non encore soldés, garanties si elles sont appelées.",
  },
  ownsSentence: {
    en: "A → B: A owns a share of B. Shares bought whose percentage nobody states are dotted.",
    fr: "A → B : A détient une part de B. Les parts acquises dont personne ne donne le pourcentage sont en pointillé.",
  },
  suppliesSentence: {
    en: "A → B: A supplies B with what B buys; the money moves the other way, from B to A.",
    fr: "A → B : A fournit B en ce que B achète ; l’argent va dans l’autre sens, de B à A.",
  },
  lead: {
    en: (ties: number, firms: number, total: string) =>
      `${ties} ${plural(ties, "tie", "ties", "en")} between ${firms} ${plural(firms, "party", "parties", "en")}${total === "" ? "" : `: ${total}`}.`,
    fr: (ties: number, firms: number, total: string) =>
      `${ties} ${plural(ties, "lien", "liens", "fr")} entre ${firms} ${plural(firms, "partie", "parties", "fr")}${total === "" ? "" : ` : ${total}`}.`,
  },
  drawing: { en: "Drawing of the network", fr: "Dessin du réseau" },
  keys: {
    en: "Plus and minus zoom, 0 shows all, arrow keys move; Tab goes from arrow to arrow, Enter opens the evidence.",
    fr: "Plus et moins agrandissent et réduisent, 0 montre tout, les flèches du clavier déplacent ; Tab passe d’une flèche à l’autre, Entrée ouvre les preuves.",
  },
  skip: { en: "Skip the drawing", fr: "Passer le dessin" },
  nearer: { en: "Zoom in", fr: "Agrandir" },
  further: { en: "Zoom out", fr: "Réduire" },
  fit: { en: "Show all", fr: "Tout montrer" },
  empty: { en: "Nothing to draw in this view.", fr: "Rien à dessiner dans cette vue." },
  emptyFiltered: { en: "The filters leave nothing to draw.", fr: "Les filtres ne laissent rien à dessiner." },
  showAll: { en: "Take all filters away", fr: "Retirer tous les filtres" },
  search: { en: "Find a party", fr: "Chercher une partie" },
  notFound: { en: (text: string) => `No party is called “${text}”.`, fr: (text: string) => `Aucune partie ne s’appelle « ${text} ».` },
  filters: { en: "Filters", fr: "Filtres" },
  filtersOn: { en: (count: number) => `Filters (${count})`, fr: (count: number) => `Filtres (${count})` },
  flow: { en: "Kind of flow", fr: "Nature du flux" },
  funding: { en: "funding", fr: "financement" },
  revenue: { en: "purchase", fr: "achat" },
  transfer: { en: "transfer", fr: "cession" },
  status: { en: "Status", fr: "Statut" },
  instrument: { en: "Instrument", fr: "Instrument" },
  stake: { en: "stake", fr: "participation" },
  kind: { en: "Kind of party", fr: "Nature des parties" },
  least: { en: "At least", fr: "Au moins" },
  leastAny: { en: "any amount", fr: "tout montant" },
  most: { en: "Arrows drawn", fr: "Flèches dessinées" },
  mostOf: { en: (count: number) => `the ${count} largest`, fr: (count: number) => `les ${count} plus grandes` },
  mostAll: { en: "all", fr: "toutes" },
  round: { en: "Show what can go round", fr: "Montrer ce qui peut tourner" },
  from: { en: "From", fr: "De" },
  to: { en: "To", fr: "À" },
  amount: { en: "Amount", fr: "Montant" },
  share: { en: "Share", fr: "Part" },
  what: { en: "What", fr: "Quoi" },
  table: { en: "Arrows drawn, largest first", fr: "Flèches dessinées, de la plus grande à la plus petite" },
  yes: { en: "yes", fr: "oui" },
  onLoop: { en: "On a loop", fr: "Sur une boucle" },
  stated: { en: "stated", fr: "déclaré" },
  paysOut: { en: "Pays", fr: "Paie" },
  paysIn: { en: "Is paid", fr: "Est payé" },
  owesOut: { en: "Owes", fr: "Doit" },
  owesIn: { en: "Is owed", fr: "On lui doit" },
  ownsOut: { en: "Owns shares of", fr: "Détient des parts de" },
  ownsIn: { en: "Is owned by", fr: "Est détenu par" },
  suppliesOut: { en: "Supplies for", fr: "Fournit pour" },
  suppliesIn: { en: "Is supplied for", fr: "Est fourni pour" },
  inLegs: {
    en: (amount: string, ties: number) => `${amount} in ${ties} ${plural(ties, "tie", "ties", "en")}`,
    fr: (amount: string, ties: number) => `${amount} en ${ties} ${plural(ties, "lien", "liens", "fr")}`,
  },
  nothing: { en: "nothing", fr: "rien" },
  company: { en: "Its page", fr: "Sa page" },
  around: { en: "Only its neighbours", fr: "Seulement ses voisins" },
  notAround: { en: "All parties again", fr: "De nouveau toutes les parties" },
  hide: { en: "Hide", fr: "Masquer" },
  hidden: { en: "Hidden:", fr: "Masqués :" },
  bringBack: { en: (name: string) => `Show ${name} again`, fr: (name: string) => `Montrer de nouveau ${name}` },
  close: { en: "Close", fr: "Fermer" },
  notDrawnHere: {
    en: "It has no arrow in this picture: another lens, date or filter may show it.",
    fr: "Elle n’a pas de flèche dans ce dessin : un autre angle, une autre date ou un autre filtre peut la montrer.",
  },
  evidence: { en: "Evidence of its arrows", fr: "Preuves de ses flèches" },
  drawnOf: {
    en: (drawn: number, all: number) => `${drawn} of ${all} ${plural(all, "arrow is", "arrows are", "en")} drawn.`,
    fr: (drawn: number, all: number) => `${drawn} ${plural(drawn, "flèche est dessinée", "flèches sont dessinées", "fr")} sur ${all}.`,
  },
  smaller: {
    en: (count: number, amount: string) => `${count} smaller, together ${amount}`,
    fr: (count: number, amount: string) => `${count} plus ${plural(count, "petite", "petites", "fr")}, ensemble ${amount}`,
  },
  unknownLeft: {
    en: (count: number) => `${count} of unknown amount`,
    fr: (count: number) => `${count} de montant inconnu`,
  },
  filteredLeft: {
    en: (count: number) => `${count} left out by the filters`,
    fr: (count: number) => `${count} ${plural(count, "écartée", "écartées", "fr")} par les filtres`,
  },
  setAsideLeft: {
    en: (count: number) => `${count} in kind or due only if called, left out by the choices of the view`,
    fr: (count: number) =>
      `${count} en nature ou ${plural(count, "due", "dues", "fr")} seulement si on les appelle, selon les choix de la vue`,
  },
  internalLeft: {
    en: (count: number) => `${count} inside one firm`,
    fr: (count: number) => `${count} à l’intérieur d’une même entreprise`,
  },
  notDrawn: { en: "Not drawn:", fr: "Non dessinées :" },
  dense: {
    en: "So many arrows are hard to read: some names and amounts have no room. The filters, the table or “only its neighbours” help.",
    fr: "Tant de flèches se lisent mal : des noms et des montants n’ont pas de place. Les filtres, le tableau ou « seulement ses voisins » aident.",
  },
  noRoom: {
    en: (names: number, amounts: number) =>
      [
        names > 0 ? `${names} ${plural(names, "name", "names", "en")}` : "",
        amounts > 0 ? `${amounts} ${plural(amounts, "amount", "amounts", "en")}` : "",
      ]
        .filter((part) => part !== "")
        .join(" and ") + " without room here: zoom in, point at them, or see the table.",
    fr: (names: number, amounts: number) =>
      [
        names > 0 ? `${names} ${plural(names, "nom", "noms", "fr")}` : "",
        amounts > 0 ? `${amounts} ${plural(amounts, "montant", "montants", "fr")}` : "",
      ]
        .filter((part) => part !== "")
        .join(" et ") + " sans place ici : agrandissez, pointez-les ou voyez le tableau.",
  },
  legend: { en: "How to read it", fr: "Comment le lire" },
  legendFunding: { en: "funding (shares, loans, guarantees)", fr: "financement (actions, prêts, garanties)" },
  legendRevenue: { en: "purchase (chips, computing, licences)", fr: "achat (puces, calcul, licences)" },
  legendTransfer: { en: "transfer (shares sold, acquisitions)", fr: "cession (actions vendues, acquisitions)" },
  legendPromised: { en: "promised, not yet under contract", fr: "promis, pas encore sous contrat" },
  legendGhost: { en: "lapsed, counts for nothing", fr: "caduc, ne compte pour rien" },
  legendRange: { en: "from the low to the high end of the amount", fr: "du plus bas au plus haut du montant" },
  legendOpen: { en: "at least that much", fr: "au moins ce montant" },
  legendUnknown: { en: "amount unknown, which is not zero", fr: "montant inconnu, ce qui n’est pas zéro" },
  legendCircle: { en: "circle: what passes through", fr: "cercle : ce qui passe par là" },
  resetPlaces: { en: "Reset positions", fr: "Rétablir les positions" },
  resetAsks: { en: "Everybody sees these positions.", fr: "Tout le monde voit ces positions." },
  resetForAll: { en: "Reset for everybody", fr: "Rétablir pour tous" },
  cancel: { en: "Cancel", fr: "Annuler" },
} as const satisfies Messages;
