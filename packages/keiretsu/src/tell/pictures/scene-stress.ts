import type { Ending, HolderLoss, ModelAnswer, StressModel } from "../../panel/stress/answer.ts";
import type { Stress } from "../../panel/stress/stress.ts";
import { colon, type Language, plural, semicolons, speak, type Text } from "../language.ts";
import { formatAmount, formatShare } from "../money.ts";
import type { CascadeScene } from "./picture-cascade.ts";
import type { WaterfallScene } from "./picture-waterfall.ts";
import { stressTitle } from "../stress-grounds.ts";
import { byFirm, failureWords, holderName, lossWithin, onlyAtMost, outsideHolders } from "../stress-losses.ts";
import { drawnIn, endsOf, stressModelNames } from "../stress-words.ts";

/** The answer of one model as the data of two pictures: who drags whom, wave by wave, and who bears how much. */
export interface Told {
  readonly stress: Stress;
  readonly answer: ModelAnswer;
  readonly unit: string;
  readonly name: (id: string) => string;
}

const messages = {
  left: { en: (share: string) => `the shock leaves it ${share}`, fr: (share: string) => `le choc lui laisse ${share}` },
  loses: { en: (amount: string) => `loses ${amount}`, fr: (amount: string) => `perd ${amount}` },
  othersLose: {
    en: (amount: string) => `its other holders lose ${amount}`,
    fr: (amount: string) => `ses autres porteurs perdent ${amount}`,
  },
  struck: { en: "hit by the shock", fr: "touchée par le choc" },
  atWorst: { en: (failing: string) => `at worst ${failing}`, fr: (failing: string) => `au pire ${failing}` },
  before: { en: "without the shock too", fr: "même sans le choc" },
  total: { en: "Together", fr: "Ensemble" },
  outside: { en: "Lenders outside the book", fr: "Prêteurs hors du dossier" },
  others: {
    en: (count: number) => `${count} ${plural(count, "other", "others", "en")}`,
    fr: (count: number) => `${count} ${plural(count, "autre", "autres", "fr")}`,
  },
  cascade: { en: "wave by wave", fr: "vague après vague" },
  waterfall: { en: "who bears the loss", fr: "qui supporte la perte" },
  steps: { en: "Each bar starts where the one above it ends.", fr: "Chaque barre commence où finit celle du dessus." },
  buffers: {
    en: "Full: lost in any case. Light: on top, if buffers that nobody knows are thin.",
    fr: "Plein : perdu dans tous les cas. Clair : en plus, si des réserves que l’on ne connaît pas sont minces.",
  },
  needs: {
    en: "Full: lost in any case. Light: on top, if industries need each other as much as the high reading says.",
    fr: "Plein : perdu dans tous les cas. Clair : en plus, si les secteurs ont besoin les uns des autres autant que le dit la lecture haute.",
  },
} as const;

const axes: Readonly<Record<StressModel, Text>> = {
  "eisenberg-noe": { en: "Payments due that are not made", fr: "Paiements dus qui ne sont pas faits" },
  "rogers-veraart": { en: "Payments due that are not made", fr: "Paiements dus qui ne sont pas faits" },
  debtrank: { en: "What claims lose in worth", fr: "Ce que les créances perdent de leur valeur" },
  "threshold-cascade": { en: "What claims lose in worth", fr: "Ce que les créances perdent de leur valeur" },
  "elliott-golub-jackson": { en: "What firms lose in worth", fr: "Ce que les entreprises perdent de leur valeur" },
  esri: { en: "Sales lost while output is missing", fr: "Ventes perdues tant que la production manque" },
};

/** Who loses in which wave; null where nobody does. */
export function cascadeScene(told: Told, language: Language): CascadeScene | null {
  const ends = endsOf(told.answer);
  if (told.answer.state !== "answered" || ends === null || ends.most.holders.length === 0) return null;
  const { answer, unit, name } = told;
  const { least, most } = ends;
  const t = speak(messages, language);
  const place = placesOf(most);
  const losses = new Map(most.holders.map((row) => [row.entity, row]));
  const waves = Array.from({ length: Math.max(...place.values()) + 1 }, (_, k) =>
    [...place].filter(([, wave]) => wave === k).map(([id]) => id),
  );
  const failing = failureWords(answer.model, language);
  const words = (id: string, wave: number): readonly string[] => {
    const shock = told.stress.scenario.shocks.find((one) => one.kind === "entity" && one.entity === id);
    const failure = most.failures.find((row) => row.entity === id);
    const row = losses.get(id);
    const amount = row === undefined ? "" : formatAmount(lossWithin(row, least), unit, language);
    const found = [
      ...(shock === undefined || !("share" in shock) ? [] : [t.left(formatShare(shock.share, language))]),
      ...(row === undefined ? [] : [(outsideHolders(answer, row) ? t.othersLose : t.loses)(amount)]),
      ...(failure === undefined ? [] : [fails(least, id) ? failing : t.atWorst(failing)]),
      ...(failure?.before ? [t.before] : []),
    ];
    return found.length === 0 && wave === 0 ? [t.struck] : found;
  };
  return {
    title: `${stressModelNames[answer.model][language]}, ${t.cascade}${colon(language)} ${stressTitle(told.stress, name, language)}`,
    waves: waves.map((ids, wave) =>
      ids
        .sort((a, b) => (losses.get(b)?.loss ?? 0) - (losses.get(a)?.loss ?? 0))
        .map((id) => ({
          id,
          name: name(id),
          words: semicolons(words(id, wave), language),
          fails: fails(least, id) ? "surely" : fails(most, id) ? "perhaps" : "never",
        })),
    ),
    perhaps: onlyAtMost(answer.model, language),
    // What comes through a link is not known of lost output, which has several causes at once.
    links: [...most.holders, ...most.failures.filter(({ entity }) => !losses.has(entity))].flatMap(({ entity, by }) =>
      byFirm(by).map(({ from, loss }) => ({
        from,
        to: entity,
        loss: loss > 0 ? loss : null,
        words: loss > 0 ? formatAmount(loss, unit, language) : "",
      })),
    ),
  };
}

