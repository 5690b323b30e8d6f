import type { Change } from "../panel/stress/changes.ts";
import type { Ending, ModelAnswer, StressModel } from "../panel/stress/answer.ts";
import type { Missing } from "../panel/stress/inputs.ts";
import type { Assumption, Shock } from "../panel/stress/scenario.ts";
import { statusNames } from "../record/names.ts";
import { colon, type Language, listing, type Text } from "./language.ts";
import { formatAmount, formatNumber, formatShare } from "./money.ts";

/** What each model is called. */
export const stressModelNames: Readonly<Record<StressModel, Text>> = {
  "eisenberg-noe": { en: "Clearing", fr: "Compensation des paiements" },
  "rogers-veraart": { en: "Clearing with costs of default", fr: "Compensation avec coûts de défaut" },
  debtrank: { en: "DebtRank", fr: "DebtRank" },
  "threshold-cascade": { en: "Cascade of defaults", fr: "Cascade de défauts" },
  "elliott-golub-jackson": { en: "Cross-holdings", fr: "Participations croisées" },
  esri: { en: "Supply (ESRI)", fr: "Approvisionnement (ESRI)" },
};

const reasons: Readonly<Record<Missing["reason"], Text>> = {
  "no-amount": { en: "no amount is known", fr: "aucun montant connu" },
  "no-term": {
    en: "no term is known, so nothing can be placed in the window",
    fr: "aucune durée connue : rien ne peut être placé dans la fenêtre",
  },
  "not-under-contract": { en: "announced, not under contract", fr: "annoncé, sans contrat" },
  "no-maturities": { en: "the debt is stated, not when it falls due", fr: "la dette est connue, pas ses échéances" },
  "open-ended": { en: "the last maturities have no end", fr: "les dernières échéances n’ont pas de fin" },
  "no-claim": { en: "no source says", fr: "aucune source ne le dit" },
};

const whats: Readonly<Record<Missing["what"], Text>> = {
  obligation: { en: "what it owes", fr: "ce qu’elle doit" },
  guarantee: { en: "what it guarantees", fr: "ce qu’elle garantit" },
  loan: { en: "its loan", fr: "son emprunt" },
  repayment: { en: "when it repays", fr: "ses remboursements" },
  "external-liability": { en: "its debt falling due", fr: "sa dette exigible" },
  cash: { en: "its cash", fr: "sa trésorerie" },
  equity: { en: "its equity", fr: "ses fonds propres" },
  value: { en: "its value", fr: "sa valeur" },
  stake: { en: "its stake", fr: "sa participation" },
  supply: { en: "what it supplies a year", fr: "ce qu’elle livre par an" },
  revenue: { en: "its revenue of twelve months", fr: "son chiffre d’affaires sur douze mois" },
  essentiality: { en: "how much industries need each other", fr: "à quel point les secteurs ont besoin les uns des autres" },
  recovery: { en: "what an estate recovers", fr: "ce qu’une faillite permet de recouvrer" },
  threshold: { en: "at what value a firm falls", fr: "à quelle valeur une entreprise tombe" },
};

export const missingWords: { readonly what: typeof whats; readonly reason: typeof reasons } = { what: whats, reason: reasons };

