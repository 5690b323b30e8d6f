import type { Ending, ModelAnswer, StressModel } from "../panel/stress/answer.ts";
import type { Stress } from "../panel/stress/stress.ts";
import { colon, type Language, plural, semicolons, speak } from "./language.ts";
import { formatAmount, formatShare } from "./money.ts";
import type { CascadeScene } from "./picture-cascade.ts";
import type { WaterfallScene } from "./picture-waterfall.ts";
import { stressTitle } from "./stress-grounds.ts";
import { failureWords, holderName, lossWithin, onlyAtMost, outsideHolders } from "./stress-losses.ts";
import { endsOf, stressModelNames } from "./stress-words.ts";

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
  before: { en: "without the shock too", fr: "même sans le choc" },
  total: { en: "Together", fr: "Ensemble" },
  outside: { en: "Lenders outside the book", fr: "Prêteurs hors du dossier" },
  others: {
    en: (count: number) => `${count} ${plural(count, "other", "others", "en")}`,
    fr: (count: number) => `${count} ${plural(count, "autre", "autres", "fr")}`,
  },
  cascade: { en: "wave by wave", fr: "vague après vague" },
  waterfall: { en: "who bears the loss", fr: "qui supporte la perte" },
  buffers: {
    en: "Full: lost in any case. Light: on top, if buffers that nobody knows are thin.",
    fr: "Plein : perdu dans tous les cas. Clair : en plus, si des réserves que l’on ne connaît pas sont minces.",
  },
  needs: {
    en: "Full: lost in any case. Light: on top, if industries need each other as much as the high reading says.",
    fr: "Plein : perdu dans tous les cas. Clair : en plus, si les secteurs ont besoin les uns des autres autant que le dit la lecture haute.",
  },
} as const;

const axes: Readonly<Record<StressModel, { readonly en: string; readonly fr: string }>> = {
  "eisenberg-noe": { en: "Payments due that are not made", fr: "Paiements dus qui ne sont pas faits" },
  "rogers-veraart": { en: "Payments due that are not made", fr: "Paiements dus qui ne sont pas faits" },
  debtrank: { en: "What claims lose in worth", fr: "Ce que les créances perdent de leur valeur" },
  "threshold-cascade": { en: "What claims lose in worth", fr: "Ce que les créances perdent de leur valeur" },
  "elliott-golub-jackson": { en: "What firms lose in worth", fr: "Ce que les entreprises perdent de leur valeur" },
  esri: { en: "Sales lost", fr: "Ventes perdues" },
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
  const words = (id: string): readonly string[] => {
    const shock = told.stress.scenario.shocks.find((one) => one.kind === "entity" && one.entity === id);
    const failure = most.failures.find((row) => row.entity === id);
    const row = losses.get(id);
    const amount = row === undefined ? "" : formatAmount(lossWithin(row, least), unit, language);
    return [
      ...(shock === undefined || !("share" in shock) ? [] : [t.left(formatShare(shock.share, language))]),
      ...(row === undefined ? [] : [(outsideHolders(answer, row) ? t.othersLose : t.loses)(amount)]),
      ...(failure === undefined
        ? []
        : [
            [
              failureWords(answer.model, language),
              ...(fails(least, id) ? [] : [onlyAtMost(answer.model, language)]),
              ...(failure.before ? [t.before] : []),
            ].join(", "),
          ]),
    ];
  };
  return {
    title: `${stressModelNames[answer.model][language]}, ${t.cascade}${colon(language)} ${stressTitle(told.stress, name, language)}`,
    waves: waves.map((ids) =>
      ids
        .sort((a, b) => (losses.get(b)?.loss ?? 0) - (losses.get(a)?.loss ?? 0))
        .map((id) => ({
          id,
          name: name(id),
          words: semicolons(words(id), language),
          fails: fails(least, id) ? "surely" : fails(most, id) ? "perhaps" : "never",
        })),
    ),
    // What comes through a link is not known of lost output, which has several causes at once.
    links: most.holders.flatMap((row) =>
      row.by.map((one) => ({
        from: one.from,
        to: row.entity,
        loss: one.loss > 0 ? one.loss : null,
        words: one.loss > 0 ? formatAmount(one.loss, unit, language) : "",
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
    key: answer.model === "esri" ? t.needs : t.buffers,
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
  const weight = (answer: ModelAnswer): readonly number[] => {
    const most = answer.state === "answered" ? endsOf(answer)?.most : undefined;
    return most === undefined || most.holders.length === 0
      ? []
      : [most.failures.filter(({ wave }) => wave > 0).length, most.holders.length];
  };
  const ranked = answers
    .map((answer) => ({ answer, key: weight(answer) }))
    .filter(({ key }) => key.length > 0)
    .sort((a, b) => b.key[0] - a.key[0] || b.key[1] - a.key[1]);
  return ranked[0]?.answer ?? null;
}

/** The wave of each firm: of those that fail their own, of others one after the first that they lose through; 0 without any. */
function placesOf({ holders, failures }: Ending): ReadonlyMap<string, number> {
  const causes = new Map(holders.map((row) => [row.entity, row.by.map((one) => one.from)]));
  const place = new Map(failures.map((row) => [row.entity, row.wave]));
  for (const from of [...causes.keys(), ...[...causes.values()].flat()])
    if (!place.has(from) && (causes.get(from) ?? []).length === 0) place.set(from, 0);
  for (let wave = 1, before = -1; before < place.size; wave++) {
    before = place.size;
    const reached = [...causes].filter(([id, by]) => !place.has(id) && by.some((from) => (place.get(from) ?? wave) < wave));
    for (const [id] of reached) place.set(id, wave);
  }
  return place;
}

function fails({ failures }: Ending, id: string): boolean {
  return failures.some(({ entity }) => entity === id);
}