/** Holders told by name; the others are summed. */
const TOLD = 8;

/** Loss by holder, what is sure and what may come on top; null where nobody loses. */
export function waterfallScene(told: Told, language: Language): WaterfallScene | null {
  const ends = endsOf(told.answer);
  if (told.answer.state !== "answered" || ends === null || ends.most.holders.length === 0) return null;
  const { answer, unit, name } = told;
  const { least, most } = ends;
  const t = speak(messages, language);
  const row = (who: string, amount: { readonly low: number; readonly high: number }): WaterfallScene["rows"][number] => ({
    name: who,
    amount,
    words: formatAmount(amount, unit, language),
  });
  const losses = most.holders.map((holder) => ({ who: holderName(answer, holder, name, language), ...lossWithin(holder, least) }));
  const rest = losses.slice(TOLD);
  const sum = (key: "low" | "high"): number => rest.reduce((total, one) => total + one[key], 0);
  const outside = [least.outside, most.outside].sort((a, b) => a - b);
  return {
    title: `${stressModelNames[answer.model][language]}, ${t.waterfall}${colon(language)} ${stressTitle(told.stress, name, language)}`,
    unit,
    axis: axes[answer.model][language],
    key: [t.steps, ...(losses.every(({ low, high }) => low === high) ? [] : [answer.model === "esri" ? t.needs : t.buffers])].join(" "),
    rows: [
      ...losses.slice(0, TOLD).map(({ who, low, high }) => row(who, { low, high })),
      ...(rest.length > 0 ? [row(t.others(rest.length), { low: sum("low"), high: sum("high") })] : []),
      ...(outside[1] > 0 ? [row(t.outside, { low: outside[0], high: outside[1] })] : []),
      { ...row(t.total, { low: answer.loss.low!, high: answer.loss.high! }), total: true },
    ],
  };
}

/**
 * The answer that says most: of those with a loss the one with most firms drawn in, then with most losers, then the first. null where none
 * has a loss.
 */
export function saysMost({ answers }: Stress): ModelAnswer | null {
  const ranked = answers
    .map((answer) => ({ answer, key: weightOf(answer) }))
    .filter(({ key }) => key.length > 0)
    .sort((a, b) => b.key[0] - a.key[0] || b.key[1] - a.key[1]);
  return ranked[0]?.answer ?? null;
}

/** Firms drawn in, losers; empty without a loss. */
function weightOf(answer: ModelAnswer): readonly number[] {
  const most = answer.state === "answered" ? endsOf(answer)?.most : undefined;
  return most === undefined || most.holders.length === 0 ? [] : [drawnIn(most), most.holders.length];
}

/** The wave of each firm: of those that fail their own, of others one after the first that they lose through; 0 for those that the shock hits itself. */
function placesOf({ holders, failures }: Ending): ReadonlyMap<string, number> {
  const causes = new Map(holders.map((row) => [row.entity, row.by.map((one) => one.from)]));
  const place = new Map(failures.map((row) => [row.entity, row.wave]));
  for (const row of holders) if (!place.has(row.entity) && losesItself(row)) place.set(row.entity, 0);
  for (const from of [...causes.keys(), ...[...causes.values()].flat()])
    if (!place.has(from) && (causes.get(from) ?? []).length === 0) place.set(from, 0);
  for (let wave = 1, before = -1; before < place.size; wave++) {
    before = place.size;
    const reached = [...causes].filter(([id, by]) => !place.has(id) && by.some((from) => (place.get(from) ?? wave) < wave));
    for (const [id] of reached) place.set(id, wave);
  }
  return place;
}

/** Whether more is lost than comes through others; where what comes through each is not known, nothing can be told apart. */
function losesItself({ loss, by }: HolderLoss): boolean {
  const through = by.reduce((total, one) => total + one.loss, 0);
  return through > 0 && loss > through * (1 + 1e-6);
}

function fails({ failures }: Ending, id: string): boolean {
  return failures.some(({ entity }) => entity === id);
}