const general: Readonly<Record<string, Text>> = {
  "even-spread": {
    en: "what is owed over a term falls due evenly over its days",
    fr: "ce qui est dû sur une durée échoit également chaque jour",
  },
  bullet: { en: "a loan is repaid on the last day of its term", fr: "un prêt est remboursé le dernier jour de sa durée" },
  "pari-passu": { en: "all creditors of a firm rank equally", fr: "tous les créanciers d’une entreprise ont le même rang" },
  "no-income-from-outside": {
    en: "only stated cash and what the book’s contracts bring in pays; other income of the window is in no figure",
    fr: "seules paient la trésorerie connue et les recettes des contrats du dossier ; les autres recettes de la fenêtre ne sont nulle part",
  },
  "solvent-before": {
    en: "a firm of unknown cash could pay all it owes before the shock",
    fr: "une entreprise à la trésorerie inconnue pouvait tout payer avant le choc",
  },
  "failing-before": {
    en: "a firm fails on its stated cash before any shock, so the interval is of two runs and not proved",
    fr: "une entreprise fait défaut sur sa trésorerie connue avant tout choc : l’intervalle est celui de deux calculs, sans preuve",
  },
  "counted-on-funding": {
    en: "at the thin end, a firm of unknown cash counted on all the promised money for what falls due",
    fr: "au pire, une entreprise à la trésorerie inconnue comptait sur tout l’argent promis pour ses échéances",
  },
  recovery: { en: "what an estate recovers, as the scenario assumes", fr: "ce qu’une faillite permet de recouvrer, selon le scénario" },
  "loss-in-proportion": {
    en: "a claim loses the same share of its worth as the debtor’s equity",
    fr: "une créance perd la même part de sa valeur que les fonds propres du débiteur",
  },
  "market-value-as-equity": {
    en: "market value stands in for unknown book equity",
    fr: "la valeur de marché remplace les fonds propres comptables inconnus",
  },
  "no-recovery-when-drawn-in": { en: "a firm drawn in pays back nothing", fr: "une entreprise entraînée ne rembourse rien" },
  "market-value-as-value": {
    en: "a firm’s own assets are its stated market value less its stakes",
    fr: "les actifs propres d’une entreprise sont sa valeur de marché connue moins ses participations",
  },
  "nobody-falls": {
    en: "no value below which a firm falls is known: nobody falls",
    fr: "aucun seuil de chute n’est connu : personne ne tombe",
  },
  failure: {
    en: "firms fall below a value that the scenario assumes",
    fr: "les entreprises tombent sous un seuil que le scénario suppose",
  },
  industries: { en: "the industry of each firm, as the scenario assumes", fr: "le secteur de chaque entreprise, selon le scénario" },
  "no-stocks": { en: "nobody has stocks of inputs", fr: "personne n’a de stocks d’intrants" },
  "revenue-stays": {
    en: "sales beyond the book’s links go to end customers, who keep buying; contracts that begin after the stated year come on top",
    fr: "les ventes hors du dossier vont à des clients finals qui continuent d’acheter ; les contrats qui commencent après l’année connue s’y ajoutent",
  },
  "part-of-year": {
    en: "a year’s revenue is at least that of a part of it",
    fr: "les ventes d’un an valent au moins celles d’une partie de l’année",
  },
  "unknown-revenue": {
    en: "a firm of unknown revenue sells elsewhere without end at the low end, and nothing elsewhere at the high end",
    fr: "une entreprise aux ventes inconnues vend ailleurs sans limite au plus bas, et rien ailleurs au plus haut",
  },
  "equal-parts": { en: "suppliers of unknown size are of equal size", fr: "les fournisseurs de taille inconnue sont de taille égale" },
};

/** The words of an assumption; one of the scenario’s own keeps its key, and its reason stands in the scenario. */
export function assumptionWords(key: string, language: Language): string {
  return general[key]?.[language] ?? key;
}

/** An assumption of a scenario with its reason. */
export function ownAssumption(
  one: Assumption,
  of: { readonly name: (id: string) => string; readonly unit: string },
  language: Language,
): string {
  const reason = language === "fr" ? one.reasonFr : one.reason;
  return `${assumed(one, of, language)}${colon(language)} ${reason}`;
}

const industries: Readonly<Record<string, Text>> = {
  chips: { en: "chips", fr: "puces" },
  cloud: { en: "clouds", fr: "nuages" },
  foundry: { en: "foundries", fr: "fonderies" },
  labs: { en: "laboratories", fr: "laboratoires" },
  neocloud: { en: "new clouds", fr: "nouveaux nuages" },
  platforms: { en: "platforms", fr: "plates-formes" },
};

/** An industry of a scenario in words where it is a usual one, else as its file calls it. */
function industryName(industry: string, language: Language): string {
  return industries[industry]?.[language] ?? industry;
}

function assumed(
  one: Assumption,
  { name, unit }: { readonly name: (id: string) => string; readonly unit: string },
  language: Language,
): string {
  const fr = language === "fr";
  const money = (amount: number | null): string => (amount === null ? "" : `, ${formatAmount(amount, unit, language)}`);
  switch (one.kind) {
    case "term":
      return fr ? `${one.leg} sur ${formatNumber(one.years, "fr")} ans` : `${one.leg} over ${formatNumber(one.years, "en")} years`;
    case "stake":
      return `${name(one.holder)} → ${name(one.held)}, ${formatShare(one.share, language)}`;
    case "supply":
      return `${name(one.from)} → ${name(one.to)}${money(one.amount)}`;
    case "industry":
      return fr ? `secteur\u00a0: ${industryName(one.industry, "fr")}` : `industry ${industryName(one.industry, "en")}`;
    case "essentiality": {
      const need = one.low === one.high ? `${one.low}` : fr ? `${one.low} à ${one.high}` : `${one.low} to ${one.high}`;
      const [input, user] = [one.input, one.user].map((industry) => industryName(industry, language));
      return fr ? `besoin (${user} ← ${input}), ${need}` : `need of ${input} for ${user}, ${need}`;
    }
    case "failure":
      return fr
        ? `${name(one.entity)} tombe sous ${formatShare(one.threshold, "fr")} de sa valeur et en perd ${formatShare(one.cost, "fr")}`
        : `${name(one.entity)} falls below ${formatShare(one.threshold, "en")} of its value and loses ${formatShare(one.cost, "en")} of it`;
    case "recovery":
      return fr
        ? `une faillite recouvre ${formatShare(one.alpha, "fr")} de ses actifs et ${formatShare(one.beta, "fr")} de ses créances`
        : `an estate recovers ${formatShare(one.alpha, "en")} of its assets and ${formatShare(one.beta, "en")} of what it is owed`;
    default:
      return `${name(one.entity)}, ${whats[one.kind][language]}${money(one.amount)}`;
  }
}

/** One shock as a sentence would say it. */
export function shockWords(shock: Shock, name: (id: string) => string, language: Language): string {
  const fr = language === "fr";
  const share = "share" in shock ? formatShare(shock.share, language) : "";
  switch (shock.kind) {
    case "entity":
    case "country":
    case "input": {
      const who =
        shock.kind === "entity"
          ? capital(name(shock.entity))
          : shock.kind === "country"
            ? shock.country
            : industryName(shock.input, language);
      const of = {
        all: fr ? "peut payer, vaut et produit" : "can pay, is worth and makes",
        payments: fr ? "peut payer" : "can pay",
        value: fr ? "vaut" : "is worth",
        output: fr ? "produit" : "makes",
      }[shock.kind === "input" && shock.on === "all" ? "output" : shock.on];
      return fr ? `${who} ${of} ${share} de ce qui était prévu` : `${who} ${of} ${share} of what it should`;
    }
    case "stake":
      return fr
        ? `la participation de ${name(shock.holder)} dans ${name(shock.held)} vaut ${share} de ce qu’elle valait`
        : `the stake of ${name(shock.holder)} in ${name(shock.held)} is worth ${share} of what it was`;
    case "values":
      return fr ? `toutes les entreprises valent ${share} de ce qu’elles valaient` : `all firms are worth ${share} of what they were`;
    case "funding":
      return fr
        ? `${share} de l’argent promis${shock.entity === null ? "" : ` à ${name(shock.entity)}`} arrive`
        : `${share} of the money promised${shock.entity === null ? "" : ` to ${name(shock.entity)}`} comes`;
    case "ban":
      return fr
        ? "nul ne peut financer ou détenir une entreprise avec laquelle il commerce"
        : "nobody may fund or hold a firm that it trades with";
    default:
      return fr
        ? `${share} de ce qui est acheté à ${name(shock.from)} l’est à ${listing(shock.to.map(name), language)}`
        : `${share} of what is bought from ${name(shock.from)} is bought from ${listing(shock.to.map(name), language)} instead`;
  }
}

/** A country stands in lower case, since it is no entity with a name. */
function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The run at the stated amounts where least and most is lost. */
export function endsOf(answer: ModelAnswer): { readonly least: Ending; readonly most: Ending } | null {
  const stated = answer.endings.filter((ending) => ending.amounts === "point");
  if (stated.length === 0) return null;
  const sorted = [...stated].sort((a, b) => a.loss - b.loss);
  return { least: sorted[0], most: sorted.at(-1)! };
}

/** Firms drawn in by others. */
export function drawnIn({ failures }: Ending): number {
  return failures.filter((failure) => failure.wave > 0).length;
}

const changeReasons: Readonly<Record<Change["reason"], Text>> = {
  known: { en: "known on one date only", fr: "connu à une seule des deux dates" },
  composition: { en: "counted with its whole or by its parts", fr: "compté avec son ensemble ou par ses parties" },
  status: { en: "its status turned", fr: "son statut a changé" },
  amount: { en: "its amount did", fr: "son montant a changé" },
  window: { en: "the window lies elsewhere", fr: "la fenêtre n’est pas la même" },
  claim: { en: "another claim", fr: "une autre affirmation" },
  part: { en: "the firm has a part in the answer on one date only", fr: "l’entreprise n’entre dans la réponse qu’à une des deux dates" },
};

/** What stands where an input is on one side only: never a zero. */
const absent = {
  known: { en: "not known", fr: "non connu" },
  counted: { en: "not counted", fr: "non compté" },
} as const;

/** One change of an input between two dates. */
export function changeWords(change: Change, unit: string, name: (id: string) => string, language: Language): string {
  const money = (side: Change["before"]): string => {
    if (side === null) return absent[change.reason === "known" ? "known" : "counted"][language];
    const amount = change.what === "stake" ? formatShare(side.point, language) : formatAmount(side.point, unit, language);
    return side.status === null ? amount : `${amount} (${statusNames[side.status][language]})`;
  };
  const pair = change.to === null ? name(change.from) : `${name(change.from)} → ${name(change.to)}`;
  const what = whats[change.what][language];
  const leg = change.leg === null ? "" : ` ${change.leg}`;
  return language === "fr"
    ? `${pair}, ${what}${leg} : ${money(change.before)} → ${money(change.after)} ; ${changeReasons[change.reason].fr}`
    : `${pair}, ${what}${leg}: ${money(change.before)} → ${money(change.after)}; ${changeReasons[change.reason].en}`;
}
